# Golden values of pacf, crossCorrelation, periodogram, jarqueBeraTest and the F distribution from R 4.2.2 stats and
# tseries 0.10-53.
# Rscript generate.R > cases.json
suppressWarnings(suppressMessages({ library(jsonlite); library(tseries) }))
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "..", "series.R"))

names_ <- names(series)
long <- setdiff(names_, c("short", "oddAndShort"))

pacfCases <- c(
  lapply(names_, function(name) list(series = name, maxLag = NULL,
    values = as.numeric(pacf(series[[name]], plot = FALSE)$acf), confidenceBound = qnorm(0.975) / sqrt(length(series[[name]])))),
  lapply(c("LakeHuron", "lynx"), function(name) list(series = name, maxLag = 60,
    values = as.numeric(pacf(series[[name]], lag.max = 60, plot = FALSE)$acf),
    confidenceBound = qnorm(0.975) / sqrt(length(series[[name]])))))

# Pairs of series, cut to the shorter one.
pairs <- list(c("randomWalk", "whiteNoise"), c("whiteNoise", "randomWalk"), c("lynx", "LakeHuron"),
  c("AirPassengers", "nottem"), c("prices", "smallPrices"), c("highLevel", "explosive"), c("short", "oddAndShort"))
ccfCases <- unlist(lapply(pairs, function(pair) {
  n <- min(length(series[[pair[1]]]), length(series[[pair[2]]]))
  lapply(list(NULL, 3), function(maxLag) {
    result <- ccf(series[[pair[1]]][1:n], series[[pair[2]]][1:n], lag.max = maxLag, plot = FALSE)
    list(x = pair[1], y = pair[2], n = n, maxLag = maxLag, lags = as.numeric(result$lag), values = as.numeric(result$acf))
  })
}), recursive = FALSE)

spectrumOptions <- list(
  list(detrend = "linear", taper = 0, spans = NULL),
  list(detrend = "constant", taper = 0, spans = NULL),
  list(detrend = "none", taper = 0, spans = NULL),
  list(detrend = "none", taper = 0.1, spans = NULL),
  list(detrend = "linear", taper = 0.1, spans = 5),
  list(detrend = "constant", taper = 0.25, spans = c(3, 5)))
spectra <- unlist(lapply(names_, function(name) lapply(
  if (name %in% c("short", "lynx", "AirPassengers", "oddAndShort", "highLevel")) spectrumOptions else spectrumOptions[c(1, 5)],
  function(options) {
    result <- spec.pgram(as.numeric(series[[name]]), spans = options$spans, taper = options$taper, fast = FALSE, plot = FALSE,
      detrend = options$detrend == "linear", demean = options$detrend == "constant")
    c(list(series = name), options, list(frequencies = result$freq, power = result$spec, degreesOfFreedom = result$df,
      bandwidth = result$bandwidth))
  })), recursive = FALSE)

moments <- function(x) { d <- x - mean(x); list(skewness = mean(d^3) / mean(d^2)^1.5, kurtosis = mean(d^4) / mean(d^2)^2) }
# The upper tail itself: the test's own 1 - pchisq() loses small p-values.
jarqueBera <- lapply(names_, function(name) {
  result <- jarque.bera.test(series[[name]])
  c(list(series = name, statistic = result$statistic[[1]], pValue = pchisq(result$statistic[[1]], 2, lower.tail = FALSE)),
    moments(series[[name]]))
})

fTails <- expand.grid(numeratorDf = c(1, 2, 5, 12, 60), denominatorDf = c(1, 2, 7, 30, 400, 10000),
  x = c(1e-8, 0.01, 0.3, 0.9, 1, 1.1, 2, 5, 20, 100))
fTails$upperTail <- with(fTails, pf(x, numeratorDf, denominatorDf, lower.tail = FALSE))
fTails <- subset(fTails, upperTail > 1e-300)

# Where each rule's number of lags changes, for lengths up to 20000.
n <- 2:20000
changes <- function(lags) { at <- which(c(TRUE, diff(lags) != 0)); list(n = n[at], lags = lags[at]) }
rules <- list(pacf = changes(pmin(n - 1, floor(10 * log10(n)))),
  crossCorrelation = changes(pmin(n - 1, floor(10 * (log10(n) - log10(2))))))

cat(toJSON(list(
  versions = list(R = as.character(getRversion()), tseries = as.character(packageVersion("tseries"))),
  series = series, pacf = pacfCases, crossCorrelation = ccfCases, periodogram = spectra, jarqueBera = jarqueBera,
  fTails = fTails, rules = rules
), auto_unbox = TRUE, digits = I(17), null = "null"), "\n")
