"""Golden values of stl from statsmodels 0.13.5, on the series of ../stl/cases.json.

python3 generate.py > cases.json
"""

import json
import pathlib

import statsmodels
from statsmodels.tsa.seasonal import STL

here = pathlib.Path(__file__).parent
series = json.loads((here / "../stl/cases.json").read_text())["series"]


def case(name, period, inner, outer=0, **options):
    """All options are given, so that no default of statsmodels, where they differ from R, plays a part."""
    keys = {
        "seasonal": "seasonalWindow",
        "trend": "trendWindow",
        "low_pass": "lowPassWindow",
        "seasonal_deg": "seasonalDegree",
        "trend_deg": "trendDegree",
        "low_pass_deg": "lowPassDegree",
        "seasonal_jump": "seasonalJump",
        "trend_jump": "trendJump",
        "low_pass_jump": "lowPassJump",
    }
    result = STL(series[name], period=period, robust=outer > 0, **options).fit(inner_iter=inner, outer_iter=outer)
    iterations = {"innerIterations": inner} | ({"robust": True, "outerIterations": outer} if outer else {})
    return {
        "series": name,
        "period": period,
        "options": {keys[key]: value for key, value in options.items()} | iterations,
        "trend": result.trend.tolist(),
        "seasonal": result.seasonal.tolist(),
        **({"weights": result.weights.tolist()} if outer else {}),
    }


def settings(seasonal, trend, low_pass, degrees=(1, 1, 1), jumps=(1, 1, 1)):
    names = ("seasonal", "trend", "low_pass")
    return (
        dict(zip(names, (seasonal, trend, low_pass)))
        | {f"{name}_deg": degree for name, degree in zip(names, degrees)}
        | {f"{name}_jump": jump for name, jump in zip(names, jumps)}
    )


print(
    json.dumps(
        {
            "versions": {"statsmodels": statsmodels.__version__},
            "stl": [
                # The defaults of statsmodels.
                case("nottem", 12, 5, **settings(7, 23, 13)),
                case("nottem", 12, 2, 15, **settings(7, 23, 13)),
                case("prices", 7, 2, 15, **settings(7, 15, 9)),
                # Robust fits of even length with the settings of R.
                case("nottem", 12, 1, 15, **settings(35, 19, 13, (0, 1, 1), (4, 2, 2))),
                case("AirPassengers", 12, 1, 15, **settings(7, 23, 13, (0, 1, 1), (1, 3, 2))),
                case("garchNoise", 24, 1, 15, **settings(7, 47, 25, (0, 0, 0), (1, 5, 3))),
                # Windows longer than the series, and jumps longer than half of them.
                case("AirPassengers", 12, 2, **settings(1441, 201, 25, (0, 1, 0), (145, 21, 3))),
                case("outliers", 12, 2, 3, **settings(9, 21, 13, (1, 0, 1), (30, 30, 30))),
            ],
        }
    )
)
