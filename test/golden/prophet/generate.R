# Golden values of src/models/prophet: R 4.2.2, prophet 1.0, rstan 2.21.7. The series are made here, but for air
# passengers; `r` is what Stan finds by default, `tight` what it finds with tolerances near 0 and by Newton's method.
directory <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(directory, "fitProphet.R"))
set.seed(20240808, kind = "Mersenne-Twister", normal.kind = "Inversion")

hour_ms <- 3600000
date_ms <- function(date) milliseconds(as.POSIXct(date, tz = "GMT"))
grid <- function(start, stepMs, count) list(startMs = date_ms(start), stepMs = stepMs, count = count)
timestamps_of <- function(series) {
  given <- series$timestamps
  if (is.list(given)) given$startMs + given$stepMs * (seq_len(given$count) - 1) else given
}
# Rounded, so that JSON carries the very numbers the values were computed from.
exactly <- function(x, digits = 7) signif(as.numeric(x), digits)
wave <- function(ms, periodDays, phase = 0) sin(2 * pi * (ms / day_ms / periodDays + phase))

series <- list()
add <- function(name, timestamps, values, digits = 7) {
  series[[name]] <<- list(timestamps = timestamps, values = exactly(values, digits))
}
rows <- function(timestamps) timestamps_of(list(timestamps = timestamps))

add("airPassengers", milliseconds(seq(as.POSIXct("1949-01-01", tz = "GMT"), by = "month", length.out = 144)),
  AirPassengers)
at <- grid("2021-03-01", day_ms, 800); t <- rows(at)
bent <- 50 + 0.02 * (1:800) + 0.05 * pmax(0, 1:800 - 300) - 0.11 * pmax(0, 1:800 - 520)
add("daily", at, bent + 4 * wave(t, 365.25) + 2 * wave(t, 7, 0.2) + wave(t, 3.5) + rnorm(800))
at <- grid("2023-05-04 06:00:00", hour_ms, 500); t <- rows(at)
add("hourlyPrices", at, 30000 * exp(cumsum(rnorm(500, 0, 0.004)) + 0.002 * wave(t, 1)))
at <- grid("2022-01-01", day_ms, 365)
add("dailyPrices", at, 46000 * exp(cumsum(rnorm(365, 0, 0.03))))
add("smallPrices", grid("2022-06-01", day_ms, 200), 1e-9 * exp(cumsum(rnorm(200, 0, 0.05))))
add("highLevel", grid("2022-06-01", day_ms, 150), 1e6 + rnorm(150), 10)
at <- grid("2020-01-05", 7 * day_ms, 210); t <- rows(at)
add("weekly", at, 20 + 0.03 * (1:210) + 3 * wave(t, 365.25, 0.1) + rnorm(210, 0, 0.5))
at <- grid("2024-02-01", 600000, 500); t <- rows(at)
add("tenMinutes", at, 5 + 0.5 * wave(t, 1, 0.3) + 0.2 * wave(t, 0.25) + rnorm(500, 0, 0.1))
at <- grid("2021-01-01", day_ms, 300); t <- rows(at)
add("saturating", at, 90 / (1 + exp(-0.025 * (1:300 - 120))) + 4 * wave(t, 7) + rnorm(300, 0, 2))
add("level", grid("2021-01-01", day_ms, 180), 10 + wave(rows(grid("2021-01-01", day_ms, 180)), 7) + rnorm(180, 0, 0.3))
christmases <- date_ms(c("2021-12-25", "2022-12-25", "2023-12-25"))
openings <- date_ms(c("2022-03-14", "2022-09-05", "2023-03-13"))
at <- grid("2021-06-01", day_ms, 640); t <- rows(at)
around <- function(dates, offset) as.numeric(t %in% (dates + offset * day_ms))
add("eventful", at, 100 + 0.05 * (1:640) + 5 * wave(t, 7) + 30 * around(christmases, 0) + 18 * around(christmases, -1) -
  9 * around(christmases, 1) + 12 * around(openings, 0) + rnorm(640, 0, 2))
at <- grid("2023-01-02", day_ms, 260); t <- rows(at)
temperature <- exactly(15 + 8 * wave(c(t, max(t) + day_ms * (1:30)), 90) + rnorm(290, 0, 2), 5)
onSale <- as.numeric(runif(290) < 0.2)
add("driven", at, 40 + 0.05 * (1:260) + 0.8 * temperature[1:260] + (40 + 0.05 * (1:260)) * 0.15 * onSale[1:260] +
  3 * wave(t, 7) + rnorm(260))
at <- grid("2022-03-01", day_ms, 420); t <- rows(at)
summer <- as.numeric(format(instant(c(t, max(t) + day_ms * (1:40))), "%m") %in% c("05", "06", "07", "08"))
add("twoRhythms", at, 30 + ifelse(summer[1:420] == 1, 6, 1) * wave(t, 7) + rnorm(420, 0, 0.7))
# Gaps, missing values, rows out of order and repeated times.
kept <- sort(sample(0:400, 300))
t <- sample(date_ms("2022-02-10 12:30:00") + kept * day_ms + sample(c(0, 3, 7) * hour_ms, 300, TRUE))
t[c(20, 21, 150)] <- t[c(5, 5, 90)]
untidy <- exactly(12 + 0.01 * (t - min(t)) / day_ms + wave(t, 7) + rnorm(300, 0, 0.5))
untidy[c(1, 77, 78, 210)] <- NA
series$untidy <- list(timestamps = t, values = untidy)
add("short", grid("2024-01-01", day_ms, 12), cumsum(rnorm(12)) + 20)
add("brief", grid("2024-01-01", day_ms, 31), cumsum(rnorm(31)) + 20)

cases <- list()
case_of <- function(name, from, options = list(), horizon = 12) {
  given <- series[[from]]
  t <- timestamps_of(given)
  n <- length(t)
  step <- if (is.list(given$timestamps)) given$timestamps$stepMs else day_ms * ceiling(mean(diff(sort(t))) / day_ms)
  future <- max(t) + step * (1:horizon)
  m <- fitted_prophet(t, given$values, options)
  data <- stan_data(m)
  tight <- tightened(data, m$stan.fit)
  ahead <- do.call(data.frame, c(list(ds = instant(future)), columns_of(options, n + 1, horizon)))
  predicted <- predict(m, ahead)
  closer <- m
  for (parameter in c("delta", "beta")) closer$params[[parameter]] <- matrix(tight$par[[parameter]], nrow = 1)
  for (parameter in c("k", "m", "sigma_obs")) closer$params[[parameter]] <- c(tight$par[[parameter]])
  single <- setdiff(colnames(m$train.component.cols), c("additive_terms", "multiplicative_terms",
    "extra_regressors_additive", "extra_regressors_multiplicative", "zeros"))
  cases[[length(cases) + 1]] <<- list(
    name = name, series = from, options = options, future = I(future),
    r = c(parameters_of(m$stan.fit), list(
      columns = I(colnames(data$X)), changepoints = I(as.numeric(data$t_change)),
      startMs = milliseconds(m$start), tScaleMs = 1000 * m$t.scale, yScale = m$y.scale,
      trend = I(predicted$trend), additive = I(predicted$additive_terms),
      multiplicative = I(predicted$multiplicative_terms), yhat = I(predicted$yhat),
      components = lapply(setNames(nm = single), function(component) I(predicted[[component]]))
    )),
    tight = c(parameters_of(tight), list(yhat = I(predict(closer, ahead)$yhat)))
  )
}

case_of("air passengers, additive", "airPassengers")
case_of("air passengers, multiplicative", "airPassengers", list(seasonalityMode = "multiplicative"))
case_of("daily, yearly and weekly", "daily")
case_of("daily, multiplicative", "daily", list(seasonalityMode = "multiplicative"))
case_of("daily, order of yearly 3 and no weekly", "daily", list(yearly = 3, weekly = FALSE))
case_of("hourly prices", "hourlyPrices", horizon = 24)
case_of("hourly prices, multiplicative", "hourlyPrices", list(seasonalityMode = "multiplicative"), horizon = 24)
case_of("daily prices", "dailyPrices")
case_of("daily prices, a supple trend", "dailyPrices", list(changepointPriorScale = 0.5, changepointCount = 40,
  changepointRange = 0.95))
case_of("daily prices, a stiff trend", "dailyPrices", list(changepointPriorScale = 0.001))
case_of("small prices", "smallPrices")
case_of("a high level", "highLevel")
case_of("weekly", "weekly")
case_of("every ten minutes", "tenMinutes", horizon = 36)
case_of("every ten minutes, seasonality shrunk", "tenMinutes", list(seasonalityPriorScale = 0.01), horizon = 36)
case_of("logistic", "saturating", list(growth = "logistic", cap = 100))
case_of("logistic, a cap and a floor for each row", "saturating", list(growth = "logistic",
  cap = exactly(95 + 0.05 * (1:312)), floor = exactly(-20 - 0.01 * (1:312))))
case_of("logistic, multiplicative", "saturating", list(growth = "logistic", cap = 110,
  seasonalityMode = "multiplicative"))
case_of("flat", "level", list(growth = "flat"))
case_of("flat, multiplicative", "level", list(growth = "flat", seasonalityMode = "multiplicative"))
events <- list(
  list(name = "christmas", dates = I(christmases), lowerWindow = -1, upperWindow = 1, priorScale = 10),
  list(name = "opening", dates = I(openings), lowerWindow = 0, upperWindow = 0, priorScale = 0.5)
)
case_of("events with windows", "eventful", list(events = events), horizon = 20)
case_of("events, multiplicative", "eventful", list(events = events, seasonalityMode = "multiplicative"), horizon = 20)
case_of("an event of hourly rows", "hourlyPrices", list(events = list(list(name = "news",
  dates = I(date_ms(c("2023-05-10", "2023-05-20", "2023-05-25"))), lowerWindow = 0, upperWindow = 1, priorScale = 10))))
regressors <- list(
  list(name = "temperature", values = temperature, priorScale = 10, standardize = "auto", mode = "additive"),
  list(name = "onSale", values = onSale, priorScale = 10, standardize = "auto", mode = "multiplicative")
)
case_of("regressors of both modes", "driven", list(regressors = regressors), horizon = 30)
case_of("a regressor as it is", "driven", list(regressors = list(list(name = "temperature", values = temperature,
  priorScale = 0.05, standardize = FALSE, mode = "additive"))), horizon = 30)
case_of("a regressor, events and a custom seasonality", "driven", list(
  regressors = regressors[1], weekly = FALSE,
  seasonalities = list(list(name = "quarterly", periodDays = 91.3125, fourierOrder = 2, priorScale = 5,
    mode = "multiplicative")),
  events = list(list(name = "fair", dates = I(date_ms(c("2023-03-01", "2023-06-01", "2023-09-23"))), lowerWindow = -1,
    upperWindow = 0, priorScale = 3))), horizon = 30)
case_of("seasonalities on condition", "twoRhythms", list(weekly = FALSE, seasonalities = list(
  list(name = "weekly_summer", periodDays = 7, fourierOrder = 2, priorScale = 10, mode = "additive", condition = summer),
  list(name = "weekly_else", periodDays = 7, fourierOrder = 3, priorScale = 1, mode = "additive",
    condition = 1 - summer))), horizon = 40)
case_of("given changepoints", "daily", list(changepoints = date_ms(c("2021-12-25 10:00:00", "2022-08-03", "2022-10-01"))))
case_of("no changepoints", "daily", list(changepointCount = 0))
case_of("no changepoints, logistic", "saturating", list(growth = "logistic", cap = 100, changepointCount = 0))
case_of("trend alone", "brief", list(weekly = FALSE))
# Here the automatic rules differ: Prophet goes by the least distance of rows, which some mishap sets.
case_of("missing, unsorted and repeated rows", "untidy", list(weekly = TRUE, daily = TRUE))
case_of("31 rows", "brief")
case_of("12 rows, weekly asked for", "short", list(weekly = TRUE))

cat(toJSON(list(
  tools = list(R = as.character(getRversion()), prophet = as.character(packageVersion("prophet")),
    rstan = as.character(packageVersion("rstan"))),
  seed = 20240808, series = series, cases = cases
), digits = NA, na = "null", auto_unbox = TRUE))
