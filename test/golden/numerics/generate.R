# Golden values of src/math from R 4.2.2: distributions and a badly conditioned regression.
# Rscript generate.R > cases.json
suppressMessages(library(jsonlite))

z <- c(-37.5, -20, -8, -5.7, -5.6, -3, -1.96, -1, -0.68, -0.67, -0.3, -1e-5, 0, 0.1, 0.67, 0.68, 1.5, 4, 8)
probabilities <- c(1e-300, 1e-20, 1e-12, 1e-6, 0.001, 0.025, 0.074, 0.076, 0.3, 0.5, 0.7, 0.924, 0.926, 0.975, 0.999999)
chiSquare <- expand.grid(degreesOfFreedom = c(1, 2, 3, 5, 10, 31, 100, 1000),
  ratio = c(1e-8, 0.001, 0.1, 0.5, 0.9, 1, 1.01, 1.1, 1.5, 3, 10))
chiSquare <- within(chiSquare, x <- degreesOfFreedom * ratio)
chiSquare$upperTail <- with(chiSquare, pchisq(x, degreesOfFreedom, lower.tail = FALSE))
chiSquare <- subset(chiSquare, upperTail > 1e-300, select = c(x, degreesOfFreedom, upperTail))

# NIST's reference data set for least squares: condition number about 5e9.
fit <- lm(Employed ~ ., longley)
cat(toJSON(list(
  versions = list(R = as.character(getRversion())),
  normal = data.frame(z = z, probability = pnorm(z)),
  quantiles = data.frame(probability = probabilities, z = qnorm(probabilities)),
  chiSquare = chiSquare,
  longley = list(
    columns = c(list(rep(1, nrow(longley))), unname(as.list(longley[names(longley) != "Employed"]))),
    response = longley$Employed,
    coefficients = unname(coef(fit)),
    standardErrors = unname(coef(summary(fit))[, 2]),
    residualSumOfSquares = deviance(fit),
    totalSumOfSquares = sum(longley$Employed^2))
), auto_unbox = TRUE, digits = I(17)), "\n")
