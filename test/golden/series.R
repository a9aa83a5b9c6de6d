# The series that the golden generators of statistics share: made with R 4.2.2, and classical published ones.
set.seed(20240229)

# Rounded to 9 digits so that JSON carries the very numbers the tests were computed from.
made <- lapply(list(
  randomWalk = cumsum(rnorm(200)),
  nearUnitRoot = as.numeric(arima.sim(list(ar = 0.97), 300)),
  whiteNoise = rnorm(150),
  explosive = Reduce(function(last, shock) 1.02 * last + shock, rnorm(120), accumulate = TRUE),
  trendWithBreak = 0.05 * 1:130 + 3 * (1:130 > 70) + as.numeric(arima.sim(list(ar = 0.5), 130)),
  seasonal = 10 * sin(2 * pi * 1:240 / 24) + as.numeric(arima.sim(list(ar = c(0.5, 0.2)), 240)),
  garchNoise = {
    shocks <- rnorm(400); e <- numeric(400); variance <- 1
    for (t in 1:400) { e[t] <- sqrt(variance) * shocks[t]; variance <- 0.05 + 0.15 * e[t]^2 + 0.8 * variance }
    e
  },
  prices = 60000 * exp(cumsum(rnorm(250, 0, 0.01))),
  smallPrices = 1e-9 * exp(cumsum(rnorm(100, 0, 0.05))),
  highLevel = 1e6 + rnorm(150),
  negative = -cumsum(rnorm(90)) - 50,
  short = cumsum(rnorm(12)),
  oddAndShort = cumsum(rnorm(21))
), signif, 9)
published <- lapply(list(lynx = lynx, LakeHuron = LakeHuron, AirPassengers = AirPassengers, Nile = Nile,
  nottem = nottem), as.numeric)
series <- c(made, published)
