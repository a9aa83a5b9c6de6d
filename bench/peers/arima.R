# R's stats::arima and forecast::auto.arima as a benchmark peer: reads a JSON request a line, answers with one a line.
# Needs jsonlite and forecast.

suppressPackageStartupMessages(library(jsonlite))
series <- new.env()

# Runs `job` until `roundMs` have passed: milliseconds a run by the clock and of processor time.
timed <- function(job, roundMs) {
  before <- proc.time()
  start <- Sys.time()
  runs <- 0
  repeat {
    value <- job()
    runs <- runs + 1
    elapsed <- as.numeric(Sys.time() - start, units = "secs") * 1000
    if (elapsed >= roundMs || runs >= 50) break
  }
  used <- proc.time() - before
  list(value = value, wallMs = elapsed / runs, cpuMs = sum(used[c("user.self", "sys.self")]) * 1000 / runs)
}

fitOf <- function(request) {
  y <- series[[request$series]]
  order <- unlist(request$order)
  season <- if (is.null(request$seasonal)) list(order = c(0, 0, 0), period = NA)
            else list(order = unlist(request$seasonal), period = request$period)
  run <- timed(function() suppressWarnings(arima(y, order, season, include.mean = FALSE, method = request$method)), request$roundMs)
  c(run[c("wallMs", "cpuMs")], list(coefficients = as.list(coef(run$value))))
}

autoOf <- function(request) {
  y <- ts(series[[request$series]], frequency = request$period)
  run <- timed(function() suppressWarnings(forecast::auto.arima(
    y, stepwise = request$stepwise, approximation = request$approximation, seasonal = request$period > 1,
    max.order = if (request$stepwise) 5 else 10
  )), 0)
  fit <- run$value
  c(run[c("wallMs", "cpuMs")], list(
    order = as.list(unname(fit$arma[c(1, 6, 2)])), seasonal = as.list(unname(fit$arma[c(3, 7, 4)])),
    coefficients = as.list(coef(fit)), name = as.character(fit),
    mean = if (is.null(request$horizon)) list() else as.list(as.numeric(forecast::forecast(fit, h = request$horizon)$mean))
  ))
}

versionOf <- function(request) {
  list(version = sprintf("R %s, forecast %s", getRversion(), packageVersion("forecast")))
}

answers <- list(version = versionOf, fit = fitOf, auto = autoOf)
input <- file("stdin", "r")
while (length(line <- readLines(input, n = 1)) > 0) {
  request <- fromJSON(line, simplifyVector = FALSE)
  answer <- tryCatch({
    if (request$kind == "series") {
      assign(request$series, unlist(request$values), envir = series)
      list(ready = TRUE)
    } else answers[[request$kind]](request)
  }, error = function(e) list(error = conditionMessage(e)))
  cat(toJSON(answer, auto_unbox = TRUE, digits = NA), "\n", sep = "")
  flush(stdout())
}
