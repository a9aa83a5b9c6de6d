# R forecast::tsCV with auto.arima as a benchmark peer: prints its version, then answers each line "values folds", the
# first a JSON array without spaces, with the processor time of one-step forecasts from the last so many origins and
# their errors.

suppressPackageStartupMessages({ library(jsonlite); library(forecast) })
say <- function(answer) { cat(toJSON(answer, digits = NA, auto_unbox = TRUE), "\n", sep = ""); flush(stdout()) }
say(list(version = paste0(R.version.string, ", forecast ", packageVersion("forecast"))))
input <- file("stdin", "r")
while (length(line <- readLines(input, n = 1)) > 0) {
  parts <- strsplit(line, " ")[[1]]
  y <- ts(fromJSON(parts[1])); folds <- as.integer(parts[2])
  before <- proc.time()
  errors <- tsCV(y, function(x, h) forecast(auto.arima(x), h = h), h = 1, initial = length(y) - folds - 1)
  used <- proc.time() - before
  say(list(milliseconds = sum(used[c("user.self", "sys.self")]) * 1000, results = tail(na.omit(as.numeric(errors)), folds)))
}
