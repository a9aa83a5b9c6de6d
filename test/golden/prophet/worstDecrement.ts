import { type ProphetParameters, type StanData, smoothLogPosterior } from './literalLogPosterior.js';

/**
 * What the log-posterior would gain at most if one parameter alone moved to its best place, by finite differences of
 * the literal one: 0 at the optimum. The prior of the changepoints, which has a corner, is not differentiated but
 * minimised over in closed form.
 */
export function worstDecrement(
  data: StanData,
  parameters: ProphetParameters,
): { readonly parameter: string; readonly decrement: number } {
  const { k, m, sigma } = parameters;
  const delta = Float64Array.from(parameters.delta);
  const beta = Float64Array.from(parameters.beta);
  const replaced = (list: Float64Array, j: number, value: number) =>
    list.map((each, i) => (i === j ? value : each));
  const at = (changed: Partial<ProphetParameters>) =>
    smoothLogPosterior(data, { k, m, sigma, delta, beta, ...changed });
  const movable = [
    { parameter: 'k', value: k, move: (value: number) => at({ k: value }) },
    { parameter: 'm', value: m, move: (value: number) => at({ m: value }) },
    { parameter: 'sigma', value: sigma, move: (value: number) => at({ sigma: value }) },
    ...Array.from(delta, (value, j) => ({
      parameter: `delta ${j}`,
      value,
      move: (to: number) => at({ delta: replaced(delta, j, to) }),
      slope: 1 / data.tau,
    })),
    ...Array.from(beta, (value, j) => ({
      parameter: `beta ${j}`,
      value,
      move: (to: number) => at({ beta: replaced(beta, j, to) }),
    })),
  ];
  const decrements = movable.map(({ parameter, value, move, ...prior }) => {
    const { gradient, curvature } = differences(move, value);
    return { parameter, decrement: gain(gradient, curvature, value, 'slope' in prior ? prior.slope : 0) };
  });
  return decrements.reduce((worst, each) => (each.decrement > worst.decrement ? each : worst));
}

/** Derivatives from steps so long that the function changes by about 1e-4, far above rounding. */
function differences(of: (value: number) => number, value: number) {
  const centre = of(value);
  let step = 1e-5 * Math.max(Math.abs(value), 1e-3);
  for (let attempt = 0; ; attempt++) {
    const [below, above] = [of(value - step), of(value + step)];
    const curvature = -(above - 2 * centre + below) / step ** 2;
    const wanted = Math.min(1, Math.sqrt(1e-4 / Math.abs(curvature)));
    if ((wanted < 2 * step && wanted > step / 2) || attempt === 20) {
      return { gradient: (above - below) / (2 * step), curvature };
    }
    step = Math.min(10 * step, Math.max(step / 10, wanted));
  }
}

/** The most that gradient·d - curvature·d²/2 - slope·(|value + d| - |value|) comes to. */
function gain(gradient: number, curvature: number, value: number, slope: number): number {
  const centre = value + gradient / curvature;
  const best = Math.sign(centre) * Math.max(0, Math.abs(centre) - slope / curvature);
  const d = best - value;
  return gradient * d - (curvature * d ** 2) / 2 - slope * (Math.abs(best) - Math.abs(value));
}
