# Golden values of features by pandas 1.5.3 (Python 3.11), of the candles of ../features-candles. Each case has the
# values from the first that is known.
# python3 generate.py > cases.json
import json
import os

import numpy
import pandas

here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "..", "features-candles", "cases.json")) as file:
    candles = json.load(file)
close = pandas.Series(candles["closes"])
open_ = pandas.Series(candles["opens"])
returns = numpy.log(close).diff().dropna()


def case(feature, options, column):
    return {"feature": feature, "options": options, "columns": {"value": column.dropna().tolist()}}


cases = [
    case("simpleReturns", {}, close.pct_change()),
    case("rollingStandardDeviation", {"window": 24}, close.rolling(24).std()),
    case("zScore", {"window": 24}, (close - close.rolling(24).mean()) / close.rolling(24).std()),
    case("rollingQuantile", {"window": 24, "probability": 0.9}, close.rolling(24).quantile(0.9)),
    case("rollingQuantile", {"window": 100, "probability": 0.37}, close.rolling(100).quantile(0.37)),
    case("rollingCorrelation", {"window": 24}, close.rolling(24).corr(open_)),
    case("ewmaVolatility", {"decay": 0.9, "stepsPerYear": 8760},
         ((returns ** 2).ewm(alpha=0.1).mean() * 8760) ** 0.5),
]
print(json.dumps(cases))
