import { createRandomStream } from '../../src/math/index.js';
import { canonicalJson } from '../../src/persistence/canonicalJson.js';
import { gzipText } from '../../src/persistence/gzip.js';
import { sha256 } from '../../src/persistence/sha256.js';

/** A stored model that was damaged or forged, and how. */
export interface MutatedModel {
  readonly how: string;
  readonly source: string | Uint8Array;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Where a value stands: in this array or object, under this key. */
interface Place {
  readonly parent: { [key: string | number]: Json };
  readonly key: string | number;
}

/**
 * An endless, seeded supply of damaged and forged models made of stored ones: flipped bits, cuts and splices of the
 * text or of its gzipped bytes; values of other types, huge and tiny numbers, missing, unknown, repeated and reserved
 * keys, grafts from other models, long arrays and deep nesting, half of them with the checksum made anew.
 */
export function createModelMutator(texts: readonly string[], seed: number): () => Promise<MutatedModel> {
  const random = createRandomStream(seed);
  const below = (n: number) => Math.floor(random.uniform() * n);
  const oneOf = <T>(values: readonly T[]): T => values[below(values.length)]!;

  const strangeValues: readonly (() => Json)[] = [
    ...[null, true, false, '', 'NaN', '__proto__', '\u0000', '\ud800'].map((value) => () => value),
    ...[0, -0, 1, -1, 0.5, 2, 3, 7, 24, 1e3, 1e5, 1e9, 2 ** 31, 2 ** 32, 2 ** 53, 1e17].map((v) => () => v),
    ...[1e100, 1e154, 1e155, 1e300, Number.MAX_VALUE, 1e-9, 1e-160, 5e-324].map((v) => () => v),
    ...[-1e9, -1e155, -Number.MAX_VALUE, -5e-324].map((v) => () => v),
    () => [],
    () => ({}),
    () => [[]],
    () => new Array(oneOf([1, 2, 24, 1000, 20_000])).fill(oneOf([0, 1, -1, 1e9, null, 'x'])),
    () => 'A'.repeat(oneOf([1, 4, 8, 1000, 100_000])),
    () => nested(oneOf([2, 20, 60, 63])),
    () => random.normal(),
    () => 10 ** (308 * (2 * random.uniform() - 1)),
  ];

  function placesIn(root: Json): Place[] {
    const places: Place[] = [];
    const visit = (parent: Place['parent']) => {
      for (const key of Object.keys(parent)) {
        places.push({ parent, key });
        const value = parent[key]!;
        if (typeof value === 'object' && value !== null) visit(value as Place['parent']);
      }
    };
    visit(root as Place['parent']);
    return places;
  }

  const edits: Readonly<Record<string, (place: Place, other: Json) => void>> = {
    'another value': ({ parent, key }) => {
      parent[key] = oneOf(strangeValues)();
    },
    'a number changed': ({ parent, key }) => {
      const value = parent[key];
      if (typeof value !== 'number') return;
      parent[key] = finite(
        oneOf([-value, value + 1, value - 1, value * 1e6, value / 1e6, value * 1e300, 0, ~~value]),
      );
    },
    'a value missing': ({ parent, key }) => {
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[key];
    },
    'an unknown key': ({ parent }) => {
      if (!Array.isArray(parent))
        parent[oneOf(['extra', '', 'constructor', 'prototype', 'toString', 'length'])] = 1;
    },
    'an array repeated': ({ parent, key }) => {
      const value = parent[key];
      if (!Array.isArray(value) || value.length === 0) return;
      const times = Math.min(oneOf([2, 3, 50, 1000]), Math.ceil(20_000 / value.length));
      parent[key] = Array.from({ length: times }, () => value).flat();
    },
    'an array shuffled': ({ parent, key }) => {
      const value = parent[key];
      if (!Array.isArray(value)) return;
      parent[key] = value.map(() => oneOf(value));
    },
    'a text cut or repeated': ({ parent, key }) => {
      const value = parent[key];
      if (typeof value === 'string')
        parent[key] = oneOf([value.slice(1), value.slice(0, below(value.length)), value + value]);
    },
    'a graft': ({ parent, key }, other) => {
      const donor = oneOf(placesIn(other));
      parent[key] = donor.parent[donor.key]!;
    },
    'a state within': ({ parent, key }, other) => {
      parent[key] = (other as { state: Json }).state;
    },
  };

  /** JSON of an edited model; sealed, every other one has a right checksum. */
  async function edited(text: string): Promise<MutatedModel> {
    const { sha256: old, ...content } = JSON.parse(text) as { [key: string]: Json };
    const names: string[] = [];
    for (let count = 1 + (random.uniform() < 0.3 ? below(4) : 0); count > 0; count--) {
      const name = oneOf(Object.keys(edits));
      const places = placesIn(content);
      if (places.length === 0) break;
      edits[name]!(oneOf(places), JSON.parse(oneOf(texts)) as Json);
      names.push(name);
    }
    const isSealed = random.uniform() < 0.8;
    const checksum = isSealed ? await sealOf(content) : old;
    return {
      how: `${names.join(', ')}${isSealed ? ', sealed' : ''}`,
      source: JSON.stringify({ ...content, sha256: checksum }),
    };
  }

  const scars: Readonly<Record<string, (text: string) => string>> = {
    'a repeated key': (text) =>
      text.replace(pickKey(text), (found) => `${found}${oneOf(['1', 'null', '[]', '"a"'])},${found}`),
    'a __proto__ key': (text) => {
      const at = pick(text, '{');
      const key = oneOf(['"__proto__"', '"\\u005f_proto__"']);
      return `${text.slice(0, at + 1)}${key}:${oneOf(['{"polluted":1}', '1', 'null'])}${text[at + 1] === '}' ? '' : ','}${text.slice(at + 1)}`;
    },
    'deep nesting': (text) => {
      const depth = oneOf([70, 1000, 100_000]);
      const [open, close] = oneOf([
        ['[', ']'],
        ['{"a":', '}'],
      ] as const);
      const found = pickKey(text);
      return text.replace(
        found,
        () => `${found}${open.repeat(depth)}1${random.uniform() < 0.5 ? close.repeat(depth) : ''},"b":`,
      );
    },
    'a huge number': (text) =>
      text.replace(
        pickNumber(text),
        () =>
          `:${oneOf(['1e999', '-1e999', '9'.repeat(400), `0.${'0'.repeat(400)}1`, '1e-999', `1${'0'.repeat(50_000)}`])}`,
      ),
    'a splice': (text) => {
      const at = below(text.length);
      return text.slice(0, at) + oneOf(texts).slice(at) + (random.uniform() < 0.2 ? oneOf(texts) : '');
    },
    'a cut': (text) => text.slice(0, below(text.length)),
    'a unit put in': (text) => {
      const at = below(text.length);
      return (
        text.slice(0, at) +
        String.fromCharCode(oneOf([below(128), below(65_536)])) +
        text.slice(at + below(2))
      );
    },
  };

  function pick(text: string, unit: string): number {
    const from = text.indexOf(unit, below(text.length));
    return from < 0 ? text.indexOf(unit) : from;
  }

  function pickKey(text: string): string {
    return oneOf(text.match(/"\w+":/g) ?? ['"sha256":']);
  }

  function pickNumber(text: string): string {
    return oneOf(text.match(/:-?\d[\d.e+-]*/g) ?? [':1']);
  }

  function damagedBytes(whole: Uint8Array): MutatedModel {
    const bytes = Uint8Array.from(whole);
    if (random.uniform() < 0.2)
      return { how: 'bytes cut off', source: bytes.subarray(0, below(bytes.length)) };
    for (let count = 1 + below(8); count > 0; count--) bytes[below(bytes.length)]! ^= 1 << below(8);
    return { how: 'bits flipped', source: bytes };
  }

  return async () => {
    const text = oneOf(texts);
    const choice = random.uniform();
    if (choice < 0.1) return damagedBytes(new TextEncoder().encode(text));
    if (choice < 0.2) return damagedBytes(await gzipText(text));
    const { how, source } =
      choice < 0.35
        ? (([name, scar]) => ({ how: name, source: scar(text) }))(oneOf(Object.entries(scars)))
        : await edited(text);
    if (random.uniform() < 0.8) return { how, source };
    return { how: `${how}, gzipped`, source: await gzipText(source as string) };
  };
}

/** The checksum as a forger makes it: what has no canonical form gets some other one. */
async function sealOf(content: { readonly [key: string]: Json }): Promise<string> {
  try {
    return await sha256(canonicalJson(content));
  } catch {
    return '0'.repeat(64);
  }
}

function nested(levels: number): Json {
  return levels === 0 ? 1 : [nested(levels - 1)];
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.MAX_VALUE;
}
