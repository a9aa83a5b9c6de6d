# Trains forecast::auto.arima on many series by parallel::mclapply: Rscript trainMany.R PROCESSES FILE COUNT LENGTH
suppressPackageStartupMessages(library(forecast))
arguments <- commandArgs(trailingOnly = TRUE)
processes <- as.integer(arguments[1])
count <- as.integer(arguments[3])
length <- as.integer(arguments[4])
values <- matrix(readBin(arguments[2], "double", count * length), nrow = length)

peak <- function() {
  status <- tryCatch(readLines("/proc/self/status"), error = function(e) character())
  line <- grep("VmHWM", status, value = TRUE)
  if (length(line) == 0) NA else as.numeric(gsub("[^0-9]", "", line)) / 1024
}
used <- function() sum(proc.time()[c("user.self", "sys.self", "user.child", "sys.child")], na.rm = TRUE)

before <- used()
start <- proc.time()[["elapsed"]]
results <- parallel::mclapply(seq_len(count), function(i) {
  mean <- as.numeric(forecast(auto.arima(values[, i], seasonal = FALSE), h = 24)$mean)
  list(usable = all(is.finite(mean) & mean > 0), peak = peak(), pid = Sys.getpid())
}, mc.cores = processes)
seconds <- proc.time()[["elapsed"]] - start
peaks <- tapply(sapply(results, `[[`, "peak"), sapply(results, `[[`, "pid"), max)
cat(jsonlite::toJSON(list(
  seconds = seconds, cpuSeconds = used() - before, peakMb = peak() + sum(peaks), version = as.character(packageVersion("forecast")),
  usable = sum(sapply(results, `[[`, "usable"))
), auto_unbox = TRUE, digits = NA), "\n")
