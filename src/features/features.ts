import type { Feature } from './Feature.js';
import { logReturnsFeature } from './logReturns.js';
import { rollingMeanFeature } from './rollingMean.js';
import { rollingStandardDeviationFeature } from './rollingStandardDeviation.js';
import { rsiFeature } from './rsi.js';

/** Every feature there is, by name. */
export const features = {
  logReturns: logReturnsFeature,
  rollingMean: rollingMeanFeature,
  rollingStandardDeviation: rollingStandardDeviationFeature,
  rsi: rsiFeature,
} as const satisfies Record<string, Feature<never>>;

/** The name of a feature. */
export type FeatureName = keyof typeof features;

/** One feature with its options, as plain data: `{ feature: 'rsi', period: 14 }`. */
export type FeatureColumnSpec = {
  readonly [Name in FeatureName]: { readonly feature: Name } & Parameters<
    (typeof features)[Name]['warmUp']
  >[0];
}[FeatureName];

/** The columns of a {@link FeatureTable}: a name of your choice for each feature. */
export type FeatureSpec = Readonly<Record<string, FeatureColumnSpec>>;
