import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Forecast, type PipelineResult, type ProgressEvent, runPipeline } from 'coincast';
import { loadModel, saveModel } from 'coincast/node';
import type { Settings } from './cli.js';
import { UsageError } from './failure.js';
import { renderReport } from './report/report.js';
import type { Source } from './source.js';
import { writeWhole } from './writeWhole.js';

/** Everything the summary and the report tell. */
export interface Journey {
  readonly source: Source;
  readonly result: PipelineResult;
  readonly model: SavedModel;
  readonly madeAt: number;
}

/** The model's file, read back and found to forecast the same numbers. */
export interface SavedModel {
  readonly path: string;
  readonly bytes: number;
}

/** Goes from prices to the files in the output folder; nothing is written before everything is computed. */
export async function travel(
  settings: Settings,
  source: Source,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (event: ProgressEvent) => void },
): Promise<Journey & { readonly reportPath: string }> {
  const { horizon, order, out } = settings;
  await requireUsableFolder(out);
  const result = await runPipeline({
    source: (innerSignal) => source.load(innerSignal),
    gaps: 'fill',
    horizon,
    order,
    signal,
    onProgress,
  });
  signal.throwIfAborted();
  await makeFolder(out);
  const model = await saveAndVerify(join(out, 'model.json.gz'), source, result);
  const journey = { source, result, model, madeAt: Date.now() };
  const reportPath = join(out, 'report.html');
  await writeWhole(reportPath, renderReport(journey));
  return { ...journey, reportPath };
}

/** Tells of an unusable folder now rather than after the work. */
async function requireUsableFolder(out: string): Promise<void> {
  const found = await stat(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new UsageError(`--out ${out}: this cannot be a folder (${error.code}).`, { cause: error });
  });
  if (found !== undefined && !found.isDirectory()) {
    throw new UsageError(`--out ${out}: this is a file, not a folder.`);
  }
}

async function makeFolder(out: string): Promise<void> {
  try {
    await mkdir(out, { recursive: true });
  } catch (error) {
    throw new UsageError(`--out ${out}: the folder cannot be made (${(error as Error).message}).`, {
      cause: error,
    });
  }
}

async function saveAndVerify(path: string, source: Source, result: PipelineResult): Promise<SavedModel> {
  const { mae, rmse, mase } = result.holdout.scores[0]!.metrics;
  await saveModel(result.model, path, {
    metrics: { mae, rmse, mase },
    metadata: { source: source.kind, provenance: source.provenance },
  });
  const levels = result.forecast.intervals.map(({ level }) => level);
  const again = (await loadModel(path)).forecast({ horizon: result.forecast.mean.length, levels });
  if (numbersOf(again) !== numbersOf(result.forecast)) {
    throw new Error(`${path}: the model forecasts other numbers after it was loaded. Please report this.`);
  }
  return { path, bytes: (await stat(path)).size };
}

/** All numbers of a forecast, written so that no bit is lost. */
function numbersOf({ timestamps, mean, intervals }: Forecast): string {
  const columns = [timestamps, mean, ...intervals.flatMap(({ lower, upper }) => [lower, upper])];
  return columns.map((column) => column.join()).join('\n');
}
