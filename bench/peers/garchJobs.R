# fGarch's garchFit as a peer of bench/garch.ts: reads "job repeats" lines, answers each with a line of JSON, the
# milliseconds of processor time of one fit, and the log-likelihood.
#
# Rscript garchJobs.R FOLDER; a job is SERIES:MODEL:DISTRIBUTION.

folder <- commandArgs(trailingOnly = TRUE)[1]
if (!suppressMessages(requireNamespace("fGarch", quietly = TRUE))) quit(status = 3)
suppressMessages(library(fGarch))
values <- function(name) {
  path <- file.path(folder, paste0(name, ".bin"))
  readBin(path, "double", file.size(path) / 8, endian = "little")
}
fit <- function(r, model, distribution) suppressWarnings(
  if (model == "garch") garchFit(~garch(1, 1), r, include.mean = FALSE, cond.dist = distribution, trace = FALSE)
  else garchFit(~aparch(1, 1), r, delta = 2, include.delta = FALSE, include.mean = FALSE, cond.dist = distribution,
    trace = FALSE))

cat(sprintf('{"version": "R %s, fGarch %s"}\n', getRversion(), packageVersion("fGarch")))
flush(stdout())
input <- file("stdin", "r")
while (length(line <- readLines(input, n = 1)) > 0) {
  asked <- strsplit(line, " ")[[1]]
  job <- strsplit(asked[1], ":")[[1]]
  r <- values(job[1])
  repeats <- as.integer(asked[2])
  before <- proc.time()
  for (i in seq_len(repeats)) result <- tryCatch(fit(r, job[2], job[3]), error = function(e) NULL)
  used <- proc.time() - before
  milliseconds <- 1000 * sum(used[c("user.self", "sys.self")]) / repeats
  likelihood <- if (is.null(result)) "" else sprintf("%.17g", -result@fit$llh)
  cat(sprintf('{"milliseconds": %.17g, "results": [%s]}\n', milliseconds, likelihood))
  flush(stdout())
}
