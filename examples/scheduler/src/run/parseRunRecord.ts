import * as z from 'zod';
import type { CoinRecord, RunRecord, RunSummary } from './RunRecord.js';

const alert = { kind: z.string(), coin: z.string(), detail: z.string(), since: z.number() };

/** What the next run goes on from; the rest is for people. */
const summarySchema = z.looseObject({
  type: z.literal('run'),
  run: z.string(),
  scheduledFor: z.number(),
  startedAt: z.number(),
  endedAt: z.number(),
  coins: z.record(z.enum(['promoted', 'kept', 'unchanged', 'failed']), z.number()),
  alerts: z.object({
    active: z.array(z.looseObject({ ...alert, told: z.record(z.string(), z.number()) })),
    recovered: z.array(z.looseObject({ ...alert, untold: z.array(z.string()) })),
    sent: z.record(z.string(), z.array(z.number())),
  }),
});

const coinSchema = z.looseObject({
  type: z.literal('coin'),
  coin: z.string(),
  status: z.enum(['promoted', 'kept', 'unchanged', 'failed']),
  why: z.string(),
});

/** The record that a text holds; `undefined` where it is none, is not whole, or is another run's. */
export function parseRunRecord(run: string, text: string): RunRecord | undefined {
  let lines: unknown[];
  try {
    lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  } catch {
    return undefined;
  }
  const summary = summarySchema.safeParse(lines.pop());
  if (summary.data?.run !== run) return undefined;
  if (!lines.every((line) => coinSchema.safeParse(line).success)) return undefined;
  return { summary: summary.data as unknown as RunSummary, coins: lines as CoinRecord[] };
}
