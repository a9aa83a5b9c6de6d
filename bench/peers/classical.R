# R's forecast::ets and thetaf as a benchmark peer: reads a JSON request a line, answers with one a line. Needs jsonlite
# and forecast.

suppressPackageStartupMessages({ library(jsonlite); library(forecast) })

timed <- function(request, job) {
  y <- ts(request$values, frequency = request$period)
  before <- proc.time()
  for (i in seq_len(request$repeats)) value <- suppressWarnings(job(y))
  used <- proc.time() - before
  c(value, list(cpuMs = sum(used[c("user.self", "sys.self")]) * 1000 / request$repeats))
}
answers <- list(
  version = function(request) list(version = sprintf("R %s, forecast %s", getRversion(), packageVersion("forecast"))),
  ets = function(request) timed(request, function(y) { fit <- ets(y); list(name = fit$method, logLikelihood = fit$loglik) }),
  etsForm = function(request) {
    fit <- ets(ts(request$values), model = request$model, damped = request$damped, allow.multiplicative.trend = TRUE)
    list(logLikelihood = fit$loglik)
  },
  theta = function(request) timed(request, function(y) list(mean = as.numeric(thetaf(y, h = 1)$mean)))
)
input <- file("stdin", "r")
while (length(line <- readLines(input, n = 1)) > 0) {
  request <- fromJSON(line)
  answer <- tryCatch(answers[[request$kind]](request), error = function(e) list(error = conditionMessage(e)))
  cat(toJSON(answer, auto_unbox = TRUE, digits = NA), "\n", sep = "")
  flush(stdout())
}
