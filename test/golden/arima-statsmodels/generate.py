"""Golden values of ARIMA likelihoods from statsmodels 0.13.5, at parameters of ../arima-seasonal/cases.json.

python3 generate.py > cases.json

The series are stationary, so the initial state has its exact covariance, and none of the approximations of a
diffuse prior. The steady state of the filter is not assumed early (tolerance 0).
"""

import json
import pathlib

import numpy as np
import statsmodels
from statsmodels.tsa.statespace.sarimax import SARIMAX

here = pathlib.Path(__file__).parent
fixed = json.loads((here / "../arima-seasonal/cases.json").read_text())["fixed"]


def is_compared(index, case):
    """All with missing values or regressors, every other of the rest; statsmodels refuses lags that coincide."""
    if case["period"] > 1 and max(len(case["ar"]), len(case["ma"])) >= case["period"]:
        return False
    return bool(case["beta"] or None in case["values"] or index % 2 == 0)


def at_the_same_parameters(index, case):
    values = np.array(case["values"], dtype=float)
    columns = np.array(case["regressors"], dtype=float).T
    n = len(values)
    horizon = len(case["psi"])
    has_season = case["sar"] or case["sma"]
    model = SARIMAX(
        values,
        exog=columns[:n] if case["beta"] else None,
        order=(len(case["ar"]), 0, len(case["ma"])),
        seasonal_order=(len(case["sar"]), 0, len(case["sma"]), case["period"]) if has_season else (0, 0, 0, 0),
        concentrate_scale=True,
    )
    model.ssm.tolerance = 0
    result = model.smooth([*case["beta"], *case["ar"], *case["ma"], *case["sar"], *case["sma"]])
    ahead = result.get_forecast(horizon, exog=columns[n:] if case["beta"] else None)
    return {
        "case": index,
        "logLikelihood": result.llf,
        "sigma2": result.scale,
        "mean": [float(f"{x:.12g}") for x in ahead.predicted_mean],
        "se": [float(f"{x:.12g}") for x in ahead.se_mean],
    }


print(
    json.dumps(
        {
            "tools": {"statsmodels": statsmodels.__version__, "numpy": np.__version__},
            "fixed": [at_the_same_parameters(i, case) for i, case in enumerate(fixed) if is_compared(i, case)],
        }
    )
)
