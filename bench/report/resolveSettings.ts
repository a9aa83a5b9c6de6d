import type { Settings } from './defineBenchmark.js';

/** Thrown where an option is not one of the benchmark, or is no number. */
export class UsageError extends Error {}

/** `soakSeconds` is the option `--soak-seconds`. */
export function optionName(setting: string): string {
  return setting.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/**
 * The settings of a run: the option of the command line, else `BENCH_<BENCHMARK>_<NAME>`, else `BENCH_<NAME>`, else the
 * default.
 *
 * @throws {@link UsageError} when the benchmark has no such option, or a number is none.
 */
export function resolveSettings(
  benchmark: string,
  defaults: Settings,
  options: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Record<string, number | string> {
  const given = new Map(options.map(splitOption));
  const known = Object.keys(defaults).map(optionName);
  for (const name of given.keys()) {
    if (known.includes(name)) continue;
    const list = known.length === 0 ? 'none' : known.map((each) => `--${each}`).join(', ');
    throw new UsageError(`${benchmark} has no option --${name}; its options are: ${list}`);
  }
  const settings = Object.entries(defaults).map(([name, otherwise]): [string, number | string] => {
    const variable = variableName(name);
    const asked =
      given.get(optionName(name)) ??
      env[`BENCH_${variableName(benchmark)}_${variable}`] ??
      env[`BENCH_${variable}`];
    if (asked === undefined || typeof otherwise === 'string') return [name, asked ?? otherwise];
    const value = Number(asked);
    if (asked === '' || !(value >= 0) || !Number.isFinite(value)) {
      throw new UsageError(`--${optionName(name)} of ${benchmark} is a number from 0, not ${asked}`);
    }
    return [name, value];
  });
  return Object.fromEntries(settings);
}

function variableName(name: string): string {
  return optionName(name).replaceAll('-', '_').toUpperCase();
}

function splitOption(option: string): [name: string, value: string] {
  const match = /^--([\w-]+)=(.*)$/.exec(option);
  if (match === null) throw new UsageError(`An option is --name=value, not ${option}`);
  return [match[1]!, match[2]!];
}
