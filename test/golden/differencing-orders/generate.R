# Orders of differencing from R 4.2.2 with forecast 8.20 and urca 1.3-3.
# Rscript generate.R > cases.json
suppressWarnings(suppressMessages({ library(jsonlite); library(forecast); library(urca) }))
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "..", "series.R"))
# forecast takes a series within 1.5e-8 of its first value for constant, in whatever unit: a power of two helps.
series <- lapply(series, function(x) if (max(abs(x)) < 1e-6) x * 2^30 else x)

# 200 seasonal ARIMA series: each order of differences with and without a seasonal one, at three periods. They are
# summed from noise, so that a seasonal period costs nothing; few digits keep the file small.
set.seed(20240301)
simulate <- function(i) {
  d <- i %% 3
  period <- c(4, 12, 24)[i %/% 3 %% 3 + 1]
  D <- i %/% 9 %% 2
  n <- 4 * period + sample(20:90, 1)
  x <- as.numeric(arima.sim(list(ar = runif(1, -0.6, 0.8), ma = runif(1, -0.5, 0.5)), n))
  season <- runif(1, 0, 3) * sin(2 * pi * seq_len(n) / period)
  x <- if (D == 1) diffinv(x * 0.3, lag = period, xi = rnorm(period, 0, 3))[-seq_len(period)] else x + season
  if (d > 0) x <- diffinv(x, differences = d)[-seq_len(d)]
  list(d = d, D = D, period = period, x = signif(x, 6))
}
simulated <- lapply(seq_len(200), simulate)

tests <- c("kpss", "adf", "pp")
types <- c("level", "trend")
cross <- function(...) {
  grid <- expand.grid(..., stringsAsFactors = FALSE)
  lapply(seq_len(nrow(grid)), function(i) as.list(grid[i, , drop = FALSE]))
}

shared <- lapply(cross(series = names(series), test = tests, regression = types, alpha = c(0.05, 0.02, 0.09)), function(case)
  c(case, list(d = ndiffs(series[[case$series]], test = case$test, type = case$regression, alpha = case$alpha))))
higher <- lapply(cross(series = c("prices", "AirPassengers", "lynx"), test = tests, maxD = c(0, 1, 5)), function(case)
  c(case, list(d = ndiffs(cumsum(cumsum(series[[case$series]])), test = case$test, max.d = case$maxD))))
periods <- Filter(function(case) length(series[[case$series]]) > 2 * case$period,
  cross(series = names(series), period = c(4, 7, 12, 24)))
seasonal <- lapply(periods, function(case)
  c(case, list(D = nsdiffs(ts(series[[case$series]], frequency = case$period)))))
# A season that keeps growing: sums of sums over the periods.
twofold <- function(x, period) {
  shifted <- as.numeric(x - mean(x))
  as.numeric(diffinv(diffinv(shifted, lag = period)[-seq_len(period)], lag = period)[-seq_len(period)])
}
twice <- lapply(Filter(function(case) length(series[[case$series]]) > 3 * case$period, periods), function(case)
  c(case, list(D = nsdiffs(ts(twofold(series[[case$series]], case$period), frequency = case$period), max.D = 2))))

cat(toJSON(list(
  versions = list(R = as.character(getRversion()), forecast = as.character(packageVersion("forecast")),
    urca = as.character(packageVersion("urca"))),
  shared = shared, higher = higher, seasonal = seasonal, twice = twice,
  simulated = lapply(simulated, function(case) c(case, list(
    ndiffs = as.list(sapply(tests, function(test) ndiffs(case$x, test = test))),
    ndiffsTrend = as.list(sapply(tests, function(test) ndiffs(case$x, test = test, type = "trend"))),
    nsdiffs = nsdiffs(ts(case$x, frequency = case$period)))))
), auto_unbox = TRUE, digits = I(17), null = "null"), "\n")
