"""Golden values of the Zivot-Andrews test from statsmodels 0.13.5, on the series of ../stats/cases.json.

python3 generate.py > cases.json
"""

import json
import pathlib
import warnings

import numpy as np
import statsmodels
from statsmodels.tsa.stattools import zivot_andrews

warnings.simplefilter("ignore")
here = pathlib.Path(__file__).parent
series = json.loads((here / "../stats/cases.json").read_text())["series"]
regressions = {"level": "c", "trend": "t", "both": "ct"}


def conditioned(name):
    """The series on the scale of its own spread, which no statistic depends on: the normal equations that
    statsmodels inverts keep few digits beside a level far from zero."""
    x = np.array(series[name])
    return (x - x.mean()) / x.std()


def case(name, break_in, lags, trim):
    options = {"maxlag": lags, "autolag": None} if isinstance(lags, int) else {"autolag": lags}
    statistic, p_value, critical, used, index = zivot_andrews(
        conditioned(name), trim=trim, regression=regressions[break_in], **options
    )
    return {
        "series": name,
        "breakIn": break_in,
        "lags": lags,
        "trim": trim,
        "statistic": statistic,
        "pValue": p_value,
        "usedLags": int(used),
        "breakIndex": int(index),
    }


def possible(name, lags, trim):
    """Whether every break of the trimmed span leaves its dummies in the sample; where not, statsmodels fails
    or counts rows from the wrong end. The longest default is 12 (n / 100)^(1/4)."""
    most = lags if isinstance(lags, int) else int(np.ceil(12 * (len(series[name]) / 100) ** 0.25))
    return int(trim * len(series[name])) > most + 2


print(
    json.dumps(
        {
            "versions": {"statsmodels": statsmodels.__version__},
            "zivotAndrews": [
                case(name, break_in, lags, trim)
                for name in series
                for break_in in regressions
                for lags, trim in (
                    (2, 0.15),
                    (5, 0.1),
                    (3, 0.25),
                    ("aic", 0.15),
                    ("bic", 0.15),
                    ("t-stat", 0.15),
                    ("t-stat", 0.2),
                )
                if possible(name, lags, trim)
            ],
        }
    )
)
