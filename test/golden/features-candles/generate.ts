/**
 * Candles for the golden values of features: 320 hours of the project's own simulated market, eight moves each, some
 * without volume and some without range, prices to the cent.
 *
 * node --import tsx generate.ts > cases.json
 */
import { createRandomStream } from '../../../src/math/index.js';
import { simulateMarket } from '../../../src/testing/market/simulateMarket.js';

const length = 320;
const moves = 8;
const stepMs = 3_600_000 / moves;
const { prices } = simulateMarket({ seed: 20260107, length: moves * length + 1, stepMs, startPrice: 3000 });
const stream = createRandomStream(20260107);
const cents = (price: number) => Math.round(100 * price) / 100;

const candles = Array.from({ length }, (_, hour) => {
  const still = hour % 53 === 52;
  const path = [...prices.subarray(moves * hour, moves * hour + moves + 1)].map((price) =>
    cents(still ? prices[moves * hour]! : price),
  );
  const volume = hour % 71 === 70 ? 0 : Math.round(1000 * Math.exp(stream.normal()));
  return {
    open: path[0]!,
    high: Math.max(...path),
    low: Math.min(...path),
    close: path[moves]!,
    volume,
  };
});

console.log(
  JSON.stringify({
    timestamps: candles.map((_, hour) => Date.UTC(2024, 0, 1) + 3_600_000 * hour),
    opens: candles.map(({ open }) => open),
    highs: candles.map(({ high }) => high),
    lows: candles.map(({ low }) => low),
    closes: candles.map(({ close }) => close),
    volumes: candles.map(({ volume }) => volume),
  }),
);
