# Golden values of kolmogorovSmirnovTest from ks.test of R 4.2.2 stats, and of cusumTest and pageHinkleyTest from their
# published recursions, written out here step by step. Rscript generate.R > cases.json
suppressWarnings(suppressMessages(library(jsonlite)))
set.seed(20260101)

samples <- list(
  same = list(x = rnorm(12), y = rnorm(9)),
  shifted = list(x = rnorm(40), y = rnorm(30, 0.8)),
  wider = list(x = rnorm(60), y = rnorm(70, sd = 2)),
  apart = list(x = rnorm(50), y = rnorm(60, 12)),
  equalLengths = list(x = rnorm(25), y = rexp(25)),
  ties = list(x = round(rnorm(30), 0), y = round(rnorm(45, 0.5), 0)),
  someTies = list(x = round(rnorm(20), 1), y = round(rnorm(35, 0.3), 1)),
  single = list(x = 0.3, y = rnorm(20)),
  long = list(x = rnorm(400), y = rnorm(300, 0.15)))

ks <- do.call(c, lapply(names(samples), function(name) lapply(c("two.sided", "greater", "less"), function(alternative) {
  x <- samples[[name]]$x; y <- samples[[name]]$y
  exact <- ks.test(x, y, alternative = alternative, exact = TRUE)
  asymptotic <- suppressWarnings(ks.test(x, y, alternative = alternative, exact = FALSE))
  list(sample = name, alternative = sub("two.sided", "two-sided", alternative), statistic = exact$statistic[[1]],
    exact = exact$p.value, asymptotic = asymptotic$p.value)
})))

cusum <- function(x, mu, sigma, k, h) {
  up <- numeric(length(x)); down <- up; a <- 0; b <- 0
  for (t in seq_along(x)) {
    a <- max(0, x[t] - (mu + k * sigma) + a); b <- max(0, (mu - k * sigma) - x[t] + b)
    up[t] <- a / sigma; down[t] <- b / sigma
  }
  list(above = up, below = down, aboveIndex = which(up > h)[1] - 1, belowIndex = which(down > h)[1] - 1)
}
pageHinkley <- function(x, warmup, delta, lambda) {
  sigma <- sd(x[1:warmup]); m <- 0; least <- 0; rises <- numeric(length(x))
  for (t in (warmup + 1):length(x)) {
    m <- m + (x[t] - mean(x[1:t])) / sigma - delta
    least <- min(least, m); rises[t] <- m - least
  }
  list(rises = rises, index = which(rises > lambda)[1] - 1)
}
errors <- c(rgamma(120, 2), 0.8 + rgamma(80, 2))
reference <- rgamma(100, 2)
cusums <- lapply(list(c(0.5, 5), c(0.25, 8), c(0, 12)), function(o) c(list(allowance = o[1], threshold = o[2]),
  cusum(errors, mean(reference), sd(reference), o[1], o[2])))
hinkleys <- lapply(list(c(30, 0.2, 10), c(100, 0, 20), c(20, 0.5, 4)), function(o)
  c(list(warmup = o[1], delta = o[2], threshold = o[3]), pageHinkley(errors, o[1], o[2], o[3])))

cat(toJSON(list(versions = list(R = as.character(getRversion())), samples = samples, ks = ks, errors = errors,
  reference = reference, cusum = cusums, pageHinkley = hinkleys), auto_unbox = TRUE, digits = I(17), na = "null"), "\n")
