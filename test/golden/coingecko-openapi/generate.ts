/**
 * Extracts the response schemas of the endpoints the client uses from CoinGecko's OpenAPI files, structure
 * alone, and prints them as JSON. The files `demo-api.json` and `pro-api.json` of
 * coingecko/coingecko-api-oas@83d7556 are read from the folder given as argument or in COINGECKO_OAS, else
 * from `../shared/oas`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder =
  process.argv[2] ?? process.env['COINGECKO_OAS'] ?? join(import.meta.dirname, '../../../../shared/oas');

/** Each endpoint, and the file that has it. */
const endpoints = {
  '/ping': 'demo',
  '/key': 'pro',
  '/simple/price': 'demo',
  '/simple/supported_vs_currencies': 'demo',
  '/coins/list': 'demo',
  '/coins/markets': 'demo',
  '/coins/{id}/market_chart': 'demo',
  '/coins/{id}/market_chart/range': 'demo',
  '/coins/{id}/ohlc': 'demo',
  '/coins/{id}/ohlc/range': 'pro',
  '/search': 'demo',
} as const;

type Json = Readonly<Record<string, unknown>>;

const structural = ['type', 'format', 'nullable', 'required', 'properties', 'additionalProperties', 'items'];

const files = { demo: read('demo-api.json'), pro: read('pro-api.json') };
const schemas = Object.fromEntries(
  Object.entries(endpoints).map(([path, file]) => [path, responseSchema(files[file], path)]),
);
const source = { repository: 'coingecko/coingecko-api-oas', commit: '83d7556', license: 'MIT' };
console.log(JSON.stringify({ source, schemas }, undefined, 1));

function read(name: string): Json {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

function responseSchema(file: Json, path: string): unknown {
  const response = at(file, ['paths', path, 'get', 'responses', '200', 'content', 'application/json']);
  return structureOf(file, response['schema'] as Json);
}

function structureOf(file: Json, schema: Json): unknown {
  const reference = schema['$ref'];
  if (typeof reference === 'string') return structureOf(file, at(file, reference.split('/').slice(1)));
  return Object.fromEntries(
    structural
      .filter((keyword) => keyword in schema)
      .map((keyword) => [keyword, keep(file, keyword, schema[keyword])]),
  );
}

function keep(file: Json, keyword: string, value: unknown): unknown {
  if (keyword === 'properties') {
    const properties = Object.entries(value as Record<string, Json>);
    return Object.fromEntries(properties.map(([name, property]) => [name, structureOf(file, property)]));
  }
  const holdsSchema =
    keyword === 'items' || (keyword === 'additionalProperties' && typeof value === 'object');
  return holdsSchema ? structureOf(file, value as Json) : value;
}

function at(value: unknown, path: readonly string[]): Json {
  return path.reduce<unknown>((inner, name) => (inner as Json)[name], value) as Json;
}
