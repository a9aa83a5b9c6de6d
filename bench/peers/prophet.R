# R's prophet as a benchmark peer: reads a JSON request a line, answers with one a line. Needs prophet and jsonlite.

directory <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
suppressPackageStartupMessages(source(file.path(directory, "..", "..", "test", "golden", "prophet", "fitProphet.R")))
sink(stderr())
series <- new.env()

# Milliseconds by the clock and of processor time.
timed <- function(job) {
  before <- proc.time()
  start <- Sys.time()
  value <- job()
  used <- proc.time() - before
  list(value = value, wallMs = as.numeric(Sys.time() - start, units = "secs") * 1000,
    cpuMs = sum(used[c("user.self", "sys.self")]) * 1000)
}

fit_of <- function(request) {
  given <- series[[request$series]]
  run <- timed(function() fitted_prophet(given$timestamps, given$values, given$options))
  assign("fitted", run$value, envir = series)
  data <- stan_data(run$value)
  c(run[c("wallMs", "cpuMs")], list(
    parameters = parameters_of(run$value$stan.fit), columns = I(colnames(data$X)),
    changepoints = I(as.numeric(data$t_change))
  ))
}

# With 80% intervals from 1,000 draws, as by default.
forecast_of <- function(request) {
  m <- series$fitted
  m$uncertainty.samples <- 1000
  given <- series[[request$series]]
  rows <- seq_along(request$future) + length(given$timestamps)
  df <- do.call(data.frame, c(list(ds = instant(unlist(request$future))),
    columns_of(given$options, rows[1], length(rows))))
  timed(function() suppressMessages(predict(m, df)))[c("wallMs", "cpuMs")]
}

version_of <- function(request) {
  list(version = sprintf("R %s, prophet %s", getRversion(), packageVersion("prophet")))
}

answers <- list(version = version_of, fit = fit_of, forecast = forecast_of)
input <- file("stdin", "r")
while (length(line <- readLines(input, n = 1)) > 0) {
  request <- fromJSON(line, simplifyDataFrame = FALSE)
  answer <- tryCatch({
    if (request$kind == "series") {
      assign(request$series, request[c("timestamps", "values", "options")], envir = series)
      list(ready = TRUE)
    } else answers[[request$kind]](request)
  }, error = function(e) list(error = conditionMessage(e)))
  sink()
  cat(toJSON(answer, auto_unbox = TRUE, digits = NA), "\n", sep = "")
  flush(stdout())
  sink(stderr())
}
