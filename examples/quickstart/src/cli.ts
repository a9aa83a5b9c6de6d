import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { UsageError } from './failure.js';

/** What to do, as the command line says it. */
export interface Settings {
  /** Where prices come from. */
  readonly source:
    | { readonly kind: 'emulator' }
    | { readonly kind: 'live' }
    | { readonly kind: 'csv'; readonly file: string };
  /** The coin asked for; `undefined` for a CSV whose coin was not named. */
  readonly coinId: string | undefined;
  /** How many days back; `undefined` for the whole CSV. */
  readonly days: number | undefined;
  readonly horizon: number;
  readonly order: readonly [number, number, number];
  /** The folder to write to. */
  readonly out: string;
}

interface Flags {
  readonly live?: true;
  readonly csv?: string;
  readonly coin?: string;
  readonly days?: number;
  readonly horizon: number;
  readonly order: readonly [number, number, number];
  readonly out: string;
}

/**
 * Reads the command line: settings, or the help text when that was asked for.
 *
 * @throws UsageError when a flag is unknown or its value cannot be used.
 */
export function parseArguments(argv: readonly string[]): Settings | { readonly help: string } {
  const command = createCommand();
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed') return { help: command.helpInformation() };
    throw new UsageError(sentenceOf(error.message));
  }
  const { live, csv, coin, days, horizon, order, out } = command.opts<Flags>();
  const isCsv = csv !== undefined;
  return {
    source: isCsv ? { kind: 'csv', file: csv } : { kind: live ? 'live' : 'emulator' },
    coinId: coin ?? (isCsv ? undefined : 'bitcoin'),
    days: days ?? (isCsv ? undefined : 30),
    horizon,
    order,
    out,
  };
}

function createCommand(): Command {
  return new Command('npm start --')
    .description(
      'From a coin to an honest forecast: fetches prices, validates them, tests stationarity, trains ARIMA and ' +
        'baselines, evaluates them on held-out data, forecasts, saves the model and writes a report. ' +
        'Without --live or --csv the prices are simulated.',
    )
    .addOption(
      new Option(
        '--live',
        'use the real CoinGecko (COINGECKO_API_KEY and COINGECKO_PLAN are optional)',
      ).conflicts('csv'),
    )
    .option('--csv <file>', 'use a CSV of prices or candles', nonEmpty)
    .option('--coin <id>', "CoinGecko's id of the coin (default: bitcoin)", nonEmpty)
    .option('--days <n>', 'how many days back (default: 30; with --csv the whole file)', positiveInteger)
    .option('--horizon <n>', 'how many steps to hold out, and to forecast', positiveInteger, 24)
    .addOption(
      new Option('--order <p,d,q>', 'the orders of the ARIMA')
        .argParser(arimaOrder)
        .default([5, 1, 0], '5,1,0'),
    )
    .option('--out <dir>', 'where report.html and model.json.gz go', nonEmpty, 'out')
    .helpOption('--help', 'show this')
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} });
}

function nonEmpty(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('not be empty');
  return text;
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('be a whole number of at least 1');
}

function arimaOrder(text: string): readonly [number, number, number] {
  const [p, d, q] = /^\d+,\d+,\d+$/.test(text) ? text.split(',').map(Number) : [];
  if (p !== undefined && d !== undefined && q !== undefined && p <= 50 && d <= 2 && q <= 50) return [p, d, q];
  throw new InvalidArgumentError('be p,d,q such as 5,1,0, with p and q up to 50 and d up to 2');
}

/** One sentence of commander's message, which may have a suggestion on a line of its own. */
function sentenceOf(message: string): string {
  const invalid = /^error: option '(--\w+).*' argument '(.*)' is invalid\. (.+)$/s.exec(message);
  if (invalid !== null) return `${invalid[1]} must ${invalid[3]}, got "${invalid[2]}".`;
  const text = message
    .replace(/^error: /, '')
    .replaceAll(/\s+/g, ' ')
    .replace('. Expected', ': expected')
    .replace(/\.$/, '');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}; npm start -- --help shows what is known.`;
}
