# Golden values of seasonal ARIMA models, regressors and missing values: R 4.2.2 stats::arima and forecast 8.20.
# As in ../arima, the exact initial covariance (SSinit = "Rossignol2011"), differences taken beforehand and series
# of the order of 1 keep R's own approximations out of what is compared.
suppressWarnings(suppressMessages({ library(forecast); library(jsonlite) }))
set.seed(20241105, kind = "Mersenne-Twister", normal.kind = "Inversion")

# Rounded, so that JSON carries the very numbers the values were computed from.
exactly <- function(x, digits = 10) signif(as.numeric(x), digits)
array_of <- function(x) I(as.numeric(x))
coefficients_to_write <- function(k) sapply(c("ar", "ma", "sar", "sma"), function(part) array_of(k[[part]]), simplify = FALSE)

coefficients_of <- function(partials) {
  phi <- numeric(0)
  for (last in partials) phi <- c(phi - last * rev(phi), last)
  phi
}
polynomial <- function(coefficients, lag = 1) {
  out <- c(1, numeric(lag * length(coefficients)))
  out[1 + lag * seq_along(coefficients)] <- coefficients
  out
}
multiply <- function(a, b) {
  out <- numeric(length(a) + length(b) - 1)
  for (i in seq_along(a)) out[i - 1 + seq_along(b)] <- out[i - 1 + seq_along(b)] + a[i] * b
  out
}
ar_polynomial <- function(k) multiply(polynomial(-k$ar), polynomial(-k$sar, k$period))
ma_polynomial <- function(k) multiply(polynomial(k$ma), polynomial(k$sma, k$period))
psi_of <- function(k, count) {
  ar <- -ar_polynomial(k)[-1]
  ma <- ma_polynomial(k)[-1]
  c(1, ARMAtoMA(if (length(ar)) ar else 0, if (length(ma)) ma else 0, count - 1))
}

simulated <- function(k, n) {
  innovations <- filter(rnorm(n + 40 * k$period + 100), ma_polynomial(k), sides = 1)
  innovations[is.na(innovations)] <- 0
  phi <- -ar_polynomial(k)[-1]
  tail(as.numeric(if (length(phi) > 0) filter(innovations, phi, method = "recursive") else innovations), n)
}

# arima() of a series at given coefficients. With `beta` the regression is given as well.
arima_at <- function(w, k, X = NULL, beta = NULL, ...) {
  suppressWarnings(arima(w, c(length(k$ar), 0, length(k$ma)),
    list(order = c(length(k$sar), 0, length(k$sma)), period = k$period), xreg = X, include.mean = FALSE,
    fixed = c(k$ar, k$ma, k$sar, k$sma, beta), transform.pars = FALSE, method = "ML", SSinit = "Rossignol2011", ...))
}

# 1. Likelihood, residuals, forecasts and psi weights at fixed parameters.
fixed_case <- function(p, q, P, Q, period, n, gaps = 0, fixed_beta = 0, free_beta = 0, edge = FALSE, horizon = 12) {
  k <- list(ar = exactly(coefficients_of(runif(p, -0.9, 0.9))), ma = exactly(-coefficients_of(runif(q, -0.9, 0.9))),
    sar = exactly(coefficients_of(runif(P, -0.8, 0.8))), sma = exactly(-coefficients_of(runif(Q, -0.8, 0.8))),
    period = period)
  if (edge) k$sma <- exactly(-coefficients_of(c(runif(Q - 1, -0.8, 0.8), 0.999)))
  w <- simulated(k, n)
  count <- fixed_beta + free_beta
  columns <- if (count > 0) matrix(exactly(rnorm((n + horizon) * count), 5), ncol = count)
  # A level, as the first of two.
  if (count > 1) columns[, 1] <- 1
  X <- if (count > 0) columns[seq_len(n), , drop = FALSE]
  beta <- if (count > 0) exactly(rnorm(count, sd = 3))
  if (count > 0) w <- w + as.numeric(X %*% beta)
  w <- exactly(w * exp(rnorm(1)), 7)
  missing <- if (gaps > 0) sort(sample(n, gaps)) else numeric(0)
  # A run of three, the first and the last value.
  if (gaps > 3) missing <- sort(unique(c(sample(n, gaps), 9:11, 1, n)))
  w[missing] <- NA
  if (free_beta > 0) {
    # Generalised least squares: every column whitened by the Kalman filter of R itself.
    whitened <- sapply(c(list(w), as.list(data.frame(X))), function(column) {
      column[missing] <- NA
      as.numeric(arima_at(column, k)$residuals)
    })
    beta <- unname(coef(lm(whitened[, 1] ~ whitened[, -1] - 1)))
  }
  fit <- arima_at(w, k, X, beta)
  ahead <- predict(fit, n.ahead = horizon, newxreg = if (count > 0) columns[-seq_len(n), , drop = FALSE])
  c(list(period = period), coefficients_to_write(k),
    list(values = w, regressors = if (count > 0) unname(as.list(data.frame(columns))) else list(),
    beta = array_of(beta), betaIsGiven = free_beta == 0,
    logLikelihood = fit$loglik, sigma2 = fit$sigma2,
    residuals = if (count == 0) exactly(fit$residuals, 8),
    mean = exactly(ahead$pred, 12), se = exactly(ahead$se, 12), psi = exactly(psi_of(k, horizon), 12)))
}

lengths <- c("4" = 50, "7" = 60, "12" = 80, "24" = 110)
fixed <- list()
for (period in c(4, 7, 12, 24)) {
  n <- lengths[[as.character(period)]]
  draw <- function() sample(0:2, 1)
  for (seasonal in list(c(0, 1), c(1, 0), c(1, 1), c(2, 0), c(0, 2), c(2, 1), c(1, 2), c(2, 2))) {
    fixed <- c(fixed, list(fixed_case(draw(), draw(), seasonal[1], seasonal[2], period, n,
      horizon = if (period == 24) 30 else 12)))
  }
  case <- function(...) fixed <<- c(fixed, list(fixed_case(draw(), draw(), sample(0:1, 1), sample(0:1, 1), period, n, ...)))
  case(gaps = 1)
  case(gaps = 3)
  case(gaps = 6)
  case(fixed_beta = 1)
  case(fixed_beta = 2)
  case(free_beta = 1)
  case(free_beta = 2)
  case(gaps = 2, fixed_beta = 1)
  case(gaps = 6, free_beta = 2)
  fixed <- c(fixed, list(fixed_case(1, 1, sample(0:1, 1), 1, period, n, edge = TRUE)))
}
fixed <- c(fixed, list(
  fixed_case(3, 3, 0, 0, 1, 40, gaps = 4), fixed_case(2, 0, 0, 0, 1, 30, gaps = 2), fixed_case(0, 2, 0, 0, 1, 30, gaps = 2),
  fixed_case(0, 0, 0, 0, 1, 20, gaps = 2, free_beta = 1), fixed_case(3, 3, 2, 1, 2, 40),
  fixed_case(5, 2, 1, 2, 4, 50, gaps = 4), fixed_case(0, 1, 0, 2, 12, 30), fixed_case(1, 0, 2, 0, 12, 30, free_beta = 2)))

# 2. Missing values before differencing, which R takes by a diffuse prior.
levels_case <- function(y, k, d, D, missing) {
  y[missing] <- NA
  fit <- arima(y, c(length(k$ar), d, length(k$ma)), list(order = c(length(k$sar), D, length(k$sma)), period = k$period),
    fixed = c(k$ar, k$ma, k$sar, k$sma), transform.pars = FALSE, include.mean = FALSE, method = "ML", kappa = 1e9)
  c(list(d = d, D = D, period = k$period), coefficients_to_write(k),
    list(values = exactly(y), logLikelihood = fit$loglik, sigma2 = fit$sigma2))
}
log_passengers <- exactly(10 * log(AirPassengers))
levels <- list(
  levels_case(log_passengers, list(ma = -0.4, sma = -0.56, period = 12), 1, 1, c(20, 50:54, 100, 130)),
  levels_case(log_passengers, list(ar = 0.3, sar = c(0.2, -0.3), ma = 0.5, period = 12), 0, 1, c(30, 60, 61)),
  levels_case(as.numeric(LakeHuron), list(ar = c(0.5, 0.1), ma = -0.3, period = 1), 1, 0, c(10, 40, 41, 97)),
  levels_case(as.numeric(WWWusage), list(ar = 0.2, ma = 0.6, period = 1), 2, 0, c(5, 50:55)))

# 3. Fits. Published data sets of R, and the regressors that come with them.
belts <- as.data.frame(Seatbelts)
series <- lapply(list(lynx = lynx, logLynx = log10(lynx), LakeHuron = LakeHuron, WWWusage = WWWusage,
  USAccDeaths = USAccDeaths, logAirPassengers = log(AirPassengers), nottem = nottem, presidents = presidents,
  logDrivers = log(UKDriverDeaths), law = belts$law, petrol = belts$PetrolPrice, logUKgas = log10(UKgas),
  logJohnsonJohnson = log(JohnsonJohnson), Nile = Nile, nhtemp = nhtemp, BJsales = BJsales, lh = lh,
  sunspots = sunspot.year, ldeaths = ldeaths, austres = austres), exactly)
periods <- c(USAccDeaths = 12, logAirPassengers = 12, nottem = 12, presidents = 4, logDrivers = 12, logUKgas = 4,
  logJohnsonJohnson = 4, ldeaths = 12, austres = 4)

differenced <- function(x, d, D, period) {
  if (D > 0) x <- diff(x, lag = period, differences = D)
  if (d > 0) x <- diff(x, differences = d)
  x
}
# Values that continue `history`, from their differences.
integrated <- function(w, history, d, D, period) {
  f <- 1
  for (i in seq_len(d)) f <- multiply(f, c(1, -1))
  for (i in seq_len(D)) f <- multiply(f, polynomial(-1, period))
  for (value in w) history <- c(history, value - sum(f[-1] * rev(tail(history, length(f) - 1))))
  tail(history, length(w))
}

# The model of the differenced series, by ML. A constant is the mean of the differences.
fit_ml <- function(y, order, seasonal, period, constant, X = NULL) {
  d <- order[2]; D <- seasonal[2]
  w <- differenced(y, d, D, period)
  scale <- sd(w, na.rm = TRUE)
  X <- if (!is.null(X)) apply(X, 2, differenced, d, D, period)
  size <- if (is.null(X)) 1 else apply(X, 2, function(x) max(abs(x)))
  columns <- if (!is.null(X)) sweep(X, 2, size, "/")
  call <- function(...) suppressWarnings(arima(w / scale, c(order[1], 0, order[3]),
    list(order = c(seasonal[1], 0, seasonal[3]), period = period), xreg = columns, include.mean = constant, method = "ML",
    SSinit = "Rossignol2011", optim.control = list(reltol = 1e-15, maxit = 5000), ...))
  fit <- call()
  # Once more from there, since BFGS on numerical gradients may stop early.
  again <- try(call(init = coef(fit), transform.pars = FALSE), silent = TRUE)
  if (!inherits(again, "try-error") && again$loglik > fit$loglik) fit <- again
  # predict() looks the regressors up by what the call says.
  fit$call$xreg <- columns
  terms <- order[1] + order[3] + seasonal[1] + seasonal[3]
  rescale <- c(rep(1, terms), if (constant) scale, if (!is.null(X)) scale / size)
  loglik <- fit$loglik - sum(!is.na(w)) * log(scale)
  count <- length(coef(fit)) + 1
  n <- sum(!is.na(w))
  list(fit = fit, scale = scale, size = size, estimates = unname(coef(fit)) * rescale,
    se = unname(sqrt(diag(fit$var.coef))) * rescale, sigma2 = scale^2 * fit$sigma2, logLikelihood = loglik,
    aicc = -2 * loglik + 2 * count + 2 * count * (count + 1) / (n - count - 1))
}

fit_case <- function(name, order, seasonal = c(0, 0, 0), constant = order[2] + seasonal[2] == 0, regressors = character(0),
    horizon = 24) {
  y <- series[[name]]
  period <- if (name %in% names(periods)) periods[[name]] else 1
  d <- order[2]; D <- seasonal[2]
  X <- if (length(regressors) > 0) do.call(cbind, series[regressors])
  # In future the regressors stay as they were in the last year.
  future <- if (!is.null(X)) X[nrow(X) - 11 + (seq_len(horizon) - 1) %% 12, , drop = FALSE]
  result <- fit_ml(y, order, seasonal, period, constant, X)
  new <- if (!is.null(X)) {
    all <- apply(rbind(X, future), 2, differenced, d, D, period)
    sweep(tail(all, horizon), 2, result$size, "/")
  }
  # A moving average on the edge is what some likelihoods ask for.
  ahead <- suppressWarnings(predict(result$fit, n.ahead = horizon, newxreg = new))
  mean <- integrated(result$scale * as.numeric(ahead$pred), y, d, D, period)
  model <- result$fit$model
  psi <- c(1, ARMAtoMA(if (length(model$phi)) model$phi else 0, model$theta, horizon - 1))
  psi <- integrated(psi, numeric(d + D * period), d, D, period)
  list(series = name, order = order, seasonal = seasonal, period = period, constant = constant,
    regressors = I(regressors), future = if (is.null(X)) list() else unname(as.list(data.frame(future))),
    estimates = array_of(exactly(result$estimates)), se = array_of(exactly(result$se)),
    sigma2 = result$sigma2, logLikelihood = result$logLikelihood, aicc = result$aicc, mean = exactly(mean, 12),
    asymptoticSe = exactly(sqrt(result$sigma2 * cumsum(psi^2)), 12))
}
fits <- list(
  fit_case("logAirPassengers", c(0, 1, 1), c(0, 1, 1)), fit_case("logAirPassengers", c(2, 0, 0), c(0, 1, 1), TRUE),
  fit_case("lynx", c(2, 0, 1)), fit_case("logLynx", c(2, 0, 1)),
  fit_case("LakeHuron", c(1, 1, 2)), fit_case("WWWusage", c(1, 1, 1)),
  fit_case("USAccDeaths", c(0, 1, 1), c(0, 1, 1)), fit_case("USAccDeaths", c(1, 1, 0), c(1, 1, 1)),
  fit_case("nottem", c(1, 0, 0), c(2, 1, 0)), fit_case("nottem", c(1, 0, 0), c(2, 0, 0)),
  fit_case("presidents", c(1, 0, 0)), fit_case("presidents", c(3, 0, 0)), fit_case("presidents", c(1, 0, 0), c(1, 0, 0)),
  fit_case("logDrivers", c(2, 0, 0), c(1, 0, 0), regressors = c("law", "petrol")),
  fit_case("logDrivers", c(0, 1, 1), c(0, 1, 1), regressors = c("law", "petrol")),
  fit_case("logUKgas", c(1, 1, 0), c(0, 1, 1)), fit_case("logJohnsonJohnson", c(0, 1, 1), c(1, 1, 0)),
  fit_case("ldeaths", c(1, 0, 1), c(1, 1, 1)))

# 4. The automatic order.
automatic_case <- function(name, stepwise = FALSE) {
  period <- if (name %in% names(periods)) periods[[name]] else 1
  chosen <- suppressWarnings(auto.arima(ts(series[[name]], frequency = period), stepwise = stepwise, approximation = FALSE))
  a <- chosen$arma
  constant <- any(names(coef(chosen)) %in% c("intercept", "drift"))
  order <- a[c(1, 6, 2)]; seasonal <- a[c(3, 7, 4)]
  refit <- fit_ml(series[[name]], order, seasonal, period, constant)
  list(series = name, period = period, stepwise = stepwise, order = order, seasonal = seasonal, constant = constant,
    logLikelihood = refit$logLikelihood, aicc = refit$aicc)
}
automatic <- c(
  lapply(c("lynx", "logLynx", "LakeHuron", "WWWusage", "Nile", "nhtemp", "BJsales", "lh", "sunspots", "presidents",
    "logUKgas", "logJohnsonJohnson", "austres"), automatic_case),
  lapply(c("USAccDeaths", "logAirPassengers", "nottem", "logDrivers", "ldeaths"), automatic_case, stepwise = TRUE))

cat(toJSON(list(
  tools = list(R = as.character(getRversion()), forecast = as.character(packageVersion("forecast"))),
  seed = 20241105, fixed = fixed, levels = levels, series = series, fits = fits, automatic = automatic
), digits = NA, null = "null", na = "null", auto_unbox = TRUE))
