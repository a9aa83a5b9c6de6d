import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import ajvFormats from 'ajv-formats';

type Schema = Readonly<Record<string, unknown>>;

interface Golden {
  readonly source: { readonly repository: string; readonly commit: string };
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** CoinGecko's own response schemas, by path. */
export const openApi = JSON.parse(
  readFileSync(new URL('../golden/coingecko-openapi/cases.json', import.meta.url), 'utf8'),
) as Golden;

const number = { type: 'number' };
const nullableNumber = { type: 'number', nullable: true };
const tuple = (...items: Schema[]) => ({
  type: 'array',
  items,
  minItems: items.length,
  additionalItems: false,
});
const points = { type: 'array', items: tuple(number, nullableNumber) };
const chart = (schema: Schema) => ({
  ...schema,
  properties: { prices: points, market_caps: points, total_volumes: points },
});
const candles = (schema: Schema) => ({
  ...schema,
  items: tuple(number, number, number, number, number),
});

/** All in which we hold the emulator to something other than CoinGecko's specification says, and why. */
export const differences: readonly {
  readonly why: string;
  readonly paths: readonly string[];
  readonly change: (schema: Schema) => Schema;
}[] = [
  {
    why: 'Points are pairs, which it does not say; null prices and market capitalisations were seen.',
    paths: ['/coins/{id}/market_chart', '/coins/{id}/market_chart/range'],
    change: chart,
  },
  {
    why: 'Candles are five numbers, which it does not say.',
    paths: ['/coins/{id}/ohlc', '/coins/{id}/ohlc/range'],
    change: candles,
  },
  {
    why: 'It names the dollar only, but currencies are as asked for; changes are null where a price is stale.',
    paths: ['/simple/price'],
    change: (schema) => ({
      ...schema,
      additionalProperties: {
        type: 'object',
        properties: { last_updated_at: number },
        patternProperties: {
          '^[a-z]{3,4}(_market_cap|_24h_vol)?$': number,
          '^[a-z]{3,4}_24h_change$': nullableNumber,
        },
        additionalProperties: false,
      },
    }),
  },
  {
    why: 'It lets objects have any further property; the emulator is to have only those it names.',
    paths: Object.keys(openApi.schemas),
    change: closed,
  },
];

function closed(schema: Schema): Schema {
  const { properties, items, additionalProperties } = schema;
  return {
    ...schema,
    ...(isSchema(items) ? { items: closed(items) } : {}),
    ...(isSchema(additionalProperties) ? { additionalProperties: closed(additionalProperties) } : {}),
    ...(isSchema(properties)
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, property]) => [name, closed(property as Schema)]),
          ),
          additionalProperties: false,
        }
      : {}),
  };
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const ajv = ajvFormats.default(new Ajv({ allErrors: true }));
const validators = new Map<string, ValidateFunction>();

/** What is wrong with a response of the endpoint, such as `/coins/{id}/ohlc`; empty if nothing. */
export function schemaErrors(path: string, body: unknown): string[] {
  const validate = validators.get(path) ?? compile(path);
  validators.set(path, validate);
  validate(body);
  return (validate.errors ?? []).slice(0, 5).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function compile(path: string): ValidateFunction {
  const changes = differences.filter(({ paths }) => paths.includes(path));
  return ajv.compile(changes.reduce((schema, { change }) => change(schema), openApi.schemas[path]!));
}
