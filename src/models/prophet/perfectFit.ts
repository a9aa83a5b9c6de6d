import { DegenerateSeriesError } from '../../errors/index.js';

/** The model passes through every observation, so that the likelihood has no maximum. @internal */
export function perfectFit(n: number): DegenerateSeriesError {
  return new DegenerateSeriesError({
    message:
      `The model fits all ${n} observations without error: there is no noise to make intervals from. ` +
      'Give a longer series, fewer changepoints or lower Fourier orders.',
    reason: 'perfect-fit',
  });
}
