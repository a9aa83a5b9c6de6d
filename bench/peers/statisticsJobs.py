"""The jobs of bench/statistics.ts in statsmodels, on the same numbers: reads "job repeats" lines, answers each with
a line of JSON, the milliseconds of processor time of one run and the results.

python3 statisticsJobs.py FOLDER
"""

import json
import pathlib
import sys
import time
import warnings

try:
    import numpy as np
    import statsmodels
    from statsmodels.tsa.seasonal import STL
    from statsmodels.tsa.stattools import adfuller
except ImportError:
    sys.exit(3)

warnings.simplefilter("ignore")
folder = pathlib.Path(sys.argv[1])
walks = np.fromfile(folder / "walks.bin", dtype="<f8").reshape(-1, 720)
season = np.fromfile(folder / "season.bin", dtype="<f8")
# The settings that R and coincast have by default.
settings = dict(
    period=24,
    seasonal=11,
    trend=43,
    low_pass=25,
    seasonal_deg=0,
    trend_deg=1,
    low_pass_deg=1,
    seasonal_jump=2,
    trend_jump=5,
    low_pass_jump=3,
)


def decompose(robust):
    iterations = dict(inner_iter=1, outer_iter=15) if robust else dict(inner_iter=2, outer_iter=0)
    parts = STL(season, robust=robust, **settings).fit(**iterations)
    return np.concatenate([parts.trend, parts.seasonal])


jobs = {
    "adf": lambda: [adfuller(x, maxlag=8, autolag=None, regression="ct")[0] for x in walks],
    "stl": lambda: decompose(False),
    "robustStl": lambda: decompose(True),
}

print(json.dumps({"version": f"statsmodels {statsmodels.__version__}"}), flush=True)
for line in sys.stdin:
    job, repeats = line.split()
    start = time.process_time()
    for _ in range(int(repeats)):
        results = jobs[job]()
    milliseconds = 1000 * (time.process_time() - start) / int(repeats)
    print(json.dumps({"milliseconds": milliseconds, "results": np.asarray(results).tolist()}), flush=True)
