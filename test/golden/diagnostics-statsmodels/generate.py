"""Golden values of archLmTest, pacf, jarqueBeraTest and periodogram from statsmodels 0.13.5 and SciPy 1.10.1, and of
hurstExponent from its definition in NumPy, on the series of ../stats/cases.json.

python3 generate.py > cases.json
"""

import json
import math
import pathlib
import warnings

import numpy as np
import scipy
import scipy.signal
import scipy.special
import statsmodels
from statsmodels.stats.diagnostic import het_arch
from statsmodels.stats.stattools import jarque_bera
from statsmodels.tsa.stattools import pacf

warnings.simplefilter("ignore")
here = pathlib.Path(__file__).parent
series = {
    name: np.array(values) for name, values in json.loads((here / "../stats/cases.json").read_text())["series"].items()
}
long = [name for name in series if len(series[name]) > 60]


def arch_case(name, lags, model_df):
    # Scaled: the statistics do not depend on the scale, but the pseudo-inverse that solves for them loses digits.
    x = series[name] / np.abs(series[name]).max()
    lm, p_value, f, f_p_value = het_arch(x, nlags=lags, ddof=model_df)
    return {
        "series": name,
        "lags": lags,
        "modelDf": model_df,
        "usedLags": min(10, len(x) // 5) if lags is None else lags,
        "statistic": lm,
        "pValue": p_value,
        "fStatistic": f,
        "fPValue": f_p_value,
    }


def pacf_case(name, method, code, max_lag):
    x = series[name]
    # Brought to the scale of the spread, as above.
    values = pacf((x - x.mean()) / x.std(), nlags=max_lag, method=code)[1:]
    return {"series": name, "method": method, "code": code, "maxLag": max_lag, "values": values.tolist()}


def periodogram_case(name):
    x = series[name]
    frequencies, power = scipy.signal.periodogram(x, detrend="linear")
    return {"series": name, "frequencies": frequencies[1:].tolist(), "power": power[1:].tolist()}


def window_sizes(n):
    return sorted({math.floor(size + 0.5) for size in np.geomspace(8, n // 4, 20)})


def windows_of(x, size):
    count = len(x) // size
    return np.vstack([x[: count * size].reshape(count, size), x[len(x) - count * size :].reshape(count, size)])


def detrended_fluctuation(increments, size):
    """Kantelhardt et al. (2001), order 1, over that of white noise of the same variance, found by the projection
    on what a line does not explain."""
    path = np.cumsum(increments - increments.mean())
    design = np.vander(np.arange(size), 2)
    projection = np.eye(size) - design @ np.linalg.pinv(design)
    residuals = windows_of(path, size) @ projection
    summation = np.tril(np.ones((size, size)))
    of_noise = np.trace(projection @ summation @ summation.T) / size
    return math.sqrt((residuals**2).mean() / increments.var() / of_noise)


def rescaled_range(increments, size):
    """Weron (2002) with the expectation of Anis and Lloyd (1976), without the factor Peters added."""
    windows = windows_of(increments, size)
    windows = windows[windows.std(axis=1) > 0]
    path = np.cumsum(windows - windows.mean(axis=1, keepdims=True), axis=1)
    ranges = np.maximum(path.max(axis=1), 0) - np.minimum(path.min(axis=1), 0)
    i = np.arange(1, size)
    gamma_ratio = math.exp(scipy.special.gammaln((size - 1) / 2) - scipy.special.gammaln(size / 2))
    expected = gamma_ratio / math.sqrt(math.pi) * np.sqrt((size - i) / i).sum()
    return (ranges / windows.std(axis=1)).mean() / expected


def hurst_case(name, kind, method):
    x = series[name]
    increments = np.diff(x) if kind == "path" else x
    measure = {"detrended-fluctuation": detrended_fluctuation, "rescaled-range": rescaled_range}[method]
    sizes = window_sizes(len(increments))
    relative = [measure(increments, size) for size in sizes]
    # polyfit squares its weights: their square is one over the size.
    slope = np.polyfit(np.log(sizes), np.log(relative), 1, w=1 / np.sqrt(sizes))[0]
    return {
        "series": name,
        "input": kind,
        "method": method,
        "windows": sizes,
        "relativeFluctuations": relative,
        "exponent": 0.5 + slope,
    }


def jarque_bera_case(name):
    statistic, p_value, skewness, kurtosis = jarque_bera(series[name])
    return {"series": name, "statistic": statistic, "pValue": p_value, "skewness": skewness, "kurtosis": kurtosis}


hurst_inputs = [
    ("whiteNoise", "increments"),
    ("garchNoise", "increments"),
    ("seasonal", "increments"),
    ("randomWalk", "path"),
    ("prices", "path"),
    ("nearUnitRoot", "path"),
    ("nottem", "path"),
]
print(
    json.dumps(
        {
            "versions": {"statsmodels": statsmodels.__version__, "scipy": scipy.__version__, "numpy": np.__version__},
            "arch": [
                arch_case(name, lags, model_df)
                for name in long
                for lags, model_df in ((None, 0), (1, 0), (5, 2), (12, 0))
            ]
            + [arch_case(name, 2, 0) for name in ("short", "oddAndShort")],
            "pacf": [
                pacf_case(name, method, code, max_lag)
                for name in long
                for method, code, max_lag in (
                    ("yule-walker", "ywm", 12),
                    ("yule-walker", "ldb", 20),
                    ("least-squares", "ols", 12),
                )
            ]
            + [pacf_case("short", "least-squares", "ols", 4)],
            "periodogram": [periodogram_case(name) for name in series],
            "jarqueBera": [jarque_bera_case(name) for name in series],
            "hurst": [
                hurst_case(name, kind, method)
                for name, kind in hurst_inputs
                for method in ("detrended-fluctuation", "rescaled-range")
            ],
        }
    )
)
