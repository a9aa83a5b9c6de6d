# Golden values of src/stats from R 4.2.2 stats, tseries 0.10-53 and urca 1.3-3.
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

acfCases <- lapply(names_, function(name) {
  result <- acf(series[[name]], plot = FALSE)
  list(series = name, maxLag = NULL, values = as.numeric(result$acf), confidenceBound = qnorm(0.975) / sqrt(result$n.used))
})
acfCases <- c(acfCases, list(list(series = "LakeHuron", maxLag = 97,
  values = as.numeric(acf(LakeHuron, lag.max = 97, plot = FALSE)$acf), confidenceBound = qnorm(0.975) / sqrt(98))))

adfInterpolated <- c(
  lapply(names_, function(name) list(series = name, lags = NULL)),
  cross(series = long, lags = c(0, 5)))
adfInterpolated <- lapply(adfInterpolated, function(case) {
  x <- series[[case$series]]
  result <- quietly(if (is.null(case$lags)) adf.test(x) else adf.test(x, k = case$lags))
  c(case, list(statistic = result$statistic[[1]], usedLags = result$parameter[[1]], pValue = result$p.value))
})

adfStatistics <- lapply(cross(series = long, regression = c("none", "drift", "trend"), lags = c(0, 1, 4)), function(case) {
  result <- ur.df(series[[case$series]], type = case$regression, lags = case$lags)
  c(case, list(statistic = result@teststat[1]))
})

kpssCases <- lapply(cross(series = names_, regression = c("level", "trend"), lags = c("short", "long")), function(case) {
  result <- quietly(kpss.test(series[[case$series]], null = c(level = "Level", trend = "Trend")[[case$regression]],
    lshort = case$lags == "short"))
  c(case, list(statistic = result$statistic[[1]], usedLags = result$parameter[[1]], pValue = result$p.value))
})

# The upper tail itself: Box.test's own 1 - pchisq() loses small p-values.
ljungBox <- lapply(c(cross(series = names_, lags = c(1, 5), modelDf = 0), cross(series = long, lags = c(10, 24), modelDf = 2)),
  function(case) {
    result <- Box.test(series[[case$series]], lag = case$lags, type = "Ljung-Box", fitdf = case$modelDf)
    c(case, list(statistic = result$statistic[[1]],
      pValue = pchisq(result$statistic[[1]], case$lags - case$modelDf, lower.tail = FALSE)))
  })

# Where each rule's number of lags changes, for lengths up to 20000.
n <- 2:20000
changes <- function(lags) { at <- which(c(TRUE, diff(lags) != 0)); list(n = n[at], lags = lags[at]) }
rules <- list(
  acf = changes(floor(10 * log10(n))),
  cubeRoot = changes(trunc((n - 1)^(1 / 3))),
  kpssShort = changes(trunc(4 * (n / 100)^0.25)),
  kpssLong = changes(trunc(12 * (n / 100)^0.25)))

cat(toJSON(list(
  versions = list(R = as.character(getRversion()), tseries = as.character(packageVersion("tseries")),
    urca = as.character(packageVersion("urca"))),
  series = series, acf = acfCases, adfInterpolated = adfInterpolated, adfStatistics = adfStatistics,
  kpss = kpssCases, ljungBox = ljungBox, rules = rules
), auto_unbox = TRUE, digits = I(17), null = "null"), "\n")
