# Golden values for the Diebold-Mariano test: R forecast::dm.test (R 4.2.2, forecast 8.20).
suppressMessages({ library(forecast); library(jsonlite) })
seed <- 20260601
set.seed(seed, kind = "Mersenne-Twister", normal.kind = "Inversion")

ma <- function(n, h) as.numeric(stats::filter(rnorm(n + h), rep(1, h), sides = 1))[(h + 1):(n + h)]
pairs <- lapply(list(
  list(name = "equally good", first = rnorm(80), second = rnorm(80), horizons = c(1, 2, 5)),
  list(name = "the second better", first = rnorm(60, sd = 1.5), second = rnorm(60), horizons = c(1, 3)),
  list(name = "the first better by far", first = rnorm(200, sd = 0.2), second = rnorm(200), horizons = c(1, 4)),
  list(name = "twelve steps ahead", first = ma(150, 12), second = 1.1 * ma(150, 12), horizons = c(1, 12)),
  list(name = "five forecasts", first = rnorm(5), second = rnorm(5), horizons = c(1, 2)),
  list(name = "prices", first = rnorm(90, sd = 900), second = rnorm(90, sd = 1100), horizons = c(1, 2))
), function(pair) { pair$first <- signif(pair$first, 12); pair$second <- signif(pair$second, 12); pair })

test <- function(pair, h, power, alternative, estimator) {
  # A negative variance is a warning and h = 1 in R, and Bartlett's weights here: no case of these.
  result <- tryCatch(
    dm.test(pair$first, pair$second, alternative, h = h, power = power, varestimator = estimator),
    warning = function(w) NULL
  )
  if (is.null(result)) return(NULL)
  list(horizon = unbox(h), power = unbox(power), alternative = unbox(alternative), estimator = unbox(estimator),
    statistic = unbox(result$statistic[["DM"]]), pValue = unbox(result$p.value))
}
cases <- lapply(pairs, function(pair) {
  tests <- list()
  for (h in pair$horizons) for (power in c(1, 2)) for (alternative in c("two.sided", "less", "greater"))
    for (estimator in if (h == 1) "acf" else c("acf", "bartlett")) tests <- c(tests, list(test(pair, h, power, alternative, estimator)))
  list(name = unbox(pair$name), first = pair$first, second = pair$second, tests = Filter(Negate(is.null), tests))
})
cat(toJSON(list(
  tools = list(R = unbox(R.version.string), forecast = unbox(as.character(packageVersion("forecast")))),
  seed = unbox(seed), cases = cases
), digits = NA))
