# Golden values of features by R 4.2.2 with TTR 0.24.3 and zoo 1.8.11, of the candles of ../features-candles. Each
# case has the values from the first that is known.
# Rscript generate.R > cases.json
suppressWarnings(suppressMessages({ library(jsonlite); library(TTR); library(zoo) }))
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
candles <- fromJSON(file.path(here, "..", "features-candles", "cases.json"))
o <- candles$opens; h <- candles$highs; l <- candles$lows; c <- candles$closes; v <- candles$volumes
hlc <- cbind(High = h, Low = l, Close = c)
ohlc <- cbind(Open = o, High = h, Low = l, Close = c)
n <- length(c)
returns <- diff(log(c))

column <- function(x) { x <- as.numeric(x); x[!is.na(x)] }
one <- function(feature, options, x) list(feature = feature, options = options, columns = list(value = column(x)))
several <- function(feature, options, ...) list(feature = feature, options = options, columns = lapply(list(...), column))
none <- setNames(list(), character())
rolled <- function(x, window, f) rollapplyr(x, window, f)

macd <- MACD(c, 12, 26, 9, maType = "EMA", percent = FALSE)
adx <- ADX(hlc, 14)
bands <- BBands(c, 20, sd = 2)
channel <- DonchianChannel(cbind(h, l), 20)
aroon <- aroon(cbind(h, l), 25)
decayed <- sapply(seq_along(returns), function(t) {
  weights <- 0.94^((t - 1):0)
  sqrt(sum(weights * returns[1:t]^2) / sum(weights))
})
conversion <- (runMax(h, 9) + runMin(l, 9)) / 2
base <- (runMax(h, 26) + runMin(l, 26)) / 2
longest <- (runMax(h, 52) + runMin(l, 52)) / 2
later <- function(x, k) c(rep(NA, k), head(x, -k))
keltnerMiddle <- EMA(c, 20)
range10 <- ATR(hlc, 10)[, "atr"]

cases <- list(
  one("logReturns", list(span = 3), diff(log(c), lag = 3)),
  one("drawdown", none, c / cummax(c) - 1),
  one("drawdown", list(window = 24), c / runMax(c, 24) - 1),
  one("zScore", list(window = 20), (c - runMean(c, 20)) / rolled(c, 20, sd)[c(rep(NA, 19), seq_len(n - 19))]),
  one("sma", list(period = 20), SMA(c, 20)),
  one("ema", list(period = 12), EMA(c, 12)),
  one("wma", list(period = 9), WMA(c, 9)),
  several("macd", none, macd = macd[, "macd"], signal = macd[, "signal"],
    histogram = macd[, "macd"] - macd[, "signal"]),
  several("adx", list(period = 14), adx = adx[, "ADX"], plus = adx[, "DIp"], minus = adx[, "DIn"]),
  several("ichimoku", none, conversion = conversion, base = base,
    spanA = later((conversion + base) / 2, 26), spanB = later(longest, 26)),
  one("rsi", list(period = 14), RSI(c, 14)),
  one("cci", list(period = 20), CCI(hlc, 20)),
  one("mfi", list(period = 14), MFI(hlc, v, 14)),
  one("rollingStandardDeviation", list(window = 30), rolled(c, 30, sd)),
  one("atr", list(period = 14), ATR(hlc, 14)[, "atr"]),
  several("bollinger", list(period = 20), upper = bands[, "up"], middle = bands[, "mavg"], lower = bands[, "dn"],
    percentB = bands[, "pctB"]),
  several("keltner", none, upper = keltnerMiddle + 2 * range10, middle = keltnerMiddle,
    lower = keltnerMiddle - 2 * range10),
  several("donchian", list(period = 20), upper = channel[, "high"], middle = channel[, "mid"], lower = channel[, "low"]),
  one("realizedVolatility", list(window = 24, stepsPerYear = 8760), sqrt(8760 * rolled(returns^2, 24, mean))),
  one("parkinsonVolatility", list(window = 24, stepsPerYear = 8760), volatility(ohlc, 24, "parkinson", N = 8760)),
  one("garmanKlassVolatility", list(window = 24), volatility(ohlc, 24, "garman.klass", N = 1)),
  one("rogersSatchellVolatility", list(window = 24), volatility(ohlc, 24, "rogers.satchell", N = 1)),
  one("yangZhangVolatility", list(window = 24), volatility(ohlc, 24, "yang.zhang", N = 1)),
  one("ewmaVolatility", none, decayed),
  one("obv", none, OBV(c, v)),
  one("vwap", list(window = 24), VWAP((h + l + c) / 3, v, 24)),
  one("chaikinMoneyFlow", list(period = 20), CMF(hlc, v, 20)),
  one("volumeZScore", list(window = 20), (v - runMean(v, 20)) / rolled(v, 20, sd)[c(rep(NA, 19), seq_len(n - 19))]),
  one("lag", list(span = 5), head(c, -5)),
  one("rollingQuantile", list(window = 24, probability = 0.1), rolled(c, 24, function(x) quantile(x, 0.1))),
  one("rollingQuantile", list(window = 25), rolled(c, 25, median)),
  one("rollingCorrelation", list(window = 30), sapply(30:n, function(t) cor(c[(t - 29):t], o[(t - 29):t]))),
  one("relativeStrength", list(span = 5), diff(log(c), lag = 5) - diff(log(o), lag = 5))
)
cat(toJSON(cases, digits = I(15), auto_unbox = TRUE), "\n")
