/** npm `arima` (the WASM port of ctsa) as a benchmark peer: reads a JSON request a line, answers with one a line. */

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import Ctsa from 'arima';

const series = new Map();
const answers = { version, series: remember, fit };

// What ctsa prints is the only way to learn its estimates.
let printed = '';
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (text) => {
  printed += text;
  return true;
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = answers[request.kind](request);
  } catch (error) {
    answer = { error: String(error?.message ?? error) };
  }
  write(`${JSON.stringify(answer)}\n`);
}

function version() {
  const file = new URL('../../node_modules/arima/package.json', import.meta.url);
  return { version: `npm arima ${JSON.parse(readFileSync(file, 'utf8')).version}` };
}

function remember({ series: name, values }) {
  series.set(name, values);
  return { ready: true };
}

function fit({ series: name, order: [p, d, q], seasonal: [P, D, Q] = [0, 0, 0], period = 0, roundMs }) {
  const values = series.get(name);
  const run = (verbose) => {
    const model = new Ctsa({ p, d, q, P, D, Q, s: period, method: 0, verbose });
    model.train(values);
    model.destroy();
  };
  const cpu = process.cpuUsage();
  const start = performance.now();
  let runs = 0;
  let elapsed = 0;
  do {
    run(false);
    runs += 1;
    elapsed = performance.now() - start;
  } while (elapsed < roundMs && runs < 50);
  const { user, system } = process.cpuUsage(cpu);
  printed = '';
  run(true);
  if (printed.includes('Nonstationary')) throw new Error('not stationary');
  const coefficients = {};
  for (const [, term, value] of printed.matchAll(/^(S?(?:AR|MA)\d+)\s+(\S+)/gm)) {
    // It prints moving averages with the signs of 1 - ma1 B.
    coefficients[term.toLowerCase()] = term.includes('MA') ? -Number(value) : Number(value);
  }
  return { wallMs: elapsed / runs, cpuMs: (user + system) / 1000 / runs, coefficients };
}
