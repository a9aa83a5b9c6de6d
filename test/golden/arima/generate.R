# Golden values of src/models: R 4.2.2 stats::arima and forecast 8.20.
# The exact initial covariance (SSinit = "Rossignol2011") and differences taken beforehand keep R's own
# approximations, the diffuse prior above all, out of the log-likelihoods.
suppressWarnings(suppressMessages({ library(forecast); library(jsonlite) }))
set.seed(20240719, kind = "Mersenne-Twister", normal.kind = "Inversion")

# Rounded, so that JSON carries the very numbers the values were computed from.
exactly <- function(x) signif(as.numeric(x), 10)

coefficients_of <- function(partials) {
  phi <- numeric(0)
  for (k in seq_along(partials)) {
    last <- partials[k]
    phi <- c(phi - last * rev(phi), last)
  }
  phi
}

# 1. Likelihood, residuals and forecasts at fixed parameters.
fixed_case <- function(p, d, q, n, with_mean, edge = FALSE) {
  ar <- exactly(coefficients_of(runif(p, -0.9, 0.9)))
  ma <- -coefficients_of(runif(q, -0.9, 0.9))
  if (edge) ma <- -coefficients_of(c(runif(q - 1, -0.9, 0.9), sample(c(-0.999, 0.999), 1)))
  ma <- exactly(ma)
  constant <- if (with_mean) exactly(rnorm(1, sd = 5)) else NULL
  w <- as.numeric(arima.sim(list(ar = ar, ma = ma), n)) * exp(rnorm(1, sd = 3))
  w <- exactly(w + if (with_mean) constant else 0)
  y <- exactly(if (d == 0) w else diffinv(w, differences = d, xi = rnorm(d, sd = 10)))
  w <- if (d == 0) y else diff(y, differences = d)
  fit <- arima(w, c(p, 0, q), include.mean = with_mean, fixed = c(ar, ma, constant), transform.pars = FALSE,
    method = "ML", SSinit = "Rossignol2011")
  ahead <- predict(fit, n.ahead = 12)
  mean <- as.numeric(ahead$pred)
  # The standard errors of the integrated process, from the weights of its innovations.
  psi <- c(1, ARMAtoMA(ar, ma, 11))
  for (i in seq_len(d)) psi <- cumsum(psi)
  integrated <- if (d == 0) mean else tail(diffinv(mean, differences = d, xi = last_differences(y, d)), 12)
  list(order = c(p, d, q), values = y, ar = I(ar), ma = I(ma), constant = constant,
    logLikelihood = fit$loglik, sigma2 = fit$sigma2, residuals = as.numeric(fit$residuals),
    mean = integrated, stationarySe = if (d == 0) as.numeric(ahead$se) else NULL,
    asymptoticSe = sqrt(fit$sigma2 * cumsum(psi^2)), psi = psi)
}
# diffinv starts from the first of the values it continues: here the last d of y.
last_differences <- function(y, d) tail(y, d)

fixed <- list()
for (p in 0:3) for (q in 0:3) for (d in 0:2) {
  fixed <- c(fixed, list(fixed_case(p, d, q, sample(c(15, 40, 120), 1), with_mean = d == 0 && runif(1) < 0.5)))
}
fixed <- c(fixed, lapply(1:6, function(i) fixed_case(1, i %% 2, 2, 30, FALSE, edge = TRUE)),
  list(fixed_case(5, 1, 0, 120, FALSE), fixed_case(0, 0, 7, 30, TRUE), fixed_case(8, 0, 2, 60, FALSE)))

# 2. Fits.
published <- list(lynx = lynx, logLynx = log10(lynx), LakeHuron = LakeHuron, WWWusage = WWWusage,
  USAccDeaths = USAccDeaths, Nile = Nile, nhtemp = nhtemp, BJsales = BJsales, logAirPassengers = log(AirPassengers),
  sunspots = sunspot.year, lh = lh)
made <- list(ar = arima.sim(list(ar = c(0.6, -0.3, 0.2)), 300), ma = 50 + arima.sim(list(ma = c(0.7, 0.2)), 200),
  arma = 1e-9 * (5 + arima.sim(list(ar = 0.8, ma = -0.4), 250)),
  integrated = 1e9 + 1e5 * cumsum(arima.sim(list(ar = c(0.3, 0.3), ma = 0.5), 400)),
  walk = 60000 * exp(cumsum(rnorm(500, sd = 0.008))))
series <- lapply(c(published, made), exactly)

fit_case <- function(name, order, constant = order[2] == 0) {
  y <- series[[name]]
  p <- order[1]; d <- order[2]; q <- order[3]
  w <- if (d == 0) y else diff(y, differences = d)
  scale <- sd(w)
  # R scales nothing: without this its optimiser stops early on prices of 1e-9 and 1e9.
  control <- list(reltol = 1e-14, maxit = 2000)
  fit <- suppressWarnings(arima(w / scale, c(p, 0, q), include.mean = constant, method = "ML",
    SSinit = "Rossignol2011", optim.control = control))
  estimates <- coef(fit)
  se <- sqrt(diag(fit$var.coef))
  if (constant) { estimates[p + q + 1] <- scale * estimates[p + q + 1]; se[p + q + 1] <- scale * se[p + q + 1] }
  ahead <- predict(fit, n.ahead = 10)
  mean <- scale * as.numeric(ahead$pred)
  psi <- c(1, ARMAtoMA(head(estimates, p), if (q > 0) estimates[p + seq_len(q)] else 0, 9))
  for (i in seq_len(d)) psi <- cumsum(psi)
  k <- length(estimates) + 1
  n <- length(w)
  loglik <- fit$loglik - n * log(scale)
  list(series = name, order = order, constant = constant, estimates = I(as.numeric(estimates)), se = I(as.numeric(se)),
    sigma2 = scale^2 * fit$sigma2, logLikelihood = loglik,
    aic = -2 * loglik + 2 * k, aicc = -2 * loglik + 2 * k + 2 * k * (k + 1) / (n - k - 1), bic = -2 * loglik + k * log(n),
    mean = if (d == 0) mean else tail(diffinv(mean, differences = d, xi = last_differences(y, d)), 10),
    asymptoticSe = scale * sqrt(fit$sigma2 * cumsum(psi^2)))
}
fits <- list(
  fit_case("lynx", c(2, 0, 0)), fit_case("logLynx", c(2, 0, 2)), fit_case("logLynx", c(4, 0, 1)),
  fit_case("LakeHuron", c(2, 0, 0)), fit_case("LakeHuron", c(1, 0, 1)), fit_case("LakeHuron", c(2, 0, 1)),
  fit_case("LakeHuron", c(0, 1, 0), TRUE), fit_case("WWWusage", c(3, 1, 0)), fit_case("WWWusage", c(1, 1, 1)),
  fit_case("WWWusage", c(0, 2, 2)), fit_case("USAccDeaths", c(1, 1, 1)), fit_case("USAccDeaths", c(2, 0, 0)),
  fit_case("Nile", c(0, 1, 1)), fit_case("Nile", c(1, 0, 1)), fit_case("nhtemp", c(0, 1, 1), TRUE),
  fit_case("BJsales", c(1, 1, 1)), fit_case("BJsales", c(0, 2, 1)), fit_case("logAirPassengers", c(2, 1, 1), TRUE),
  fit_case("sunspots", c(9, 0, 0)), fit_case("sunspots", c(3, 0, 2)), fit_case("lh", c(1, 0, 0)),
  fit_case("lh", c(3, 0, 0)), fit_case("ar", c(3, 0, 0)), fit_case("ar", c(5, 1, 0)), fit_case("ma", c(0, 0, 2)),
  fit_case("arma", c(1, 0, 1)), fit_case("integrated", c(2, 1, 1)), fit_case("integrated", c(2, 2, 2)),
  fit_case("walk", c(5, 1, 0)), fit_case("walk", c(1, 1, 1), TRUE), fit_case("walk", c(2, 1, 2)))

# 3. The benchmarks.
benchmark_case <- function(name) {
  y <- ts(series[[name]])
  of <- function(f) list(mean = as.numeric(f$mean), lower = as.numeric(f$lower[, 2]), upper = as.numeric(f$upper[, 2]))
  list(series = name, naive = of(naive(y, h = 8, level = c(80, 95))),
    drift = of(rwf(y, h = 8, drift = TRUE, level = c(80, 95))))
}

cat(toJSON(list(
  tools = list(R = unbox(as.character(getRversion())), forecast = unbox(as.character(packageVersion("forecast")))),
  seed = unbox(20240719), series = series, fixed = fixed, fits = fits,
  benchmarks = lapply(names(series), benchmark_case)
), digits = NA, null = "null", auto_unbox = FALSE))
