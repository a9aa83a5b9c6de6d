import { describe, expect, it } from 'vitest';
import { deserializeModel, serializeModel } from '../../src/persistence/index.js';
import { resealed } from './envelopes.js';
import { namedModels } from './models.js';

// biome-ignore lint/suspicious/noExplicitAny: states of every kind are edited at places that are theirs alone.
type Edit = (state: any) => void;

/** The model of that name after its state was edited, sealed as a forger would. */
async function forged(name: string, edit: Edit): Promise<string> {
  const [, model] = namedModels.find(([each]) => each === name)!;
  return resealed(await serializeModel(model), (content) => edit(content['state']));
}

describe('a forged model with numbers out of this world', () => {
  it.each<[string, string, Edit]>([
    ['ARIMA(5,1,0)', 'a variance', (state) => Object.assign(state, { sigma2: Number.MAX_VALUE })],
    ['ARIMA(1,0,3)', 'a coefficient', (state) => Object.assign(state, { ma: [-1e299, 0, 0] })],
    ['ETS with factors', 'a season', (state) => Object.assign(state.last.seasonals, [Number.MAX_VALUE])],
    ['ETS with factors', 'a variance', (state) => Object.assign(state, { sigma2: 1e300 })],
    ['Theta', 'a time step', (state) => Object.assign(state.training, { stepMs: Number.MAX_VALUE })],
    ['naive', 'a deviation', (state) => Object.assign(state, { sigma: 1.7e308 })],
    ['drift', 'a slope', (state) => Object.assign(state, { slope: 1.7e308 })],
    [
      'seasonally adjusted',
      'seasons',
      (state) => {
        for (const { terms } of state.seasons) terms.fill(1e308);
      },
    ],
  ])('refuses to forecast: %s with %s', async (name, _what, edit) => {
    const model = await deserializeModel(await forged(name, edit));
    expect(() => model.forecast({ horizon: 24, levels: [0.95] })).toThrow(
      expect.objectContaining({ code: 'invalid-argument', argument: 'horizon' }),
    );
  });

  it.each<[string, string, Edit]>([
    ['ARIMA(1,0,3)', 'a coefficient', (state) => Object.assign(state, { ma: [-1e299, 0, 0] })],
    ['ETS with factors', 'a season', (state) => Object.assign(state.last.seasonals, [Number.MAX_VALUE])],
    ['drift', 'a slope', (state) => Object.assign(state, { slope: 1.7e308 })],
  ])('refuses to forecast means alone: %s with %s', async (name, _what, edit) => {
    const model = await deserializeModel(await forged(name, edit));
    expect(() => model.forecast({ horizon: 24, levels: [] })).toThrow(/since the mean has no finite value/);
  });

  it.each<[string, string, Edit]>([
    ['GJR-GARCH', 'state.nu', (state) => Object.assign(state, { nu: 1e100 })],
    ['combination', 'state.members', (state) => state.members.push(state.members[0])],
    ['conformal', 'state.scores.0', (state) => Object.assign(state.scores, ['f/AA'])],
    ['conformal', 'state.scores.0', (state) => Object.assign(state.scores, ['AAA='])],
    ['conformal', 'state.pending.0.scale', (state) => Object.assign(state.pending[0], { scale: 'AAAA' })],
    ['conformal', 'state.pending.0.ends.0', (state) => Object.assign(state.pending[0].ends, ['f/AA'])],
  ])('is refused: %s at %s', async (name, path, edit) => {
    await expect(deserializeModel(await forged(name, edit))).rejects.toMatchObject({
      name: 'SerializationError',
      path,
    });
  });
});
