# Golden values of stl and mstl from R 4.2.2 stats and forecast 8.20.
# Rscript generate.R > cases.json
suppressWarnings(suppressMessages({ library(jsonlite); library(forecast) }))
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "..", "series.R"))

set.seed(20240301)
t <- 1:345
series$hourly <- signif(5 * sin(2 * pi * t / 24) + 3 * cos(2 * pi * t / 168) + cumsum(rnorm(345, 0, 0.2)) + rnorm(345), 9)
series$outliers <- signif(0.1 * 1:181 + 4 * sin(2 * pi * 1:181 / 12) + rnorm(181) + 30 * (runif(181) < 0.06), 9)

fit <- function(case, ...) {
  x <- ts(head(series[[case$series]], case$n), frequency = case$period)
  do.call(stl, c(list(x), case$arguments, list(...)))
}

# R's partial sort is asked for the two middle ranks of an even number in descending order, which it does not
# support: now and then it takes another order statistic for the median (statsmodels does not). Such fits are
# left out. Whether one is sound shows in the weights of every pass, given the remainders of the pass before.
isSound <- function(case) {
  outer <- if (is.null(case$arguments$outer)) 15 else case$arguments$outer
  inner <- if (is.null(case$arguments$inner)) 1 else case$arguments$inner
  without <- case
  without$arguments <- case$arguments[setdiff(names(case$arguments), c("robust", "outer", "inner"))]
  # What "periodic" stands for, without the averages at the end, which no pass sees.
  if (case$arguments$s.window == "periodic") without$arguments$s.window <- 10 * case$n + 1
  all(sapply(seq_len(outer), function(pass) {
    r <- abs(fit(without, inner = inner, outer = pass - 1)$time.series[, "remainder"])
    h <- 6 * median(r)
    weights <- ifelse(r <= 0.001 * h, 1, ifelse(r <= 0.999 * h, (1 - (r / h)^2)^2, 0))
    max(abs(weights - fit(without, inner = inner, outer = pass)$weights)) < 1e-9
  }))
}

case <- function(series, period, ..., n = NULL) {
  list(series = series, period = period, n = if (is.null(n)) length(get("series", globalenv())[[series]]) else n,
    arguments = list(...))
}
grid <- expand.grid(s.window = c("periodic", 7, 35), s.degree = 0:1, t.degree = 0:1, robust = c(FALSE, TRUE),
  stringsAsFactors = FALSE)
grid <- grid[!(grid$s.window == "periodic" & grid$s.degree == 1), ]
crossed <- function(series, period, n, grid) lapply(seq_len(nrow(grid)), function(i) {
  row <- as.list(grid[i, ])
  if (row$s.window != "periodic") row$s.window <- as.numeric(row$s.window)
  do.call(case, c(list(series, period), row, n = n))
})
cases <- c(
  crossed("outliers", 12, 181, grid),
  crossed("hourly", 24, 145, grid[grid$t.degree == 1, ]),
  crossed("nottem", 12, 240, grid[grid$t.degree == 1 & grid$s.window != "35", ]))
cases <- c(cases, list(
  case("AirPassengers", 12, s.window = "periodic"),
  case("AirPassengers", 12, s.window = 13, n = 143, robust = TRUE),
  case("prices", 7, s.window = 7),
  case("prices", 7, s.window = 11, n = 249, robust = TRUE),
  case("smallPrices", 7, s.window = "periodic"),
  case("highLevel", 24, s.window = 9),
  case("randomWalk", 2, s.window = 7),
  case("oddAndShort", 10, s.window = 3, robust = TRUE),
  case("oddAndShort", 10, s.window = "periodic"),
  case("negative", 5, s.window = 9, s.jump = 1, t.jump = 1, l.jump = 1),
  case("outliers", 12, s.window = 9, s.jump = 1, t.jump = 1, l.jump = 1, robust = TRUE),
  case("outliers", 12, s.window = 21, s.jump = 5, t.jump = 7, l.jump = 3),
  case("outliers", 12, s.window = 7, s.degree = 1, s.jump = 40, t.jump = 40, l.jump = 40),
  case("outliers", 12, s.window = 7, t.window = 61, l.window = 21, l.degree = 0, inner = 3, outer = 4, robust = TRUE),
  case("outliers", 12, s.window = "periodic", t.window = 401, robust = TRUE),
  case("garchNoise", 24, s.window = 301, t.window = 3, l.window = 3),
  case("garchNoise", 7, s.window = 7, s.degree = 1, n = 399, robust = TRUE)))
isRobust <- function(case) isTRUE(case$arguments$robust)
sound <- Filter(function(case) !isRobust(case) || isSound(case), cases)

# Arguments by the names of the options of coincast.
named <- function(arguments) {
  options <- c(s.window = "seasonalWindow", t.window = "trendWindow", l.window = "lowPassWindow",
    s.degree = "seasonalDegree", t.degree = "trendDegree", l.degree = "lowPassDegree", s.jump = "seasonalJump",
    t.jump = "trendJump", l.jump = "lowPassJump", robust = "robust", inner = "innerIterations",
    outer = "outerIterations", iterate = "iterations")
  setNames(arguments, options[names(arguments)])
}
stlCases <- lapply(sound, function(case) {
  result <- fit(case)
  c(case[c("series", "period", "n")], list(options = named(case$arguments),
    trend = as.numeric(result$time.series[, "trend"]), seasonal = as.numeric(result$time.series[, "seasonal"]),
    weights = if (isRobust(case)) result$weights))
})

windows <- unlist(lapply(c(2:30, 52, 168, 365), function(period) lapply(list("periodic", 3, 7, 35), function(s.window) {
  n <- 2 * period + 1
  win <- stl(ts(sin(1:n), frequency = period), s.window = s.window)$win
  list(period = period, seasonalWindow = s.window, trendWindow = win[["t"]], lowPassWindow = win[["l"]])
})), recursive = FALSE)

mstlCase <- function(periods, ..., n = 345) {
  x <- head(series$hourly, n)
  result <- mstl(if (length(periods) == 1) ts(x, frequency = periods) else msts(x, periods), ...)
  parts <- unname(lapply(grep("Seasonal", colnames(result)), function(j) as.numeric(result[, j])))
  variance <- var(result[, "Remainder"])
  list(periods = I(periods), n = n, options = named(list(...)), trend = as.numeric(result[, "Trend"]), seasonals = parts,
    strengths = I(sapply(parts, function(part) max(0, 1 - variance / var(part + result[, "Remainder"])))))
}
mstlCases <- list(
  mstlCase(c(24, 168)),
  mstlCase(c(24, 168), iterate = 1, s.window = c(7, 13)),
  mstlCase(c(24, 168), iterate = 3, robust = TRUE, s.window = "periodic"),
  mstlCase(c(5, 24, 60), s.window = 9, t.window = 101, s.degree = 1),
  mstlCase(24, n = 120),
  mstlCase(7, n = 121, robust = TRUE))

cat(toJSON(list(
  versions = list(R = as.character(getRversion()), forecast = as.character(packageVersion("forecast"))),
  series = series[unique(c(sapply(sound, function(case) case$series), "hourly"))],
  stl = stlCases, leftOut = length(cases) - length(sound), windows = windows, mstl = mstlCases
), auto_unbox = TRUE, digits = I(17), null = "null"), "\n")
