# Golden values for backtests: errors of R forecast::tsCV (R 4.2.2, forecast 8.20), of the naive forecast, the drift and
# an ARIMA, with expanding and sliding windows. tsCV(y, f, h, window, initial) forecasts from every origin after the
# first `initial` values; its errors are actual - forecast.
suppressMessages({ library(forecast); library(jsonlite) })
seed <- 20260602
set.seed(seed, kind = "Mersenne-Twister", normal.kind = "Inversion")

walk <- signif(100 + cumsum(rnorm(60)), 12)
lake <- as.numeric(LakeHuron)
case <- function(name, model, y, forecaster, h, window = NULL, initial = 0) {
  errors <- tsCV(ts(y), forecaster, h = h, window = window, initial = initial)
  list(name = unbox(name), model = unbox(model), series = y, horizon = unbox(h), window = unbox(if (is.null(window)) 0 else window),
    initial = unbox(initial), errors = unname(as.matrix(errors)))
}
naiver <- function(y, h) naive(y, h)
drifter <- function(y, h) rwf(y, h, drift = TRUE)
arima <- function(y, h) forecast(Arima(y, order = c(1, 0, 0), method = "ML"), h = h)
cases <- list(
  case("naive, one step", "naive", walk, naiver, 1, initial = 20),
  case("naive, three steps", "naive", walk, naiver, 3, initial = 20),
  case("drift, three steps", "drift", walk, drifter, 3, initial = 20),
  case("drift, a window of 15", "drift", walk, drifter, 2, window = 15, initial = 0),
  case("AR(1) with a mean, two steps", "arima", lake, arima, 2, initial = 60)
)
cat(toJSON(list(
  tools = list(R = unbox(R.version.string), forecast = unbox(as.character(packageVersion("forecast")))),
  seed = unbox(seed), cases = cases
), digits = NA, na = "null"))
