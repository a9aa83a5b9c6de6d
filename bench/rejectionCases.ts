/** What the simulation of size and power asks: which test of which series. */

import {
  type AdfTestOptions,
  type ArchLmTestOptions,
  adfTest,
  archLmTest,
  detectSeasonality,
  jarqueBeraTest,
  type KpssTestOptions,
  kpssTest,
  type LjungBoxTestOptions,
  ljungBoxTest,
  type PpTestOptions,
  ppTest,
  type VarianceRatioTestOptions,
  varianceRatioTest,
  type ZivotAndrewsTestOptions,
  zivotAndrewsTest,
} from 'coincast';
import {
  around,
  autoregression,
  autoregressiveResiduals,
  exponentialNoise,
  garchNoise,
  movingAverage,
  type Process,
  studentNoise,
  sumOf,
  whiteNoise,
} from './simulatedProcesses.js';

/** Whether a test of one series rejects at a level. */
export type Rejection = (alpha: number) => boolean;

/** One way to run one test. */
export interface TestCase {
  readonly label: string;
  readonly run: (x: Float64Array) => Rejection;
}

/** Tests that are all asked the same of one process. */
export interface RejectionCase {
  readonly series: string;
  readonly process: Process;
  readonly tests: readonly TestCase[];
  /** A slow search gets a fifth of the replications. */
  readonly isSlow?: boolean;
}

const adf = (label: string, options: AdfTestOptions): TestCase => ({
  label: `\`adfTest\` ${label}`,
  run: (x) => adfTest(x, options).rejectAt,
});
const adfByCriticalValues = (label: string, options: AdfTestOptions): TestCase => ({
  label: `\`adfTest\` ${label}, by \`criticalValues\``,
  run: (x) => {
    const { statistic, criticalValues } = adfTest(x, options);
    return (level) => statistic < criticalValues.find(({ alpha }) => alpha === level)!.value;
  },
});
const kpss = (label: string, options: KpssTestOptions): TestCase => ({
  label: `\`kpssTest\` ${label}`,
  run: (x) => kpssTest(x, options).rejectAt,
});
const pp = (label: string, options: PpTestOptions): TestCase => ({
  label: `\`ppTest\` ${label}`,
  run: (x) => ppTest(x, options).rejectAt,
});
const zivotAndrews = (label: string, options: ZivotAndrewsTestOptions): TestCase => ({
  label: `\`zivotAndrewsTest\` ${label}`,
  run: (x) => zivotAndrewsTest(x, options).rejectAt,
});
const varianceRatio = (label: string, options: VarianceRatioTestOptions): TestCase => ({
  label: `\`varianceRatioTest\` ${label}`,
  run: (x) => varianceRatioTest(x, options).rejectAt,
});
const ljungBox = (label: string, options: LjungBoxTestOptions): TestCase => ({
  label: `\`ljungBoxTest\` ${label}`,
  run: (x) => ljungBoxTest(x, options).rejectAt,
});
const archLm = (label: string, options: ArchLmTestOptions): TestCase => ({
  label: `\`archLmTest\` ${label}`,
  run: (x) => archLmTest(x, options).rejectAt,
});
const archF = (label: string, options: ArchLmTestOptions): TestCase => ({
  label: `\`archLmTest\` ${label}, by \`fPValue\``,
  run: (x) => {
    const { fPValue } = archLmTest(x, options);
    return (alpha) => fPValue <= alpha;
  },
});
const jarqueBera: TestCase = { label: '`jarqueBeraTest`', run: (x) => jarqueBeraTest(x).rejectAt };
const seasonality: TestCase = {
  label: '`detectSeasonality`',
  run: (x) => (alpha) => detectSeasonality(x, { alpha }).isSeasonal,
};

const adfDrift = [
  adf('drift, 1 lag', { lags: 1 }),
  adf('drift, cube-root', {}),
  adf('drift, aic', { lags: 'aic' }),
];
const adfTrend = [
  adf('trend, 1 lag', { regression: 'trend', lags: 1 }),
  adf('trend, aic', { regression: 'trend', lags: 'aic' }),
];
const ppDrift = [pp('drift, z-tau', {}), pp('drift, z-alpha', { type: 'z-alpha' })];
const zivotAndrewsKinds = [
  zivotAndrews('level, 1 lag', { breakIn: 'level', lags: 1 }),
  zivotAndrews('trend, 1 lag', { breakIn: 'trend', lags: 1 }),
  zivotAndrews('both, 1 lag', { breakIn: 'both', lags: 1 }),
];
const varianceRatios = [
  varianceRatio('2 steps', { horizons: 2 }),
  varianceRatio('2 steps, not robust', { horizons: 2, robust: false }),
  varianceRatio('2, 4, 8, 16 steps', {}),
  varianceRatio('2, 4, 8, 16 steps, not robust', { robust: false }),
];
const kpssLevel = [kpss('level, short', {}), kpss('level, auto', { lags: 'auto' })];
const kpssBoth = [
  ...kpssLevel,
  kpss('level, long', { lags: 'long' }),
  kpss('trend, short', { regression: 'trend' }),
];
const ljungBox10 = ljungBox('10 lags', { lags: 10 });
const archLm5 = archLm('5 lags', { lags: 5 });

const line = (time: number) => 0.1 * time;
const shiftInTheMiddle = (time: number, n: number) => (2 * time < n ? 0 : 5);
const season = (time: number) => 0.5 * Math.sin((Math.PI * time) / 6);
const garch = garchNoise(0.1, 0.85);

/** The null hypothesis is true: rejections are errors. */
export const sizeCases: readonly RejectionCase[] = [
  {
    series: 'random walk',
    process: sumOf(whiteNoise),
    tests: [
      adf('none, 1 lag', { regression: 'none', lags: 1 }),
      adf('none, aic', { regression: 'none', lags: 'aic' }),
      ...adfDrift,
      adf('drift, bic', { lags: 'bic' }),
      adf('drift, t-stat', { lags: 't-stat' }),
      ...adfTrend,
      adf('trend, cube-root, interpolation', { regression: 'trend', pValueMethod: 'interpolation' }),
      adfByCriticalValues('drift, 1 lag', { lags: 1 }),
      adfByCriticalValues('trend, 1 lag', { regression: 'trend', lags: 1 }),
      ...ppDrift,
      pp('trend, z-tau', { regression: 'trend' }),
      pp('trend, z-alpha', { regression: 'trend', type: 'z-alpha' }),
      ...zivotAndrewsKinds,
      zivotAndrews('level, aic', {}),
      ...varianceRatios,
    ],
  },
  {
    series: 'random walk with GARCH steps',
    process: sumOf(garch),
    tests: [adfDrift[0]!, ppDrift[0]!, zivotAndrewsKinds[0]!, ...varianceRatios],
  },
  {
    series: 'sum of MA(1), -0.8',
    process: sumOf(movingAverage(-0.8)),
    tests: [
      ...adfDrift,
      adf('drift, t-stat', { lags: 't-stat' }),
      adf('drift, schwert', { lags: 'schwert' }),
      ...ppDrift,
    ],
  },
  { series: 'sum of MA(1), 0.5', process: sumOf(movingAverage(0.5)), tests: [...adfDrift, ...ppDrift] },
  {
    series: 'white noise',
    process: whiteNoise,
    tests: [
      ...kpssBoth,
      ljungBox10,
      archLm5,
      archLm('10 lags', { lags: 10 }),
      archF('10 lags', { lags: 10 }),
      jarqueBera,
    ],
  },
  { series: 'AR(1), 0.5', process: autoregression(0.5), tests: kpssBoth },
  { series: 'AR(1), 0.8', process: autoregression(0.8), tests: kpssBoth },
  {
    series: 'residuals of a fitted AR(1), 0.5',
    process: autoregressiveResiduals(autoregression(0.5)),
    tests: [
      ljungBox('10 lags, `modelDf` 1', { lags: 10, modelDf: 1 }),
      archLm('5 lags, `modelDf` 1', { lags: 5, modelDf: 1 }),
      jarqueBera,
    ],
  },
  { series: 'GARCH noise', process: garch, tests: [kpssLevel[0]!, ljungBox10] },
  ...(
    [
      ['white noise', whiteNoise],
      ['AR(1), 0.8', autoregression(0.8)],
      ['random walk', sumOf(whiteNoise)],
      ['GARCH noise', garch],
    ] as const
  ).map(([series, process]) => ({ series, process, tests: [seasonality], isSlow: true })),
];

/** The null hypothesis is false: rejections are right. */
export const powerCases: readonly RejectionCase[] = [
  {
    series: 'AR(1), 0.9',
    process: autoregression(0.9),
    tests: [adf('none, 1 lag', { regression: 'none', lags: 1 }), ...adfDrift, ...ppDrift],
  },
  { series: 'AR(1), 0.95', process: autoregression(0.95), tests: [...adfDrift, ...ppDrift] },
  {
    series: 'line and AR(1), 0.9',
    process: around(line, autoregression(0.9)),
    tests: [...adfTrend, pp('trend, z-tau', { regression: 'trend' })],
  },
  {
    series: 'level shift of 5 and AR(1), 0.5',
    process: around(shiftInTheMiddle, autoregression(0.5)),
    tests: [adfDrift[0]!, ...zivotAndrewsKinds],
  },
  { series: 'random walk', process: sumOf(whiteNoise), tests: kpssBoth },
  {
    series: 'white noise and 0.1 random walk',
    process: (n, stream) => {
      const walk = sumOf(whiteNoise)(n, stream);
      return around((time) => 0.1 * walk[time]!, whiteNoise)(n, stream);
    },
    tests: kpssBoth,
  },
  { series: 'sum of AR(1), 0.2', process: sumOf(autoregression(0.2)), tests: varianceRatios },
  { series: 'sum of AR(1), -0.2', process: sumOf(autoregression(-0.2)), tests: varianceRatios },
  { series: 'AR(1), 0.2', process: autoregression(0.2), tests: [ljungBox10] },
  { series: 'ARCH(1), 0.3', process: garchNoise(0.3, 0), tests: [archLm5] },
  { series: 'GARCH(1, 1), 0.1 and 0.85', process: garch, tests: [archLm5, jarqueBera] },
  { series: 't of 5 degrees of freedom', process: studentNoise(5), tests: [jarqueBera] },
  { series: 'exponential', process: exponentialNoise, tests: [jarqueBera] },
  {
    series: 'sine of period 12, size 0.5, and white noise',
    process: around(season, whiteNoise),
    tests: [seasonality],
    isSlow: true,
  },
  {
    series: 'the same sine and a random walk',
    process: around(season, sumOf(whiteNoise)),
    tests: [seasonality],
    isSlow: true,
  },
];

/** What `assessStationarity` is asked to judge. */
export const verdictCases: readonly Pick<RejectionCase, 'series' | 'process'>[] = [
  { series: 'white noise', process: whiteNoise },
  { series: 'AR(1), 0.5', process: autoregression(0.5) },
  { series: 'AR(1), 0.9', process: autoregression(0.9) },
  { series: 'line and AR(1), 0.5', process: around(line, autoregression(0.5)) },
  {
    series: 'season of 12, size 2, and white noise',
    process: around((time) => 4 * season(time), whiteNoise),
  },
  { series: 'random walk', process: sumOf(whiteNoise) },
  { series: 'random walk with drift 0.2', process: around((time) => 0.2 * time, sumOf(whiteNoise)) },
  {
    series: 'prices: exponential of a GARCH walk, 2% a step',
    process: (n, stream) => sumOf(garch)(n, stream).map((level) => 100 * Math.exp(0.02 * level)),
  },
  { series: 'level shift of 5 and AR(1), 0.5', process: around(shiftInTheMiddle, autoregression(0.5)) },
];
