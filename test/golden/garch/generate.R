# Golden values of src/models/volatility: R 4.2.2, fGarch 4022.89, and literal recursions of this script where R has none.
# fGarch takes squared error and variance before the first return to be the mean squared error at the same parameters.
# Of aparch(1,1) with delta = 2 it leaves the asymmetry out there, so the likelihood of GJR is written out below.
suppressWarnings(suppressMessages({ library(fGarch); library(jsonlite) }))
set.seed(20240903, kind = "Mersenne-Twister", normal.kind = "Inversion")

# 1. Simulated returns, rounded, so that JSON carries the very numbers the values were computed from.
simulate <- function(n, student, asymmetric) {
  scale <- 10^runif(1, -3, -1.3)
  reaction <- runif(1, 0.03, 0.15)
  beta <- runif(1, 0.7, 0.985) - reaction
  gamma <- if (asymmetric) runif(1, -0.8, 1.5) * reaction else 0
  alpha <- reaction - gamma / 2
  h <- 1
  r <- numeric(n)
  for (t in 1:n) {
    z <- if (student) rt(1, 5) * sqrt(3 / 5) else rnorm(1)
    e <- sqrt(h) * z
    r[t] <- scale * (0.03 + e)
    h <- (1 - reaction - beta) + (alpha + gamma * (e < 0)) * e^2 + beta * h
  }
  signif(r, 6)
}

# 2. GARCH(1,1) by fGarch.
settings <- expand.grid(student = c(FALSE, TRUE), constant = c(FALSE, TRUE))
fit_garch <- function(r, formula, student, constant, ...) {
  suppressWarnings(garchFit(formula, r, include.mean = constant, cond.dist = if (student) "std" else "norm",
    trace = FALSE, ...))
}
ahead <- function(fit) suppressWarnings(predict(fit, n.ahead = 12))$standardDeviation^2
of_fit <- function(fit) list(
  coefficients = as.list(coef(fit)), logLikelihood = unname(-fit@fit$llh), forecast = ahead(fit),
  firstVariances = head(fit@h.t, 3), lastVariances = tail(fit@h.t, 3)
)
garch_case <- function(r, student, constant) {
  fit <- fit_garch(r, ~garch(1, 1), student, constant)
  robust <- if (student) NULL else suppressWarnings(
    garchFit(~garch(1, 1), r, include.mean = constant, cond.dist = "QMLE", trace = FALSE)@fit$se.coef)
  c(list(student = student, constant = constant), of_fit(fit),
    list(standardErrors = as.numeric(fit@fit$se.coef), robustStandardErrors = as.numeric(robust)))
}

# 3. GJR: h[t] = omega + (alpha + gamma (e[t-1] < 0)) e[t-1]^2 + beta h[t-1].
gjr_variances <- function(p, r) {
  e <- r - p$mu
  presample <- mean(e^2)
  h <- numeric(length(r))
  h[1] <- p$omega + (p$alpha + p$gamma / 2 + p$beta) * presample
  for (t in 2:length(r)) h[t] <- p$omega + (p$alpha + p$gamma * (e[t - 1] < 0)) * e[t - 1]^2 + p$beta * h[t - 1]
  h
}
gjr_logLikelihood <- function(p, r) {
  h <- gjr_variances(p, r)
  z <- (r - p$mu) / sqrt(h)
  density <- if (is.null(p$nu)) dnorm(z, log = TRUE)
             else dt(z * sqrt(p$nu / (p$nu - 2)), p$nu, log = TRUE) + 0.5 * log(p$nu / (p$nu - 2))
  sum(density - 0.5 * log(h))
}
# The maximum by R's own optimiser, from what fGarch found, within the same region.
gjr_case <- function(r, student, constant) {
  fit <- fit_garch(r, ~aparch(1, 1), student, constant, delta = 2, include.delta = FALSE)
  found <- as.list(coef(fit))
  variance <- mean((r - mean(r))^2)
  deviation <- sqrt(variance)
  unpack <- function(x) {
    p <- list(mu = if (constant) x[["mu"]] * deviation else 0, omega = x[["omega"]] * variance, beta = x[["beta"]])
    p$alpha <- x[["up"]]
    p$gamma <- x[["down"]] - x[["up"]]
    if (student) p$nu <- x[["nu"]]
    p
  }
  start <- c(omega = found$omega / variance, up = found$alpha1 * (1 - found$gamma1)^2,
    down = found$alpha1 * (1 + found$gamma1)^2, beta = found$beta1)
  lower <- c(1e-6, 0, 0, 0); upper <- c(Inf, 2, 2, 1)
  if (constant) { start <- c(mu = found$mu / deviation, start); lower <- c(-Inf, lower); upper <- c(Inf, upper) }
  if (student) { start <- c(start, nu = found$shape); lower <- c(lower, 2.05); upper <- c(upper, 1000) }
  objective <- function(x) {
    p <- unpack(x)
    if (p$alpha + p$gamma / 2 + p$beta > 1) return(1e10)
    value <- -gjr_logLikelihood(p, r)
    if (is.finite(value)) value else 1e10
  }
  best <- nlminb(start, objective, lower = lower, upper = upper, control = list(iter.max = 500, eval.max = 2000))
  p <- unpack(best$par)
  h <- gjr_variances(p, r)
  e <- tail(r, 1) - p$mu
  step <- p$omega + (p$alpha + p$gamma * (e < 0)) * e^2 + p$beta * tail(h, 1)
  forecast <- numeric(12)
  for (i in 1:12) { forecast[i] <- step; step <- p$omega + (p$alpha + p$gamma / 2 + p$beta) * step }
  list(student = student, constant = constant, parameters = p, logLikelihood = gjr_logLikelihood(p, r),
    firstVariances = head(h, 3), lastVariances = tail(h, 3), forecast = forecast, aparch = of_fit(fit))
}

# Series on which a fit of fGarch fails are left out.
cases <- list()
while (length(cases) < 30) {
  i <- length(cases)
  r <- simulate(sample(c(250, 400, 600), 1), student = i %% 2 == 1, asymmetric = i %% 3 == 0)
  case <- tryCatch(list(
    returns = r,
    garch = lapply(1:4, function(s) garch_case(r, settings$student[s], settings$constant[s])),
    gjr = lapply(1:4, function(s) gjr_case(r, settings$student[s], settings$constant[s]))
  ), error = function(e) NULL)
  if (!is.null(case)) cases <- c(cases, list(case))
}

# 4. Exponentially weighted variances, literally.
ewma_variances <- function(r, lambda) {
  h <- mean(r^2)
  for (x in r) h <- c(h, lambda * tail(h, 1) + (1 - lambda) * x^2)
  h
}
ewma_deviance <- function(r, lambda) { h <- head(ewma_variances(r, lambda), -1); sum(log(h) + r^2 / h) }
ewma <- lapply(1:8, function(i) {
  r <- cases[[i]]$returns
  search <- optimize(function(x) ewma_deviance(r, 1 - exp(x)), log(c(1e-4, 0.5)), tol = 1e-10)
  list(series = i - 1, next_94 = tail(ewma_variances(r, 0.94), 1), next_80 = tail(ewma_variances(r, 0.8), 1),
    lambda = 1 - exp(search$minimum), deviance = search$objective)
})

# 5. HAR regressions by lm, and forecasts day after day.
har_case <- function(rv, lags) {
  longest <- max(lags)
  rows <- (longest + 1):length(rv)
  x <- sapply(lags, function(lag) sapply(rows, function(t) mean(rv[(t - lag):(t - 1)])))
  colnames(x) <- paste0("lag", lags)
  fit <- lm(rv[rows] ~ x)
  path <- rv
  for (day in 1:40) {
    means <- sapply(lags, function(lag) mean(tail(path, lag)))
    path <- c(path, max(min(rv), sum(coef(fit) * c(1, means))))
  }
  list(lags = lags, coefficients = unname(coef(fit)), standardErrors = unname(coef(summary(fit))[, 2]),
    sigma = summary(fit)$sigma, rSquared = summary(fit)$r.squared, forecast = tail(path, 40))
}
logVariance <- function(n) as.numeric(stats::filter(rnorm(n, sd = 0.25), 0.93, "recursive"))
variances <- lapply(c(120, 300), function(n) signif(1e-4 * exp(logVariance(n)), 6))
prices <- signif(30000 * exp(cumsum(rnorm(80 * 6 + 4) * 0.005 * rep(exp(logVariance(81) / 2), each = 6)[1:(80 * 6 + 4)])), 8)
realized <- { squares <- diff(log(prices))^2; colSums(matrix(tail(squares, 80 * 6), 6)) }
har <- list(
  variances = list(
    list(series = variances[[1]], fit = har_case(variances[[1]], c(1, 5, 22))),
    list(series = variances[[2]], fit = har_case(variances[[2]], c(1, 7, 30))),
    list(series = variances[[2]], fit = har_case(variances[[2]], 1))),
  prices = list(series = prices, period = 6, realized = realized, fit = har_case(realized, c(1, 5, 22))))

# 6. Special functions and the Student-t distribution.
tails <- expand.grid(t = c(-30, -2, -0.1, 0, 1e-3, 0.7, 1, 3, 12, 1e3, 1e6), df = c(0.5, 1, 2.05, 3.7, 10, 200, 1000))
tails$upperTail <- with(tails, pt(t, df, lower.tail = FALSE))
quantiles <- expand.grid(probability = c(1e-12, 1e-4, 0.005, 0.025, 0.1, 0.3, 0.5, 0.6, 0.9, 0.975, 0.9999),
  df = c(1, 2.05, 3.7, 10, 200, 1000))
quantiles$t <- with(quantiles, qt(probability, df))
arguments <- c(1e-3, 0.1, 0.5, 1, 1.4616, 2, 2.5, 7, 9.9, 10, 40, 500.5)

cat(toJSON(list(
  tools = list(R = as.character(getRversion()), fGarch = as.character(packageVersion("fGarch"))), seed = 20240903,
  cases = cases, ewma = ewma, har = har, tails = tails, quantiles = quantiles,
  special = data.frame(x = arguments, logGamma = lgamma(arguments), digamma = digamma(arguments))
), auto_unbox = TRUE, digits = I(17), null = "null"), "\n")
