import { parameterAt, parameterCount } from './GarchLikelihood.js';

/** Which model is fitted. */
export interface GarchShape {
  readonly hasMean: boolean;
  readonly isAsymmetric: boolean;
  readonly isStudent: boolean;
  /** Whether the persistence is at most 1. */
  readonly isBounded: boolean;
}

/** A point by what it means; reaction is the mean of that to positive and negative errors. */
export interface GarchPoint {
  readonly mu: number;
  readonly omega: number;
  readonly reaction: number;
  /** The part of the reaction that negative errors have, from 0 to 1: one half without asymmetry. */
  readonly negativeShare: number;
  readonly beta: number;
  readonly nu: number;
}

/** Omega is at least this part of the sample variance, as in fGarch: below, flat ends have unbounded likelihoods. */
const leastOmega = 1e-6;
/** The degrees of freedom are within these: with 2 there is no variance, and 1000 is normal. */
const leastNu = 2.05;
const mostNu = 1000;

/**
 * Coordinates of GARCH parameters, each of them any real number: the mean in standard deviations, the root of omega, and
 * angles u of beta, of the reaction (within what beta leaves of a persistence of 1), of the negative share, and of the
 * inverse of the degrees of freedom, each being sin² u of its range.
 *
 * So an edge of the region is a finite point behind which its mirror image lies: a search runs into edges as fast as into
 * any other minimum, and out of them again, where logarithms would run for ever.
 *
 * @internal
 */
export class GarchParametrization {
  readonly size: number;
  /** The parameters of the last `set`, in the order of the likelihood. */
  readonly theta = new Float64Array(parameterCount);
  /** The derivatives of `theta` by the coordinates, row-major, six rows. */
  readonly jacobian: Float64Array;

  constructor(
    readonly shape: GarchShape,
    /** The variance of the returns, which gives omega its scale. */
    readonly variance: number,
  ) {
    this.size = 3 + Number(shape.hasMean) + Number(shape.isAsymmetric) + Number(shape.isStudent);
    this.jacobian = new Float64Array(parameterCount * this.size);
  }

  /** Writes `theta` and `jacobian` at a point. */
  set(x: Float64Array): void {
    const { shape, variance, theta, jacobian, size } = this;
    let at = 0;
    if (shape.hasMean) {
      const deviation = Math.sqrt(variance);
      theta[parameterAt.mu] = x[at]! * deviation;
      jacobian[parameterAt.mu * size + at++] = deviation;
    }
    theta[parameterAt.omega] = variance * (leastOmega + x[at]! * x[at]!);
    jacobian[parameterAt.omega * size + at] = 2 * variance * x[at++]!;

    const betaAt = at++;
    const beta = sineSquare(x[betaAt]!);
    const betaSlope = Math.sin(2 * x[betaAt]!);
    theta[parameterAt.beta] = beta;
    jacobian[parameterAt.beta * size + betaAt] = betaSlope;

    const reactionAt = at++;
    const room = shape.isBounded ? 1 - beta : 1;
    const part = sineSquare(x[reactionAt]!);
    const reaction = part * room;
    const reactionSlope = Math.sin(2 * x[reactionAt]!) * room;
    const reactionByBeta = shape.isBounded ? -part * betaSlope : 0;

    const shareAt = shape.isAsymmetric ? at++ : undefined;
    const negativeShare = shareAt === undefined ? 0.5 : sineSquare(x[shareAt]!);
    const positiveShare = shareAt === undefined ? 0.5 : sineSquare(x[shareAt]! + Math.PI / 2);
    for (let sign = -1; sign <= 1; sign += 2) {
      const row = (sign < 0 ? parameterAt.positive : parameterAt.negative) * size;
      const share = sign < 0 ? positiveShare : negativeShare;
      theta[row / size] = 2 * reaction * share;
      jacobian[row + betaAt] = 2 * reactionByBeta * share;
      jacobian[row + reactionAt] = 2 * reactionSlope * share;
      if (shareAt !== undefined) jacobian[row + shareAt] = 2 * reaction * sign * Math.sin(2 * x[shareAt]!);
    }
    if (!shape.isStudent) return;
    const inverse = leastInverse + inverseRange * sineSquare(x[at]!);
    theta[parameterAt.nu] = 1 / inverse;
    jacobian[parameterAt.nu * size + at] = (-inverseRange * Math.sin(2 * x[at]!)) / (inverse * inverse);
  }

  /** The coordinates of a point of the region. */
  coordinatesOf({ mu, omega, reaction, negativeShare, beta, nu }: GarchPoint): Float64Array {
    const { shape, variance } = this;
    const room = shape.isBounded ? 1 - beta : 1;
    const x = [Math.sqrt(omega / variance - leastOmega), angleOf(beta), angleOf(reaction / room)];
    if (shape.hasMean) x.unshift(mu / Math.sqrt(variance));
    if (shape.isAsymmetric) x.push(angleOf(negativeShare));
    if (shape.isStudent) x.push(angleOf((1 / nu - leastInverse) / inverseRange));
    return Float64Array.from(x);
  }

  /** The value of a coordinate on the edge next to which it lies, or undefined. */
  edgeNear(x: Float64Array, coordinate: number): number | undefined {
    const omegaAt = Number(this.shape.hasMean);
    if (coordinate < omegaAt) return undefined;
    const value = x[coordinate]!;
    if (coordinate === omegaAt) return Math.abs(value) < nearOmega ? 0 : undefined;
    const edge = Math.round(value / (Math.PI / 2));
    return Math.abs(value - edge * (Math.PI / 2)) < nearEdge ? edge * (Math.PI / 2) : undefined;
  }

  /**
   * Copies of a point that matter when a coordinate leaves its edge: without a reaction its share may be any, so the
   * ends and the middle of it.
   */
  variantsOf(x: Float64Array, coordinate: number): Float64Array[] {
    const reactionAt = Number(this.shape.hasMean) + 2;
    if (!this.shape.isAsymmetric || coordinate !== reactionAt) return [x.slice()];
    return [inwardShare, Math.PI / 4, Math.PI / 2 - inwardShare].map((angle) => {
      const variant = x.slice();
      variant[reactionAt + 1] = angle;
      return variant;
    });
  }

  /** A step for differences that is small beside the scale on which the likelihood changes with a coordinate. */
  stepAt(x: Float64Array, coordinate: number): number {
    const isOmega = coordinate === Number(this.shape.hasMean);
    return isOmega ? relativeStep * Math.max(Math.abs(x[coordinate]!), nearOmega) : relativeStep;
  }
}

const leastInverse = 1 / mostNu;
const inverseRange = 1 / leastNu - leastInverse;
/** Angles this near to an edge are within 0.001 of it. */
const nearEdge = 0.03;
/** Roots of omega that add less than `leastOmega`. */
const nearOmega = 1e-3;
const relativeStep = 1e-4;
/** The angle of a share of 0.01. */
const inwardShare = 0.1;

/** Exactly 0 and 1 where they are meant. */
function sineSquare(angle: number): number {
  const sine = Math.sin(angle);
  return Math.abs(sine) < 1e-15 ? 0 : sine * sine;
}

function angleOf(share: number): number {
  return Math.asin(Math.sqrt(share));
}
