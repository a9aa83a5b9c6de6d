# R's forecast::ets and thetaf as a benchmark peer: reads a JSON request a line, answers with one a line. Needs jsonlite
# and forecast.

suppressPackageStartupMessages({ library(jsonlite); library(forecast) })
cat(sprintf('{"version":"R %s, forecast %s"}\n', getRversion(), packageVersion("forecast")))
flush(stdout())

jobs <- list(
  ets = function(y) { fit <- ets(y); list(name = fit$method, logLikelihood = fit$loglik) },
  theta = function(y) list(mean = as.numeric(thetaf(y, h = 1)$mean))
)
input <- file("stdin", "r")
while (length(line <- readLines(input, n = 1)) > 0) {
  request <- fromJSON(line)
  y <- ts(request$values, frequency = request$period)
  before <- proc.time()
  for (i in seq_len(request$repeats)) value <- suppressWarnings(jobs[[request$job]](y))
  used <- proc.time() - before
  answer <- c(value, list(cpuMs = sum(used[c("user.self", "sys.self")]) * 1000 / request$repeats))
  cat(toJSON(answer, auto_unbox = TRUE, digits = NA), "\n", sep = "")
  flush(stdout())
}
