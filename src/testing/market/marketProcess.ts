import { createRandomStream, type RandomStream } from '../../math/index.js';
import { createRegimeChain, meanRegimeVariance } from './regimeChain.js';

/** What drives a simulated market. */
export interface MarketProcessOptions {
  readonly seed: number;
  readonly startTimestamp: number;
  readonly stepMs: number;
  readonly startPrice: number;
  readonly annualVolatility: number;
  readonly annualDrift: number;
  /** The time after which half of a deviation from `startPrice` is gone; none for a random walk. */
  readonly reversionHalfLifeMs: number | undefined;
  readonly dailyVolume: number;
}

/** A market that moves on one step at a time; the same options give the same path. */
export interface MarketProcess {
  readonly price: number;
  /** Volume of the last 24 hours. */
  readonly volume24h: number;
  advance(): void;
}

const hourMs = 3_600_000;
const yearHours = 8766;
const warmUpHours = 240;
/** GARCH(1,1) at hourly steps: the pull to the mean an hour, and the weight of the last squared shock. */
const pull = 0.03;
const shockWeight = 0.1;
const jumpsPerHour = 1 / 150;
const jumpSize = 3.2;
const jumpMean = -0.25;
/** A shock is standard normal but for jumps. */
const meanSquaredShock = 1 + jumpsPerHour * (jumpSize ** 2 + jumpMean ** 2);
const greatestVariance = 25;
const dailySwing = 0.3;
const busiestHour = 15;
const volumeMemoryHours = 10;
const volumeSpread = 0.45;

/**
 * Log returns from regimes (a Markov chain of spells), GARCH(1,1) variance, jumps and a daily swing; volume
 * follows volatility.
 *
 * Steps longer than an hour are sums of inner ones. The GARCH weights scale with the inner step as in its
 * diffusion limit (Nelson 1990, J. Econometrics 45, section 3): the pull with the step, the shock weight with
 * its root.
 */
export function createMarketProcess(options: MarketProcessOptions): MarketProcess {
  const innerCount = Math.max(1, Math.ceil(options.stepMs / hourMs - 1e-9));
  const stepHours = options.stepMs / innerCount / hourMs;
  const random = createRandomStream(options.seed);
  const regimeOf = createRegimeChain(random, stepHours);
  const varianceOf = createGarch(stepHours);
  const volume = createVolume(random, stepHours, options.dailyVolume);
  const hourlyVolatility =
    options.annualVolatility / Math.sqrt(yearHours * meanRegimeVariance() * meanSquaredShock);
  const startLogPrice = Math.log(options.startPrice);
  const reversion =
    options.reversionHalfLifeMs === undefined
      ? 0
      : 1 - 0.5 ** ((stepHours * hourMs) / options.reversionHalfLifeMs);
  const warmUpSteps = Math.ceil(warmUpHours / stepHours);
  let hours = options.startTimestamp / hourMs - warmUpSteps * stepHours;
  let logPrice = startLogPrice;
  let shock = 0;

  const advanceInner = () => {
    const regime = regimeOf();
    const swing = 1 + dailySwing * Math.cos((2 * Math.PI * (hours - busiestHour)) / 24);
    const deviation = regime.volatility * Math.sqrt(varianceOf(shock) * swing);
    shock = random.normal();
    if (random.uniform() < jumpsPerHour * stepHours) {
      shock += (jumpSize * random.normal() + jumpMean) / Math.sqrt(stepHours);
    }
    logPrice +=
      ((options.annualDrift + regime.annualDrift) / yearHours) * stepHours +
      hourlyVolatility * deviation * Math.sqrt(stepHours) * shock -
      reversion * (logPrice - startLogPrice);
    volume.add(deviation, Math.abs(shock));
    hours += stepHours;
  };

  for (let step = 0; step < warmUpSteps; step++) advanceInner();
  logPrice = startLogPrice;
  return {
    get price() {
      return Math.exp(logPrice);
    },
    get volume24h() {
      return volume.last24Hours();
    },
    advance() {
      for (let inner = 0; inner < innerCount; inner++) advanceInner();
    },
  };
}

/** Variance relative to its mean of 1, updated with each shock. */
function createGarch(stepHours: number): (shock: number) => number {
  const toMean = pull * stepHours;
  const weight = shockWeight * Math.sqrt(stepHours);
  let variance = 1;
  return (shock) => {
    const surprise = (shock * shock) / meanSquaredShock - 1;
    variance = Math.min(toMean + (1 - toMean + weight * surprise) * variance, greatestVariance);
    return variance;
  };
}

function createVolume(random: RandomStream, stepHours: number, dailyVolume: number) {
  const window = new Float64Array(Math.max(1, Math.round(24 / stepHours)));
  const memory = Math.exp(-stepHours / volumeMemoryHours);
  const noise = volumeSpread * Math.sqrt(1 - memory * memory);
  let position = 0;
  let level = 0;
  let total = 0;
  return {
    add(deviation: number, shockSize: number) {
      level = memory * level + noise * random.normal();
      const activity = deviation ** 0.8 * (0.6 + 0.5 * shockSize);
      const traded = (dailyVolume / window.length) * activity * Math.exp(level);
      total += traded - window[position]!;
      window[position] = traded;
      position = (position + 1) % window.length;
    },
    last24Hours: () => Math.max(0, total),
  };
}
