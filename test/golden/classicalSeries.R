# The 30 series that the golden generators of exponential smoothing and Theta share: published ones, and some made here.
set.seed(20260417, kind = "Mersenne-Twister", normal.kind = "Inversion")

# Rounded to 9 digits so that JSON carries the very numbers the values were computed from.
keep <- function(x) ts(signif(as.numeric(x), 9), frequency = frequency(x))
season <- function(n, m, terms) rep(terms, length.out = n)
walk <- function(n, sd) cumsum(rnorm(n, sd = sd))
made <- list(
  level = 50 + walk(80, 0.3) + rnorm(80),
  slope = 20 + 0.4 * 1:90 + walk(90, 0.2) + rnorm(90),
  fading = 100 + 40 * (1 - 0.93^(1:70)) + rnorm(70),
  prices = 60000 * exp(walk(150, 0.01)),
  smallPrices = 1e-9 * exp(walk(100, 0.05)),
  negative = -50 + walk(90, 1),
  highLevel = 1e6 + rnorm(60),
  short = 10 + walk(12, 1),
  growth = 5 * 1.03^(1:80) * exp(rnorm(80, sd = 0.04)),
  quarters = ts(80 + walk(60, 1) + season(60, 4, c(6, -2, 3, -7)) + rnorm(60), frequency = 4),
  factors = ts((50 + 0.5 * 1:84) * season(84, 7, c(1.2, 0.9, 1.1, 0.8, 1, 1.1, 0.9)) * exp(rnorm(84, sd = 0.03)), frequency = 7),
  weekdays = ts(200 + walk(120, 2) + season(120, 7, c(5, 3, 0, -2, -6, -4, 4)) + rnorm(120, sd = 2), frequency = 7),
  changing = ts(100 + (1 + 0.02 * 1:96) * season(96, 12, 10 * sin(2 * pi * 1:12 / 12)) + rnorm(96, sd = 3), frequency = 12),
  unsteady = ts(300 * exp(walk(100, 0.05)) * season(100, 5, c(1.1, 1, 0.9, 0.95, 1.05)), frequency = 5)
)
published <- list(
  AirPassengers = AirPassengers, UKgas = UKgas, USAccDeaths = USAccDeaths, ldeaths = ldeaths, nottem = window(nottem, 1930),
  JohnsonJohnson = JohnsonJohnson, Nile = Nile, LakeHuron = LakeHuron, WWWusage = WWWusage, BJsales = BJsales,
  austres = austres, airmiles = airmiles, nhtemp = nhtemp, lynx = lynx, presidentsApproval = ts(na.omit(as.numeric(presidents))),
  discoveries = discoveries
)
series <- lapply(c(made, published), function(x) keep(as.ts(x)))
stopifnot(length(series) == 30)
