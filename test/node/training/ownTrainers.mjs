/** Trainers of one's own, some of them ill-behaved, as workers import them. */

const constant = (value, n) => ({
  kind: 'constant',
  training: { n },
  value,
  toJSON: () => ({ kind: 'constant', version: 1, training: { n }, value }),
});

export const trainConstant = (series, { plus = 0 }) => {
  const prices = series.prices ?? series;
  return constant(prices[prices.length - 1] + plus, prices.length);
};

export const restoreConstant = ({ value, training }) => constant(value, training.n);

export const trainLater = async (series, options) => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  return trainConstant(series, options);
};

export const loopForever = () => {
  for (;;);
};

export const waitForever = () => new Promise(() => {});

export const exitProcess = (_series, { code = 3 }) => process.exit(code);

export const throwLater = () =>
  new Promise(() => {
    setTimeout(() => {
      throw new RangeError('thrown where nobody catches');
    }, 1);
  });

export const fillMemory = () => {
  const filled = [];
  for (;;) filled.push(new Array(1e5).fill(filled.length));
};

export const throwText = () => {
  throw 'only a text';
};

export const throwFields = () => {
  const error = new RangeError('with fields', { cause: new TypeError('deeper') });
  error.size = 3;
  error.callback = () => {};
  throw error;
};

export const giveNothing = () => undefined;

export const giveFunction = () => ({ kind: 'constant', toJSON: () => ({ kind: 'constant', of: () => {} }) });

/** Says that it has begun, and ends when it is told to. */
export const waitForSign = (series, { signs }) => {
  Atomics.store(signs, 0, 1);
  Atomics.wait(signs, 1, 0);
  return trainConstant(series, {});
};

export const ofSeries = (series) => ({
  toJSON: () => ({
    kind: 'seen',
    keys: Object.keys(series),
    isFrozen: Object.isFrozen(series),
    volumes: series.volumes,
    coinId: series.coinId,
  }),
});

export const restoreSeen = (state) => ({ ...state, kind: 'seen' });

export const notAFunction = 7;

let calls = 0;

/** How often this worker was asked. */
export const countCalls = () => {
  calls += 1;
  return constant(calls, 1);
};
