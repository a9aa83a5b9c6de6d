"""statsmodels' ARIMA as a benchmark peer: reads a JSON request a line, answers with one a line."""

import json
import re
import sys
import time
import warnings

import numpy as np
import statsmodels
from statsmodels.tsa.arima.model import ARIMA

warnings.simplefilter("ignore")
series = {}


def timed(job, round_ms):
    """Runs `job` until `round_ms` have passed: its value, and milliseconds a run by the clock and of processor time."""
    runs, start, cpu = 0, time.perf_counter(), time.process_time()
    while True:
        value = job()
        runs += 1
        elapsed = (time.perf_counter() - start) * 1000
        if elapsed >= round_ms or runs >= 50:
            return value, {"wallMs": elapsed / runs, "cpuMs": (time.process_time() - cpu) * 1000 / runs}


def name_of(name, period):
    """`ar.L1` is `ar1`, `ma.S.L48` with period 24 is `sma2`."""
    kind, season, lag = re.fullmatch(r"(ar|ma)\.(S\.)?L(\d+)", name).groups()
    return f"s{kind}{int(lag) // period}" if season else f"{kind}{lag}"


def fit_of(request):
    y = series[request["series"]]
    season = (*request["seasonal"], request["period"]) if request.get("seasonal") else (0, 0, 0, 0)
    fit, times = timed(
        lambda: ARIMA(y, order=tuple(request["order"]), seasonal_order=season, trend="n").fit(),
        request["roundMs"],
    )
    names = [name for name in fit.param_names if name != "sigma2"]
    values = dict(zip(fit.param_names, fit.params))
    return {**times, "coefficients": {name_of(name, request.get("period")): values[name] for name in names}}


for line in sys.stdin:
    request = json.loads(line)
    try:
        if request["kind"] == "series":
            series[request["series"]] = np.array(request["values"], dtype=float)
            answer = {"ready": True}
        elif request["kind"] == "version":
            answer = {"version": f"statsmodels {statsmodels.__version__}"}
        else:
            answer = fit_of(request)
    except Exception as error:
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
