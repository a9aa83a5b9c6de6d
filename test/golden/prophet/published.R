# R's fits to public data, for bench/prophet.ts: Rscript published.R FOLDER_OF_DATA > published.json. R 4.2.2, prophet
# 1.0, rstan 2.21.7. No data is stored: the parameters, and Stan's objective at them.
directory <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(directory, "fitProphet.R"))
folder <- commandArgs(TRUE)[1]

# The last rows of a file: times, and the value or the closing price.
read_rows <- function(file, rows) {
  table <- read.csv(file.path(folder, file))
  last <- tail(table, rows)
  ds <- as.character(last[[intersect(c("ds", "timestamp"), names(last))]])
  list(
    timestamps = milliseconds(as.POSIXct(ds, tz = "GMT", tryFormats = c("%Y-%m-%d %H:%M:%S", "%Y-%m-%d"))),
    values = last[[intersect(c("y", "close"), names(last))]]
  )
}

date_ms <- function(dates) milliseconds(as.POSIXct(dates, tz = "GMT"))
games <- list(
  list(name = "playoff", dates = I(date_ms(c("2008-01-13", "2009-01-03", "2010-01-16", "2010-01-24", "2010-02-07",
    "2011-01-08", "2013-01-12", "2014-01-12", "2014-01-19", "2014-02-02", "2015-01-11", "2016-01-17", "2016-01-24",
    "2016-02-07"))), lowerWindow = 0, upperWindow = 1, priorScale = 10),
  list(name = "superbowl", dates = I(date_ms(c("2010-02-07", "2014-02-02", "2016-02-07"))), lowerWindow = 0,
    upperWindow = 1, priorScale = 10)
)
multiplicative <- list(seasonalityMode = "multiplicative")

fits <- list()
fit_of <- function(name, file, rows, options = setNames(list(), character())) {
  given <- read_rows(file, rows)
  m <- fitted_prophet(given$timestamps, given$values, options)
  message(name, ": ", m$stan.fit$value)
  fits[[length(fits) + 1]] <<- c(list(name = name, file = file, rows = rows, options = options),
    list(r = c(parameters_of(m$stan.fit), list(columns = I(colnames(stan_data(m)$X))))))
}
fit_of("Peyton Manning", "peyton-manning.csv", 2905)
fit_of("Peyton Manning, multiplicative", "peyton-manning.csv", 2905, multiplicative)
fit_of("Peyton Manning, logistic", "peyton-manning.csv", 2905, list(growth = "logistic", cap = 13))
fit_of("Peyton Manning, events", "peyton-manning.csv", 2905, list(events = games))
fit_of("retail sales, multiplicative", "retail-sales.csv", 293, multiplicative)
fit_of("air passengers", "air-passengers.csv", 144)
fit_of("air passengers, multiplicative", "air-passengers.csv", 144, multiplicative)
fit_of("BTC daily 365", "BTCUSDT_1d.csv", 365)
fit_of("BTC hourly 720", "BTCUSDT_1h.csv", 720)
fit_of("BTC hourly 2160", "BTCUSDT_1h.csv", 2160)
fit_of("BTC hourly 34349", "BTCUSDT_1h.csv", 34349)
fit_of("BTC hourly 34349, multiplicative", "BTCUSDT_1h.csv", 34349, multiplicative)

cat(toJSON(list(
  tools = list(R = as.character(getRversion()), prophet = as.character(packageVersion("prophet")),
    rstan = as.character(packageVersion("rstan"))),
  fits = fits
), digits = NA, auto_unbox = TRUE))
