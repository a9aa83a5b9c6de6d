import type { BenchResult } from './BenchReport.js';
import { renderPage } from './renderPage.js';

/** `docs/accuracy.md`: the competition's series beside what was published, then bitcoin and ether. */
export function renderAccuracy(results: readonly BenchResult[]): string {
  return renderPage(
    {
      title: 'Accuracy',
      introduction: [
        'How good are the forecasts? On the series of a competition whose results are published, so that the scores can be ' +
          'checked; and on prices of bitcoin and ether, where the forecast to beat is that nothing changes. Every figure ' +
          'but the published ones comes from `npm run bench`; how fast it is, beside whom, is among the ' +
          '[benchmarks](benchmarks.md).',
        '- **sMAPE**: the mean of 200 |y − ŷ| / (|y| + |ŷ|), per cent, as the M4 competition has it.\n' +
          '- **MASE**: mean |y − ŷ| over the mean |y[t] − y[t − season]| of the training data, as `accuracy` of R’s forecast ' +
          'has it.\n' +
          '- **OWA**: the mean of sMAPE and MASE, each over that of Naive2, the last value with the season adjusted. Below ' +
          '1 is better than Naive2.\n' +
          '- **Relative error**: the mean absolute error over that of the naive forecast, the last value (`naive` in R). ' +
          'Below 1 is better than doing nothing.\n' +
          '- **Verdict**: what [`compareModels`](evaluation.md) says, by the test of Diebold and Mariano with the correction ' +
          'of Harvey, Leybourne and Newbold (`dm.test` in R), p-values corrected for the number of models after Holm.\n' +
          '- **Coverage**: the share of prices within the intervals of a level. Ideal is the level itself.',
      ],
    },
    results,
  );
}
