/** ARIMA of given orders, side by side with npm `arima` (the WASM port of ctsa), on simulated hourly prices. */

import Ctsa from 'arima';
import { trainArima } from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { sideBySide } from './sideBySide.js';

const prices = simulateMarket({ seed: 7, length: 720 }).prices;
const observations = Array.from(prices);
const orders = [
  [5, 1, 0],
  [2, 1, 2],
  [1, 1, 1],
  [0, 1, 1],
] as const;

console.log('ARIMA at 720 points: median ms, and how many times as long as coincast');
for (const [p, d, q] of orders) {
  const timings = sideBySide([
    { name: 'coincast', run: () => trainArima(prices, { order: [p, d, q] }) },
    { name: 'arima', run: () => new Ctsa({ p, d, q, method: 0, verbose: false }).train(observations) },
  ]);
  for (const { name, medianMs, ratio } of timings) {
    console.log(
      `(${p},${d},${q})  ${name.padEnd(10)} ${medianMs.toFixed(3).padStart(9)} ms  ${ratio.toFixed(1)}`,
    );
  }
}
