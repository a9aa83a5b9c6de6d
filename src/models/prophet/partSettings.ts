import { defaultPriorScale } from './prophetParts.js';
import type { ComponentMode } from './TrainProphetOptions.js';

/** A part's settings, those that are the defaults left out. @internal */
export function partSettings(
  priorScale: number,
  mode: ComponentMode,
): { readonly mode?: ComponentMode; readonly priorScale?: number } {
  return {
    ...(mode === 'additive' ? {} : { mode }),
    ...(priorScale === defaultPriorScale ? {} : { priorScale }),
  };
}
