# The jobs of bench/statistics.ts in R, on the same numbers: reads "job repeats" lines, answers each with a line of
# JSON, the milliseconds of processor time of one run and the results.
#
# Rscript statisticsJobs.R FOLDER

folder <- commandArgs(trailingOnly = TRUE)[1]
if (!suppressMessages(requireNamespace("tseries", quietly = TRUE))) quit(status = 3)
values <- function(name) {
  path <- file.path(folder, name)
  readBin(path, "double", file.size(path) / 8, endian = "little")
}

walks <- matrix(values("walks.bin"), nrow = 720)
season <- ts(values("season.bin"), frequency = 24)
decompose <- function(robust) {
  parts <- stl(season, s.window = 11, robust = robust)$time.series
  c(parts[, "trend"], parts[, "seasonal"])
}
jobs <- list(
  # Its warning that a p-value lies beyond the table is not what is raced.
  adf = function() {
    suppressWarnings(apply(walks, 2, function(x) unname(tseries::adf.test(x, k = 8)$statistic)))
  },
  stl = function() decompose(FALSE),
  robustStl = function() decompose(TRUE)
)

cat(sprintf('{"version": "R %s, tseries %s"}\n', getRversion(), packageVersion("tseries")))
flush(stdout())
input <- file("stdin", "r")
while (length(line <- readLines(input, n = 1)) > 0) {
  asked <- strsplit(line, " ")[[1]]
  job <- jobs[[asked[1]]]
  repeats <- as.integer(asked[2])
  before <- proc.time()
  for (i in seq_len(repeats)) result <- job()
  used <- proc.time() - before
  milliseconds <- 1000 * sum(used[c("user.self", "sys.self")]) / repeats
  cat(sprintf('{"milliseconds": %.17g, "results": [%s]}\n', milliseconds, paste(sprintf("%.17g", result), collapse = ",")))
  flush(stdout())
}
