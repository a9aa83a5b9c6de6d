# Fits of R's prophet for the golden values: from options in our spelling to Stan's parameters and objective.
suppressWarnings(suppressMessages({ library(prophet); library(jsonlite) }))

day_ms <- 86400000
instant <- function(ms) as.POSIXct(as.numeric(ms) / 1000, origin = "1970-01-01", tz = "GMT")
milliseconds <- function(ds) round(as.numeric(ds) * 1000)
or_else <- function(value, default) if (is.null(value)) default else value

# The columns that options give for `count` rows from row `first` on, history and future in one.
columns_of <- function(options, first, count) {
  rows <- seq_len(count) + first - 1
  columns <- list()
  for (name in c("cap", "floor")) {
    value <- options[[name]]
    if (!is.null(value)) columns[[name]] <- if (length(value) == 1) rep(as.numeric(value), count) else value[rows]
  }
  for (each in options$seasonalities) {
    if (!is.null(each$condition)) columns[[paste0("is_", each$name)]] <- each$condition[rows] == 1
  }
  for (each in options$regressors) columns[[each$name]] <- each$values[rows]
  columns
}

holidays_of <- function(events) {
  if (is.null(events)) return(NULL)
  do.call(rbind, lapply(events, function(each) data.frame(
    holiday = each$name, ds = instant(each$dates), lower_window = each$lowerWindow, upper_window = each$upperWindow,
    prior_scale = each$priorScale
  )))
}

unfitted <- function(options) {
  m <- prophet(
    growth = or_else(options$growth, "linear"),
    changepoints = if (is.null(options$changepoints)) NULL else instant(options$changepoints),
    n.changepoints = or_else(options$changepointCount, 25),
    changepoint.range = or_else(options$changepointRange, 0.8),
    changepoint.prior.scale = or_else(options$changepointPriorScale, 0.05),
    yearly.seasonality = or_else(options$yearly, "auto"),
    weekly.seasonality = or_else(options$weekly, "auto"),
    daily.seasonality = or_else(options$daily, "auto"),
    seasonality.mode = or_else(options$seasonalityMode, "additive"),
    seasonality.prior.scale = or_else(options$seasonalityPriorScale, 10),
    holidays.prior.scale = 10, holidays = holidays_of(options$events), uncertainty.samples = 0, fit = FALSE
  )
  for (each in options$seasonalities) {
    m <- add_seasonality(m, each$name, each$periodDays, each$fourierOrder, prior.scale = each$priorScale,
      mode = each$mode, condition.name = if (is.null(each$condition)) NULL else paste0("is_", each$name))
  }
  for (each in options$regressors) {
    m <- add_regressor(m, each$name, prior.scale = each$priorScale, standardize = each$standardize, mode = each$mode)
  }
  m
}

# What fit.prophet gives to Stan.
stan_data <- function(m) {
  features <- prophet:::make_all_seasonality_features(m, m$history)
  list(
    T = nrow(m$history), K = ncol(features$seasonal.features), S = length(m$changepoints.t), y = m$history$y_scaled,
    t = m$history$t, t_change = array(m$changepoints.t), X = as.matrix(features$seasonal.features),
    sigmas = array(features$prior.scales), tau = m$changepoint.prior.scale,
    trend_indicator = match(m$growth, c("linear", "logistic", "flat")) - 1,
    s_a = array(features$component.cols$additive_terms), s_m = array(features$component.cols$multiplicative_terms),
    cap = if (m$growth == "logistic") m$history$cap_scaled else rep(0, nrow(m$history))
  )
}

# Stan once more from where it stopped, with tolerances near 0, by algorithms that get past the corners of the prior of
# the changepoints, at which LBFGS gives up.
tightened <- function(data, stan_fit) {
  best <- stan_fit
  for (algorithm in c("Newton", "BFGS", "Newton")) {
    again <- rstan::optimizing(prophet:::stanmodels$prophet, data, init = best$par[c("k", "m", "delta", "beta",
      "sigma_obs")], as_vector = FALSE, algorithm = algorithm, iter = 50000, tol_obj = 0, tol_rel_obj = 0, tol_grad = 0,
      tol_rel_grad = 0, tol_param = 0)
    if (again$value > best$value) best <- again
  }
  best
}

parameters_of <- function(stan_fit) {
  p <- stan_fit$par
  list(k = p$k, m = p$m, delta = I(as.numeric(p$delta)), beta = I(as.numeric(p$beta)), sigma = p$sigma_obs,
    value = stan_fit$value)
}

fitted_prophet <- function(timestamps, values, options) {
  columns <- columns_of(options, 1, length(values))
  df <- do.call(data.frame, c(list(ds = instant(timestamps), y = values), columns))
  suppressMessages(fit.prophet(unfitted(options), df))
}
