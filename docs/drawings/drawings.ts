import { backtestFolds } from './backtestFolds.js';
import { intervalCoverage } from './intervalCoverage.js';
import { naiveAgainstModels } from './naiveAgainstModels.js';
import { registryJournal } from './registryJournal.js';
import { scalingOut } from './scalingOut.js';
import { whatAFeatureSees } from './whatAFeatureSees.js';

/** The drawings of the guides, by the names of their files in `docs/assets`. */
export const drawings: Readonly<Record<string, () => Promise<string>>> = {
  'backtest-folds.svg': backtestFolds,
  'interval-coverage.svg': intervalCoverage,
  'naive-against-models.svg': naiveAgainstModels,
  'registry-journal.svg': registryJournal,
  'scaling-out.svg': scalingOut,
  'what-a-feature-sees.svg': whatAFeatureSees,
};
