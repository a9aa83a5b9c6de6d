import * as z from 'zod/mini';

const column = z.strictObject({
  title: z.string(),
  /** Said in the head of the column. */
  unit: z.optional(z.string()),
  /** Digits after the point; a column without holds text. */
  decimals: z.optional(z.int().check(z.minimum(0), z.maximum(10))),
  /** As 1.2e-9, for what spans many powers of ten. */
  scientific: z.optional(z.literal(true)),
});

/** Rows of figures; `null` where there is none. */
export const benchTable = z
  .strictObject({
    title: z.string(),
    columns: z.array(column),
    rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
    note: z.optional(z.string()),
  })
  .check(
    z.refine(
      ({ columns, rows }) =>
        rows.every(
          (row) =>
            row.length === columns.length &&
            row.every((cell, at) => cell === null || isNumeric(columns[at]!) === (typeof cell === 'number')),
        ),
      'every row has one cell a column, a number where the column has numbers, else text',
    ),
  );

/** How many times as well as a peer coincast did, case by case: above 1 it is the better, below 1 the worse. */
const comparison = z.strictObject({
  what: z.string(),
  peer: z.string(),
  /** What was measured, such as processor time. */
  measure: z.string(),
  cases: z.int().check(z.positive()),
  /** Of how many cases the ratio is above 1. */
  better: z.int().check(z.minimum(0)),
  median: z.number(),
  least: z.number(),
  most: z.number(),
});

/** By how much coincast is ahead of a peer in what is no time, such as a log-likelihood. */
const contest = z.strictObject({
  what: z.string(),
  peer: z.string(),
  /** Differences up to this size count as even. */
  tolerance: z.number().check(z.positive()),
  better: z.int().check(z.minimum(0)),
  even: z.int().check(z.minimum(0)),
  worse: z.int().check(z.minimum(0)),
  /** Cases in which the peer gave no valid result. */
  withoutResult: z.int().check(z.minimum(0)),
  largestLead: z.number(),
  largestDeficit: z.number(),
});

/** A figure and the bound that the project has set itself. */
const goal = z
  .strictObject({
    what: z.string(),
    value: z.number(),
    atLeast: z.optional(z.number()),
    atMost: z.optional(z.number()),
  })
  .check(
    z.refine(
      ({ atLeast, atMost }) => (atLeast === undefined) !== (atMost === undefined),
      'a goal has one bound',
    ),
  );

/** Another program: its version, or why it took no part. */
const peer = z.union([
  z.strictObject({ name: z.string(), version: z.string() }),
  z.strictObject({ name: z.string(), absent: z.string() }),
]);

/** What a benchmark found. */
export const benchReport = z.strictObject({
  peers: z.array(peer),
  comparisons: z.array(comparison),
  contests: z.array(contest),
  goals: z.array(goal),
  tables: z.array(benchTable),
  /** Paragraphs for the reader of the tables. */
  notes: z.array(z.string()),
});

const machine = z.strictObject({
  processor: z.string(),
  cores: z.int(),
  memoryGb: z.int(),
  system: z.string(),
  node: z.string(),
});

const about = {
  benchmark: z.string(),
  title: z.string(),
  /** A race with other programs, the costs of coincast alone, or a study by simulation or of past data. */
  kind: z.enum(['race', 'cost', 'study']),
  /** What is measured, and how. */
  what: z.string(),
  /** The day, UTC. */
  ranOn: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)),
};

/** A result as it is stored in `bench/results`: figures, or why there are none. */
export const benchResult = z.discriminatedUnion('status', [
  z.strictObject({
    ...about,
    status: z.literal('done'),
    seconds: z.number(),
    coincast: z.string(),
    machine,
    /** Simulated in place of public data, or no data of a market at all. */
    data: z.enum(['public', 'simulated', 'none']),
    settings: z.record(z.string(), z.union([z.string(), z.number()])),
    report: benchReport,
  }),
  z.strictObject({ ...about, status: z.literal('left-out'), reason: z.string() }),
  z.strictObject({ ...about, status: z.literal('failed'), reason: z.string() }),
]);

export type Column = z.infer<typeof column>;
export type BenchTable = z.infer<typeof benchTable>;
export type Comparison = z.infer<typeof comparison>;
export type Contest = z.infer<typeof contest>;
export type Peer = z.infer<typeof peer>;
export type BenchReport = z.infer<typeof benchReport>;
export type Machine = z.infer<typeof machine>;
export type BenchResult = z.infer<typeof benchResult>;
export type FinishedResult = Extract<BenchResult, { status: 'done' }>;

export function isNumeric({ decimals, scientific }: Column): boolean {
  return decimals !== undefined || scientific === true;
}
