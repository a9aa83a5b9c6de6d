# Golden values for the forecast metrics: R forecast::accuracy for MAE, RMSE, MAPE, MASE (R 4.2.2, forecast 8.20),
# the M4 organisers' formulas (github.com/Mcompetitions/M4-methods, ForeBenchmark) for smape and mase,
# and sign(actual - origin) == sign(forecast - origin) for the directional accuracy.
suppressMessages({ library(forecast); library(jsonlite) })
seed <- 20240501
set.seed(seed, kind = "Mersenne-Twister", normal.kind = "Inversion")

smape_m4 <- function(actual, forecast) {
  mean(200 * abs(actual - forecast) / (abs(actual) + abs(forecast)))
}
mase_m4 <- function(insample, actual, forecast, season) {
  naive_errors <- tail(insample, -season) - head(insample, -season)
  mean(abs(actual - forecast)) / mean(abs(naive_errors))
}

# Twelve digits survive the way through JSON, so both sides compute from the same numbers.
case <- function(name, insample, actual, forecast, lower, upper, season = 1) {
  insample <- signif(insample, 12); actual <- signif(actual, 12); forecast <- signif(forecast, 12)
  lower <- signif(lower, 12); upper <- signif(upper, 12)
  train <- ts(insample, frequency = season)
  object <- structure(
    list(mean = ts(forecast, start = tsp(train)[2] + 1 / season, frequency = season), x = train),
    class = "forecast"
  )
  test <- accuracy(object, ts(actual, start = tsp(train)[2] + 1 / season, frequency = season))
  row <- test[nrow(test), ]
  origin <- tail(insample, 1)
  stopifnot(isTRUE(all.equal(row[["MASE"]], mase_m4(insample, actual, forecast, season), tolerance = 1e-13)))
  list(
    name = unbox(name), season = unbox(season), insample = insample, actual = actual, forecast = forecast,
    lower = lower, upper = upper,
    expected = list(
      mae = unbox(row[["MAE"]]), rmse = unbox(row[["RMSE"]]), mape = unbox(row[["MAPE"]]),
      mase = unbox(row[["MASE"]]), smape = unbox(smape_m4(actual, forecast)),
      directionalAccuracy = unbox(mean(sign(actual - origin) == sign(forecast - origin))),
      coverage = unbox(mean(lower <= actual & actual <= upper))
    )
  )
}

# forecast::accuracy needs a fitted component only for the training row, which is not used.
accuracy <- function(object, x) {
  object$fitted <- object$x
  object$residuals <- object$x * 0
  forecast::accuracy(object, x)
}

n <- 120; h <- 24
walk <- 60000 + cumsum(rnorm(n + h, sd = 300))
seasonal <- 100 + 10 * sin(2 * pi * (1:(n + h)) / 24) + rnorm(n + h)
returns <- rnorm(n + h, sd = 0.01)
tiny <- 1e-9 * exp(cumsum(rnorm(n + h, sd = 0.02)))
split <- function(x) list(insample = head(x, n), actual = tail(x, h))
with_noise <- function(name, x, sd, season = 1) {
  s <- split(x)
  f <- s$actual + rnorm(h, sd = sd)
  case(name, s$insample, s$actual, f, f - 1.28 * sd, f + 1.28 * sd, season)
}
naive_case <- function(name, x, sd) {
  s <- split(x)
  f <- rep(tail(s$insample, 1), h)
  case(name, s$insample, s$actual, f, f - sd * sqrt(1:h), f + sd * sqrt(1:h))
}

cases <- list(
  with_noise("a random walk of prices", walk, 250),
  naive_case("the naive forecast of a random walk", walk, 300),
  with_noise("a daily season in hours", seasonal, 2, 24),
  with_noise("a season of 7", seasonal, 2, 7),
  with_noise("returns around zero", returns, 0.01),
  with_noise("a coin worth a billionth", tiny, 5e-11),
  case("negative and positive values", c(-3, 1, -2, 4, -1), c(-2, 3, -5), c(1, 2.5, -4), c(-3, 2, -4.5), c(2, 3, -3)),
  case("one step", c(100, 103, 101), 104, 102, 100, 103)
)
cat(toJSON(list(
  tools = list(R = unbox(R.version.string), forecast = unbox(as.character(packageVersion("forecast")))),
  seed = unbox(seed), cases = cases
), digits = NA))
