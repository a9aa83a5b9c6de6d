/**
 * Prints every bit of the forecasts of stored models, before and after further observations, one line a file: the other
 * process of `modelProcesses.test.ts`, and of `compareNodes.mjs` the other version of Node.
 *
 * Arguments: the module that has `loadModel` (built or source), then the files.
 */
import { pathToFileURL } from 'node:url';

const [module, ...paths] = process.argv.slice(2);
const { loadModel } = await import(pathToFileURL(module).href);
for (const path of paths) {
  const model = await loadModel(path);
  process.stdout.write(`${bitsOf(model)},${bitsOf(model.append([60_100.1, 59_999.9]))}\n`);
}

function bitsOf(model) {
  const { timestamps, mean, intervals } = model.forecast({ horizon: 24, levels: [0.5, 0.8, 0.95] });
  const columns = [timestamps, mean, ...intervals.flatMap(({ lower, upper }) => [lower, upper])];
  return columns.map((column) => Buffer.from(column.buffer).toString('hex')).join();
}
