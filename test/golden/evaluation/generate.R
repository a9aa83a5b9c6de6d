# Golden values for the forecast metrics: R forecast::accuracy for MAE, RMSE, MAPE, MASE, ME and Theil's U (R 4.2.2,
# forecast 8.20), the M4 organisers' definitions for smape, mase and msis, the M5 organisers' for rmsse, the interval
# score of Gneiting & Raftery (2007), the quantile loss of Koenker & Bassett (1978), QLIKE of Patton (2011), CRPS by its
# definition and by R's integrate, and sign(actual - origin) == sign(forecast - origin) for the directional accuracy.
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

rmsse_m5 <- function(insample, actual, forecast, season) {
  naive_errors <- tail(insample, -season) - head(insample, -season)
  sqrt(mean((actual - forecast)^2) / mean(naive_errors^2))
}
interval_score <- function(actual, lower, upper, level) {
  alpha <- 1 - level
  mean((upper - lower) + 2 / alpha * (lower - actual) * (actual < lower) + 2 / alpha * (actual - upper) * (actual > upper))
}
quantile_loss <- function(actual, forecast, p) mean((actual - forecast) * (p - (actual < forecast)))
level <- 0.8

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
      coverage = unbox(mean(lower <= actual & actual <= upper)),
      bias = unbox(-row[["ME"]]), theilU = unbox(if (length(actual) > 1) row[["Theil's U"]] else NA),
      rmsse = unbox(rmsse_m5(insample, actual, forecast, season)),
      winkler = unbox(interval_score(actual, lower, upper, level)),
      msis = unbox(interval_score(actual, lower, upper, level) / mean(abs(diff(insample, lag = season)))),
      pinballLower = unbox(quantile_loss(actual, lower, (1 - level) / 2)),
      pinballUpper = unbox(quantile_loss(actual, upper, (1 + level) / 2))
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
# CRPS of samples by its definition as expectations, which scoringRules::crps_sample(method = "edf") computes, and
# through the integral of (F - 1)^2, which must agree; of many normal quantiles beside the closed form.
crps_edf <- function(y, x) mean(abs(x - y)) - 0.5 * mean(abs(outer(x, x, "-")))
crps_integral <- function(y, x) {
  grid <- sort(c(x, y)); left <- head(grid, -1)
  sum((sapply(left, function(at) mean(x <= at)) - (y <= left))^2 * diff(grid))
}
crps_normal <- function(y) y * (2 * pnorm(y) - 1) + 2 * dnorm(y) - 1 / sqrt(pi)
samples <- lapply(list(
  list(name = "normal draws", y = c(0.3, -2.5, 4), x = matrix(rnorm(3 * 200), 3)),
  list(name = "prices far from zero", y = c(61234, 58000), x = 60000 + 900 * matrix(rnorm(2 * 51), 2)),
  list(name = "ties and one draw at the value", y = 2, x = matrix(c(1, 2, 2, 5), 1)),
  list(name = "one path", y = c(1, 4), x = matrix(c(3, 3), 2))
), function(s) {
  s$y <- signif(s$y, 12); s$x <- signif(s$x, 12)
  crps <- sapply(seq_along(s$y), function(i) crps_edf(s$y[i], s$x[i, ]))
  stopifnot(isTRUE(all.equal(crps, sapply(seq_along(s$y), function(i) crps_integral(s$y[i], s$x[i, ])), tolerance = 1e-10)))
  list(name = unbox(s$name), actual = s$y, paths = t(s$x), crps = unbox(mean(crps)))
})
probabilities <- (1:199 - 0.5) / 199
normal <- list(actual = c(0, 0.7, -1.9, 3), quantiles = qnorm(probabilities), probabilities = probabilities,
  crps = unbox(mean(crps_normal(c(0, 0.7, -1.9, 3)))),
  # The weighted interval score: at these probabilities twice the mean quantile loss.
  quantileScore = unbox(mean(sapply(seq_along(probabilities), function(k)
    2 * quantile_loss(c(0, 0.7, -1.9, 3), qnorm(probabilities[k]), probabilities[k])))))
realised <- signif(rchisq(40, 5) / 5 * 1e-4, 12); predicted <- signif(1e-4 * exp(rnorm(40, sd = 0.4)), 12)
variances <- list(realised = realised, predicted = predicted,
  ratio = unbox(mean(realised / predicted - log(realised / predicted) - 1)),
  likelihood = unbox(mean(log(predicted) + realised / predicted)))

cat(toJSON(list(
  tools = list(R = unbox(R.version.string), forecast = unbox(as.character(packageVersion("forecast")))),
  seed = unbox(seed), level = unbox(level), cases = cases,
  samples = samples, normal = normal, variances = variances
), digits = NA, na = "null"))
