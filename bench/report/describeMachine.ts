import { cpus, totalmem, type } from 'node:os';
import type { Machine } from './BenchReport.js';

/** What a reader needs to judge times by, and nothing that tells whose machine it is. */
export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${process.arch}`,
    node: process.version,
  };
}
