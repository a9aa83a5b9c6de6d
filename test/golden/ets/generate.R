# Golden values of src/models/ets and src/models/naive: R 4.2.2 with forecast 8.20.
suppressWarnings(suppressMessages({ library(forecast); library(jsonlite) }))
arguments <- commandArgs(trailingOnly = FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", arguments, value = TRUE)))
source(file.path(here, "..", "classicalSeries.R"))

forms <- c("ANN", "AAN", "AAdN", "MNN", "MAN", "MAdN", "MMN", "MMdN")
seasonal <- c("ANA", "AAA", "AAdA", "MNA", "MAA", "MAdA", "MNM", "MAM", "MAdM", "MMM", "MMdM")
horizon <- 25

states_of <- function(row, form) {
  row <- as.numeric(row)
  has_trend <- substr(form, 2, 2) != "N"
  rest <- row[-seq_len(1 + has_trend)]
  c(list(level = row[1]), if (has_trend) list(slope = row[2]), if (length(rest) > 0) list(seasonals = I(rev(rest))))
}

fit_of <- function(y, form) suppressWarnings(tryCatch(
  ets(y, model = gsub("d", "", form), damped = grepl("d", form), restrict = FALSE, allow.multiplicative.trend = TRUE),
  error = function(e) NULL))

# Hyndman et al. (2008), chapter 6, by the matrices of the book and with all moments of the error kept. forecast 8.20
# itself puts gamma in the wrong place of the state for ETS(?,N,A), and leaves the damping out of the first step of
# ETS(M,Ad,M); elsewhere the two agree, which is checked below.
moments_of <- function(fit, form) {
  par <- as.list(fit$par); m <- frequency(fit$x); phi <- if (is.null(par$phi)) 1 else par$phi
  has_trend <- substr(form, 2, 2) == "A"; kind <- substr(form, nchar(form), nchar(form)); s2 <- fit$sigma2
  last <- as.numeric(tail(fit$states, 1)); k <- 1 + has_trend
  F1 <- if (has_trend) rbind(c(1, phi), c(0, phi)) else matrix(1)
  w1 <- if (has_trend) c(1, phi) else 1
  g1 <- c(par$alpha, if (has_trend) par$beta)
  if (kind != "M") {
    seasons <- if (kind == "A") m else 0
    p <- k + seasons
    F <- matrix(0, p, p); F[1:k, 1:k] <- F1; w <- c(w1, rep(0, seasons)); g <- c(g1, rep(0, seasons))
    if (kind == "A") { F[k + 1, p] <- 1; if (m > 1) F[(k + 2):p, (k + 1):(p - 1)] <- diag(m - 1); w[p] <- 1; g[k + 1] <- par$gamma }
    V <- matrix(0, p, p); x <- last; mu <- v <- numeric(horizon)
    for (h in 1:horizon) {
      mu[h] <- sum(w * x); fv <- drop(t(w) %*% V %*% w)
      noise <- if (substr(form, 1, 1) == "A") s2 else s2 * (mu[h]^2 + fv)
      v[h] <- fv + noise
      V <- F %*% V %*% t(F) + g %*% t(g) * noise; x <- drop(F %*% x)
    }
    return(list(mean = mu, variance = v))
  }
  # z = x (Kronecker) s: a step multiplies it by (F1 + G1 e) (Kronecker) (F2 + G2 e).
  F2 <- matrix(0, m, m); F2[1, m] <- 1; F2[2:m, 1:(m - 1)] <- diag(m - 1); G2 <- matrix(0, m, m); G2[1, m] <- par$gamma
  G1 <- g1 %*% t(w1); w <- c(rep(0, m - 1), 1) %x% w1
  C0 <- F2 %x% F1; C1 <- G2 %x% F1 + F2 %x% G1; C2 <- G2 %x% G1
  z <- last[(k + 1):(k + m)] %x% last[1:k]; S <- z %*% t(z); mu <- v <- numeric(horizon)
  for (h in 1:horizon) {
    mu[h] <- sum(w * z); second <- drop(t(w) %*% S %*% w); v[h] <- second * (1 + s2) - mu[h]^2
    S <- C0 %*% S %*% t(C0) + s2 * (C1 %*% S %*% t(C1) + C0 %*% S %*% t(C2) + C2 %*% S %*% t(C0)) + 3 * s2^2 * C2 %*% S %*% t(C2)
    z <- drop((C0 + s2 * C2) %*% z)
  }
  list(mean = mu, variance = v)
}

wrong_in_r <- c("ANA", "MNA", "MAdM")

# 1. Fits of every form: the log-likelihood with its constant, and what forecasts follow from the estimates.
fit_case <- function(name, form) {
  y <- series[[name]]
  fit <- fit_of(y, form)
  if (is.null(fit)) return(NULL)
  n <- length(y)
  constant <- n / 2 * (log(2 * pi / n) + 1)
  par <- as.list(fit$par)
  # R lets relative errors be those of a negative forecast.
  if (substr(form, 1, 1) == "M" && any(fitted(fit) <= 0)) return(NULL)
  case <- list(series = name, form = form, alpha = par$alpha, beta = par$beta, gamma = par$gamma, phi = par$phi,
    initial = states_of(fit$states[1, ], form), last = states_of(tail(fit$states, 1), form), sigma2 = fit$sigma2,
    logLikelihood = fit$loglik - constant, aic = fit$aic + 2 * constant, aicc = fit$aicc + 2 * constant, bic = fit$bic + 2 * constant,
    residuals = as.numeric(tail(residuals(fit), 5)), n = n)
  if (substr(form, 2, 2) == "M") {
    # Not R's: its damped multiplicative trend goes on as phi + phi + phi^2 ... instead of phi + phi^2 ...
    phi <- if (is.null(par$phi)) 1 else par$phi
    terms <- if (is.null(case$last$seasonals)) 1 else case$last$seasonals
    case$mean <- case$last$level * case$last$slope^cumsum(phi^(1:horizon)) * rep(terms, length.out = horizon)
    if (phi == 1) stopifnot(max(abs(case$mean / as.numeric(forecast(fit, h = horizon, PI = FALSE)$mean) - 1)) < 1e-9)
  } else {
    exact <- moments_of(fit, form)
    ahead <- forecast(fit, h = horizon, level = 95)
    spread <- (as.numeric(ahead$upper) - as.numeric(ahead$mean)) / qnorm(0.975)
    # R subtracts mean squares, which costs it digits where errors are tiny beside the level.
    if (!(form %in% wrong_in_r)) {
      stopifnot(max(abs(exact$mean / as.numeric(ahead$mean) - 1)) < 1e-9, max(abs(sqrt(exact$variance) / spread - 1)) < 1e-4)
    }
    case$standardDeviation <- sqrt(exact$variance)
    case$mean <- exact$mean
  }
  case
}
all_forms <- function(name) c(forms, if (frequency(series[[name]]) > 1) seasonal)
positive <- function(name) all(series[[name]] > 0)
fits <- list()
for (name in names(series)) for (form in all_forms(name)) {
  if (!positive(name) && grepl("M", form)) next
  # Those that everybody uses, and by turns the others.
  common <- form %in% c("ANN", "AAN", "AAdN", "AAA", "MAM")
  if (!common && (length(fits) + nchar(name)) %% 3 != 0) { fits <- c(fits, list(NULL)); next }
  fits <- c(fits, list(fit_case(name, form)))
}
fits <- Filter(Negate(is.null), fits)

# 2. The automatic choice.
automatic <- Filter(Negate(is.null), lapply(names(series), function(name) {
  y <- series[[name]]
  fit <- suppressWarnings(ets(y))
  # R does not scale, and finds no likelihood for the smallest prices.
  if (is.null(fit$aicc)) return(NULL)
  constant <- length(y) / 2 * (log(2 * pi / length(y)) + 1)
  list(series = name, name = fit$method, aicc = fit$aicc + 2 * constant)
}))

# 3. The benchmarks.
benchmarks <- lapply(names(series), function(name) {
  y <- series[[name]]
  of <- function(f) list(mean = as.numeric(f$mean), lower = as.numeric(f$lower[, 2]), upper = as.numeric(f$upper[, 2]))
  c(list(series = name, mean = of(meanf(y, h = 9, level = c(80, 95)))),
    if (frequency(y) > 1) list(seasonalNaive = of(snaive(y, h = 9, level = c(80, 95)))))
})

cat(toJSON(list(
  tools = list(R = as.character(getRversion()), forecast = as.character(packageVersion("forecast"))),
  seed = 20260417,
  series = lapply(series, function(y) list(period = frequency(y), values = I(as.numeric(y)))),
  fits = fits, automatic = automatic, benchmarks = benchmarks
), digits = NA, null = "null", auto_unbox = TRUE))
