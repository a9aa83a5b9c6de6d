# Golden values of src/models/theta and src/models/stl: R 4.2.2 with forecast 8.20, and for the dynamic optimised Theta
# model, which no package at hand has, the recursions of Fiorucci et al. (2016) as they are printed.
suppressWarnings(suppressMessages({ library(forecast); library(jsonlite) }))
arguments <- commandArgs(trailingOnly = FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", arguments, value = TRUE)))
source(file.path(here, "..", "classicalSeries.R"))
horizon <- 15

# 1. The standard Theta method.
theta_case <- function(name) {
  y <- series[[name]]
  ahead <- suppressWarnings(thetaf(y, h = horizon, level = 95))
  m <- frequency(y); n <- length(y)
  # The test and the decomposition within thetaf(), to know what simple exponential smoothing is fitted to.
  correlations <- if (m > 1 && n > 2 * m) acf(y, lag.max = m, plot = FALSE)$acf[-1] else numeric(0)
  is_seasonal <- length(correlations) > 0 &&
    abs(correlations[m]) / sqrt((1 + 2 * sum(correlations[-m]^2)) / n) > qnorm(0.95)
  parts <- if (is_seasonal) decompose(y, type = "multiplicative") else NULL
  rest <- if (is_seasonal) y / parts$seasonal else y
  smooth <- ses(rest, h = 1)$model
  constant <- n / 2 * (log(2 * pi / n) + 1)
  list(series = name, isSeasonal = is_seasonal, alpha = smooth$par[["alpha"]], level = as.numeric(tail(smooth$states[, 1], 1)),
    slope = 2 * ahead$model$drift, sigma2 = smooth$sigma2, logLikelihood = smooth$loglik - constant,
    terms = if (is_seasonal) I(as.numeric(tail(parts$seasonal, m))) else NULL, rest = I(as.numeric(tail(rest, 3))),
    mean = as.numeric(ahead$mean), upper = as.numeric(ahead$upper))
}
standard <- lapply(names(series), theta_case)

# 2. The dynamic optimised Theta model. A, B and the mean of no values are 0.
dynamic_run <- function(y, alpha, theta, level) {
  n <- length(y); A <- B <- average <- 0; errors <- numeric(n); w <- 1 - 1 / theta
  for (t in 1:n) {
    mu <- level + w * ((1 - alpha)^(t - 1) * A + (1 - (1 - alpha)^t) / alpha * B)
    errors[t] <- y[t] - mu
    level <- alpha * y[t] + (1 - alpha) * level
    B <- ((t - 2) * B + 6 / t * (y[t] - average)) / (t + 1)
    average <- ((t - 1) * average + y[t]) / t
    A <- average - (t + 1) / 2 * B
  }
  list(errors = errors, level = level, slope = B, mean = average)
}
dynamic_path <- function(y, alpha, theta, level) {
  for (h in 1:horizon) {
    last <- dynamic_run(y, alpha, theta, level)
    t <- length(y) + 1
    A <- last$mean - t / 2 * last$slope
    y <- c(y, last$level + (1 - 1 / theta) * ((1 - alpha)^(t - 1) * A + (1 - (1 - alpha)^t) / alpha * last$slope))
  }
  tail(y, horizon)
}
# Responses of the path to an error at each coming step, by which the variance follows without any theory.
dynamic_variance <- function(y, alpha, theta, level) {
  base <- dynamic_path(y, alpha, theta, level)
  n <- length(y)
  size <- sd(y)
  variance <- rep(1, horizon)
  for (k in 1:(horizon - 1)) {
    moved <- c(y, base[seq_len(k - 1)], base[k] + size)
    path <- moved
    for (h in (k + 1):horizon) path <- c(path, dynamic_path(path, alpha, theta, level)[1])
    variance <- variance + c(rep(0, k), ((path[(n + k + 1):(n + horizon)] - base[(k + 1):horizon]) / size)^2)
  }
  variance
}
dynamic_case <- function(name) {
  y <- as.numeric(series[[name]])
  scale <- sqrt(mean(y^2))
  z <- y / scale
  loss <- function(p) sum(dynamic_run(z, p[1], p[2], p[3])$errors^2)
  best <- NULL
  for (alpha in c(0.1, 0.5, 0.9)) for (theta in c(1.1, 2, 10)) {
    start <- c(alpha, theta, z[1])
    for (again in 1:3) {
      fit <- optim(start, loss, method = "L-BFGS-B", lower = c(1e-4, 1, -Inf), upper = c(1 - 1e-4, 1e6, Inf),
        control = list(parscale = c(0.1, 1, 0.1), factr = 10, maxit = 1000))
      start <- fit$par
    }
    if (is.null(best) || fit$value < best$value) best <- fit
  }
  p <- best$par
  last <- dynamic_run(y, p[1], p[2], p[3] * scale)
  short <- y[seq_len(min(length(y), 60))]
  list(series = name, alpha = p[1], theta = p[2], initialLevel = p[3] * scale, sumOfSquares = best$value * scale^2,
    level = last$level, slope = last$slope, average = last$mean, mean = dynamic_path(y, p[1], p[2], p[3] * scale),
    variance = dynamic_variance(y, p[1], p[2], p[3] * scale))
}
dynamic <- lapply(names(series), dynamic_case)

# 3. Seasonal adjustment: stlf() with a model of the rest whose forecasts need no fit, and with one that does.
stl_case <- function(name) {
  y <- series[[name]]
  of <- function(f) list(mean = as.numeric(f$mean), upper = as.numeric(f$upper))
  drift <- stlf(y, h = horizon, level = 95, forecastfunction = function(x, h, level, ...) rwf(x, h = h, drift = TRUE, level = level))
  smooth <- stlf(y, h = horizon, level = 95, method = "ets", etsmodel = "AAN", damped = FALSE)
  fit <- smooth$model
  n <- length(y)
  list(series = name, drift = of(drift), smooth = c(of(smooth), list(alpha = fit$par[["alpha"]], beta = fit$par[["beta"]],
    initial = list(level = fit$states[1, 1], slope = fit$states[1, 2]), last = list(level = fit$states[n + 1, 1], slope = fit$states[n + 1, 2]),
    sigma2 = fit$sigma2, logLikelihood = fit$loglik - n / 2 * (log(2 * pi / n) + 1))))
}
seasonal <- names(Filter(function(y) frequency(y) > 1 && length(y) > 2 * frequency(y), series))
adjusted <- lapply(seasonal, stl_case)

cat(toJSON(list(
  tools = list(R = as.character(getRversion()), forecast = as.character(packageVersion("forecast"))),
  seed = 20260417,
  series = lapply(series, function(y) list(period = frequency(y), values = I(as.numeric(y)))),
  standard = standard, dynamic = dynamic, adjusted = adjusted
), digits = NA, null = "null", auto_unbox = TRUE))
