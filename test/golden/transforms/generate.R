# Golden values of differences and Box-Cox transforms from R 4.2.2 stats and forecast 8.20.
# Rscript generate.R > cases.json
suppressWarnings(suppressMessages({ library(jsonlite); library(forecast) }))
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "..", "series.R"))

names_ <- names(series)
periods <- c(AirPassengers = 12, nottem = 12, seasonal = 24)
positive <- names_[sapply(series, function(x) all(x > 0))]
cross <- function(...) {
  grid <- expand.grid(..., stringsAsFactors = FALSE)
  lapply(seq_len(nrow(grid)), function(i) as.list(grid[i, , drop = FALSE]))
}
differencing <- function(x, d, D, m) {
  if (D > 0) x <- diff(x, lag = m, differences = D)
  if (d > 0) diff(x, differences = d) else x
}

differences <- lapply(Filter(function(case) length(series[[case$series]]) > case$order + case$seasonalOrder * case$period,
  cross(series = c("prices", "whiteNoise", "AirPassengers", "short"), order = 0:2, seasonalOrder = 0:2, period = c(4, 12))),
  function(case) {
    x <- series[[case$series]]
    values <- differencing(x, case$order, case$seasonalOrder, case$period)
    # What diffinv makes of the first seven differences after the last values of the series.
    future <- head(values, 7)
    if (case$order > 0) future <- tail(diffinv(future, differences = case$order,
      xi = tail(differencing(x, 0, case$seasonalOrder, case$period), case$order)), -case$order)
    if (case$seasonalOrder > 0) future <- tail(diffinv(future, lag = case$period, differences = case$seasonalOrder,
      xi = tail(x, case$seasonalOrder * case$period)), -case$seasonalOrder * case$period)
    c(case, list(values = values, continued = future))
  })

numbers <- c(1e-9, 0.3, 1, 1.7, 60000)
transforms <- lapply(c(-1, -0.3, 0, 0.25, 0.5, 1, 1.8), function(lambda) list(lambda = lambda, x = numbers,
  values = as.numeric(BoxCox(numbers, lambda))))
transforms <- c(transforms, list(list(lambda = 0.5, x = c(-4, 0, 2), values = as.numeric(BoxCox(c(-4, 0, 2), 0.5)))))

levels_ <- c(-0.5, 0, 0.4, 1.9)
variance <- c(0.02, 0, 0.3, 0.1)
inverses <- lapply(c(-0.5, 0, 0.25, 1, 1.8), function(lambda) list(lambda = lambda, values = levels_, variance = variance,
  x = as.numeric(InvBoxCox(levels_, lambda)),
  adjusted = as.numeric(InvBoxCox(levels_, lambda, biasadj = TRUE, fvar = variance))))

# BoxCox.lambda stops within 1.2e-4 of the optimum (guerrero) or at the best of a grid with step 0.05 (loglik), so
# the same objectives, written from their definitions, are minimised again around its answer.
spreadOverBlocks <- function(x, m) {
  blocks <- matrix(tail(x, length(x) %/% m * m), m)
  function(lambda) { ratio <- apply(blocks, 2, sd) / colMeans(blocks)^(1 - lambda); sd(ratio) / mean(ratio) }
}
negativeLikelihood <- function(x, m) {
  x <- x / exp(mean(log(x)))
  trend <- seq_along(x)
  terms <- if (m > 1) model.matrix(~ trend + factor(trend %% m)) else cbind(1, trend)
  function(lambda) log(sum(lm.fit(terms, if (lambda == 0) log(x) else (x^lambda - 1) / lambda)$residuals^2))
}
choose <- function(case, lower = -1, upper = 2) {
  m <- if (is.null(case$period)) 1 else case$period
  x <- series[[case$series]]
  found <- BoxCox.lambda(ts(x, frequency = m), method = c(guerrero = "guerrero", likelihood = "loglik")[[case$method]],
    lower = lower, upper = upper)
  objective <- if (case$method == "guerrero") spreadOverBlocks(x, max(2, m)) else negativeLikelihood(x, m)
  refined <- optimize(objective, c(max(lower, found - 0.051), min(upper, found + 0.051)), tol = 1e-10)$minimum
  c(case, list(lower = lower, upper = upper, lambda = found, refined = refined))
}
chosen <- c(lapply(setdiff(positive, "oddAndShort"), function(name) list(series = name, period = NULL)),
  lapply(names(periods)[names(periods) %in% positive], function(name) list(series = name, period = periods[[name]])),
  list(list(series = "lynx", period = 10), list(series = "prices", period = 24), list(series = "Nile", period = 7)))
methods <- c("guerrero", "likelihood")
lambdas <- c(
  unlist(recursive = FALSE, lapply(chosen, function(case) lapply(methods, function(method) choose(c(case, method = method))))),
  lapply(methods, function(method) choose(list(series = "AirPassengers", period = 12, method = method), lower = 0, upper = 1)))

cat(toJSON(list(
  versions = list(R = as.character(getRversion()), forecast = as.character(packageVersion("forecast"))),
  differences = differences, transforms = transforms, inverses = inverses, lambdas = lambdas
), auto_unbox = TRUE, digits = I(17), null = "null"), "\n")
