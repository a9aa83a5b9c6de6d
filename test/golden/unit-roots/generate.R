# Golden values of unit root and variance ratio tests from R 4.2.2, tseries 0.10-53 and urca 1.3-3.
# Rscript generate.R > cases.json
suppressWarnings(suppressMessages({ library(jsonlite); library(tseries); library(urca) }))
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "..", "series.R"))

quietly <- function(expression) suppressWarnings(expression)
cross <- function(...) {
  grid <- expand.grid(..., stringsAsFactors = FALSE)
  lapply(seq_len(nrow(grid)), function(i) as.list(grid[i, , drop = FALSE]))
}
names_ <- names(series)
long <- setdiff(names_, c("short", "oddAndShort"))

# On the scale of its own spread, which no statistic with a constant depends on: both packages sum squares and
# products of raw levels, which costs a series far from zero most of its digits.
conditioned <- function(name) { x <- series[[name]]; (x - mean(x)) / sd(x) }

ppTseries <- lapply(cross(series = names_, type = c("z-tau", "z-alpha"), lags = c("short", "long")), function(case) {
  result <- quietly(pp.test(conditioned(case$series), type = c("z-tau" = "Z(t_alpha)", "z-alpha" = "Z(alpha)")[[case$type]],
    lshort = case$lags == "short"))
  c(case, list(statistic = result$statistic[[1]], usedLags = result$parameter[[1]], pValue = result$p.value))
})

ppUrca <- lapply(cross(series = long, type = c("z-tau", "z-alpha"), regression = c("drift", "trend"),
  lags = c("short", "long", "7")), function(case) {
  given <- if (case$lags == "7") 7 else NULL
  result <- ur.pp(conditioned(case$series), type = c("z-tau" = "Z-tau", "z-alpha" = "Z-alpha")[[case$type]],
    model = c(drift = "constant", trend = "trend")[[case$regression]],
    lags = if (is.null(given)) case$lags else "short", use.lag = given)
  c(case, list(statistic = result@teststat[1], usedLags = result@lag))
})

# Hamilton, "Time Series Analysis" (1994), 17.6.8 and 17.6.12: what neither package has, straight from lm.
ppHamilton <- lapply(cross(series = names_, type = c("z-tau", "z-alpha"), regression = c("none", "drift"),
  lags = c(0, 4)), function(case) {
  x <- if (case$regression == "none") series[[case$series]] / sd(series[[case$series]]) else conditioned(case$series)
  n <- length(x) - 1
  step <- diff(x); before <- x[-(n + 1)]
  fit <- if (case$regression == "none") lm(step ~ 0 + before) else lm(step ~ before)
  estimate <- coef(summary(fit))["before", ]
  u <- residuals(fit)
  autocovariance <- sapply(0:case$lags, function(j) sum(u[(j + 1):n] * u[1:(n - j)]) / n)
  weight <- c(1, if (case$lags > 0) 2 * (1 - 1:case$lags / (case$lags + 1)))
  short <- autocovariance[1]; long <- sum(weight * autocovariance)
  error <- estimate[["Std. Error"]]; s <- summary(fit)$sigma
  statistic <- if (case$type == "z-tau")
    sqrt(short / long) * estimate[["Estimate"]] / error - (long - short) / (2 * sqrt(long)) * n * error / s
  else n * estimate[["Estimate"]] - (long - short) / 2 * (n * error / s)^2
  c(case, list(statistic = statistic))
})

# urca tries every break; where the dummies are not all there in the sample it drops them. `first` and `last`
# bound the breaks, counted from 1, that leave them all: the last observation before the change.
za <- lapply(cross(series = long, breakIn = c("level", "trend", "both"), lags = c(0, 1, 4)), function(case) {
  x <- conditioned(case$series)
  result <- ur.za(x, model = c(level = "intercept", trend = "trend", both = "both")[[case$breakIn]], lag = case$lags)
  first <- case$lags + c(level = 2, trend = 3, both = 3)[[case$breakIn]]
  last <- length(x) - c(level = 1, trend = 1, both = 2)[[case$breakIn]]
  ratios <- result@tstats[first:last]
  c(case, list(first = first, ratios = if (case$lags == 1) ratios, statistic = min(ratios),
    breakPoint = first - 1 + which.min(ratios), ownStatistic = result@teststat[1], ownBreakPoint = result@bpoint[1]))
})
zaCritical <- sapply(c(level = "intercept", trend = "trend", both = "both"),
  function(model) ur.za(series$randomWalk, model = model)@cval, simplify = FALSE)

# Lo and MacKinlay (1988), equations 5, 8 to 10, 14 and 19; sums written out as the paper does.
lo <- function(x, q) {
  n <- length(x) - 1
  drift <- (x[n + 1] - x[1]) / n
  one <- 0; for (k in 2:(n + 1)) one <- one + (x[k] - x[k - 1] - drift)^2
  many <- 0; for (k in (q + 1):(n + 1)) many <- many + (x[k] - x[k - q] - q * drift)^2
  ratio <- (many / (q * (n - q + 1) * (1 - q / n))) / (one / (n - 1))
  theta <- 0
  for (j in 1:(q - 1)) {
    delta <- 0
    for (k in (j + 2):(n + 1)) delta <- delta + (x[k] - x[k - 1] - drift)^2 * (x[k - j] - x[k - j - 1] - drift)^2
    theta <- theta + (2 * (q - j) / q)^2 * n * delta / one^2
  }
  phi <- 2 * (2 * q - 1) * (q - 1) / (3 * q)
  c(ratio = ratio, plain = sqrt(n) * (ratio - 1) / sqrt(phi), robust = sqrt(n) * (ratio - 1) / sqrt(theta))
}
# The variance about the drift as a vector expression: a second way to the same ratio.
ratioByVectors <- function(x, q) {
  d <- diff(x); n <- length(d)
  overlapping <- diff(x, q) - q * mean(d)
  mean(overlapping^2) / (q * (1 - q / n)) / var(d)
}
positive <- names_[sapply(series, function(x) all(x > 0))]
varianceRatio <- lapply(c(cross(series = long, logarithms = FALSE), cross(series = intersect(long, positive), logarithms = TRUE)),
  function(case) {
    x <- series[[case$series]]
    if (case$logarithms) x <- log(x)
    horizons <- c(2, 3, 4, 8, 16)
    result <- sapply(horizons, function(q) lo(x, q))
    stopifnot(all.equal(result["ratio", ], sapply(horizons, function(q) ratioByVectors(x, q)), tolerance = 1e-9))
    joint <- function(z) { p <- 2 * pnorm(max(abs(z)), lower.tail = FALSE); -expm1(length(z) * log1p(-p)) }
    p <- function(z) 2 * pnorm(abs(z), lower.tail = FALSE)
    c(case, list(horizons = horizons, ratios = result["ratio", ],
      plain = list(statistics = result["plain", ], pValues = p(result["plain", ]), joint = joint(result["plain", ])),
      robust = list(statistics = result["robust", ], pValues = p(result["robust", ]), joint = joint(result["robust", ]))))
  })

cat(toJSON(list(
  versions = list(R = as.character(getRversion()), tseries = as.character(packageVersion("tseries")),
    urca = as.character(packageVersion("urca"))),
  ppTseries = ppTseries, ppUrca = ppUrca, ppHamilton = ppHamilton,
  zivotAndrews = za, zivotAndrewsCritical = zaCritical, varianceRatio = varianceRatio
), auto_unbox = TRUE, digits = I(17), null = "null"), "\n")
