"""Golden values of src/stats from statsmodels 0.13.5, on the series of ../stats/cases.json.

python3 generate.py > cases.json
"""

import json
import pathlib
import warnings

import numpy as np
import statsmodels
from statsmodels.tsa.adfvalues import mackinnoncrit, mackinnonp
from statsmodels.tsa.stattools import adfuller, kpss

warnings.simplefilter("ignore")
here = pathlib.Path(__file__).parent
series = json.loads((here / "../stats/cases.json").read_text())["series"]
regressions = {"none": "n", "drift": "c", "trend": "ct"}


def conditioned(name, regression):
    """The series on the scale of its own spread, which no statistic depends on: the pseudo-inverse that
    statsmodels solves by keeps only six digits when the columns differ in size by 1e9."""
    x = np.array(series[name])
    return (x if regression == "none" else x - x.mean()) / x.std()


def adf_case(name, regression, lags):
    options = {"autolag": lags} if lags in ("aic", "bic", "t-stat") else {"autolag": None}
    if isinstance(lags, int):
        options["maxlag"] = lags
    statistic, p_value, used, rows, critical, *_ = adfuller(
        conditioned(name, regression), regression=regressions[regression], **options
    )
    return {
        "series": name,
        "regression": regression,
        "lags": lags,
        "statistic": statistic,
        "pValue": p_value,
        "usedLags": int(used),
        "regressionRows": int(rows),
        "criticalValues": [critical[level] for level in ("1%", "5%", "10%")],
    }


def kpss_case(name, regression):
    statistic, p_value, used, _ = kpss(series[name], regression={"level": "c", "trend": "ct"}[regression], nlags="auto")
    return {"series": name, "regression": regression, "statistic": statistic, "pValue": p_value, "usedLags": int(used)}


adf = [
    adf_case(name, regression, lags)
    for name in series
    for regression in regressions
    for lags in ("aic", "bic", "t-stat", "schwert", 2)
    # With 12 observations and no constant, statsmodels tries so many lags that no degree of freedom is left.
    if not (name == "short" and regression == "none" and lags != 2)
]
surfaces = [
    {"regression": regression, "statistic": float(tau), "pValue": float(mackinnonp(tau, code))}
    for regression, code in regressions.items()
    for tau in np.round(np.arange(-20, 4, 0.37), 2)
]
critical = [
    {"regression": regression, "rows": rows, "values": mackinnoncrit(regression=code, nobs=rows).tolist()}
    for regression, code in regressions.items()
    for rows in (20, 100, 5000)
]
print(
    json.dumps(
        {
            "versions": {"statsmodels": statsmodels.__version__},
            "adf": adf,
            "kpss": [kpss_case(name, regression) for name in series for regression in ("level", "trend")],
            "surfaces": surfaces,
            "critical": critical,
        }
    )
)
