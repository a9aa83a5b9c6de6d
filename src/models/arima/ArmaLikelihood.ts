import type { ArmaOrders } from './armaOrders.js';
import type { LagPolynomial } from './lagPolynomial.js';

/** The data of a likelihood. */
export interface ArmaLikelihoodInput {
  /** The series w, of length n; where a value is missing, any number. */
  readonly series: Float64Array;
  /** Columns of the regression w = X beta + ARMA, each of length n, those of missing values first. */
  readonly regressors: readonly Float64Array[];
  /**
   * How many of the first columns stand for missing values: each is the effect on w of one value, which is then as
   * good as not observed. Default 0.
   */
  readonly missing?: number;
  /** The degrees of both polynomials are at most n. */
  readonly orders: ArmaOrders;
}

/** A Gaussian likelihood of an ARMA process, the variance and the regression concentrated out. */
export interface ArmaLikelihood {
  /** n. */
  readonly length: number;
  /**
   * n/2 · log(S/n) + D/2 for f(B) w = m(B) a, n without the missing values: the negative log-likelihood but for
   * n/2 · (1 + log 2 pi). `Infinity` where it cannot be evaluated. `logDeterminant` is that of the covariance of
   * as many values of the pure autoregression 1/f as its degree.
   */
  evaluate(f: LagPolynomial, m: LagPolynomial, logDeterminant: number): number;
  /**
   * Overwrites `fBar` and `mBar` with the derivatives with respect to the expanded polynomials at the point last
   * evaluated, `logDeterminant` held fixed. Entries at other lags than theirs are of no use. Once an evaluation.
   */
  gradient(fBar: Float64Array, mBar: Float64Array): void;
  /**
   * The expected innovations given the whole series, at the point last evaluated; valid until the gradient is asked
   * for.
   */
  residuals(): Float64Array;
  /**
   * An approximation of the second derivatives with respect to the coefficients at the point last evaluated, where the
   * likelihood has one at no cost; else that of Gauss and Newton is made from the series.
   */
  hessian?(): Float64Array;
  /** The derivative of the value with respect to `logDeterminant`: 1/2, or 0 where the first values are as given. */
  readonly determinantWeight: number;
  /** At the point last evaluated. The arrays are rewritten by the next evaluation. */
  readonly point: LikelihoodPoint;
}

/** What an evaluation leaves behind. */
export interface LikelihoodPoint {
  /** The number of observations, the missing ones left out. */
  readonly observed: number;
  /** S, the generalised sum of squares; the variance of the innovations is S / observed. */
  sumOfSquares: number;
  /** The generalised least squares estimate of beta. */
  readonly beta: Float64Array;
  /** X' Sigma⁻¹ X in units of sigma², Cholesky factor in the lower triangle, row-major. */
  readonly information: Float64Array;
}
