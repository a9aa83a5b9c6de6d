import type { ForecastLedger, ModelRegistry } from 'coincast';
import type { RunLog } from '../run/createRunLog.js';

/** All that cannot be made again: what a backup holds. */
export interface Belongings {
  readonly registry: ModelRegistry;
  readonly ledger: ForecastLedger;
  readonly runLog: RunLog;
}

/** A line of a backup: the archive of the registry, the record of a run, or a line of the ledger. */
export type BackupLine =
  | { readonly type: 'registry'; readonly base64: string }
  | { readonly type: 'run'; readonly run: string; readonly text: string }
  | { readonly type: 'ledger'; readonly line: string };

/** The lines of a backup, each part verified as it is read. */
export async function* backupLines({ registry, ledger, runLog }: Belongings): AsyncGenerator<string> {
  const text = (line: BackupLine) => JSON.stringify(line);
  const archive = await registry.exportAll();
  yield text({ type: 'registry', base64: Buffer.from(archive).toString('base64') });
  for (const run of await runLog.list()) {
    const record = await runLog.text(run);
    if (record !== undefined) yield text({ type: 'run', run, text: record });
  }
  for await (const line of ledger.exportLines()) yield text({ type: 'ledger', line });
}

/** The lines of one type. */
export async function* linesOfType<Type extends BackupLine['type']>(
  lines: AsyncIterable<string>,
  type: Type,
): AsyncGenerator<Extract<BackupLine, { type: Type }>> {
  for await (const line of lines) {
    if (isOfType(line, type)) yield JSON.parse(line) as Extract<BackupLine, { type: Type }>;
  }
}

/** Whether a line is of a type, told without parsing it. */
export function isOfType(line: string, type: BackupLine['type']): boolean {
  return line.startsWith(`{"type":"${type}",`);
}
