import type { ProgressEvent } from 'coincast';
import type { TrainingResult } from './TrainingTask.js';

/** What a training thread says. */
export type ThreadMessage =
  | { readonly type: 'progress'; readonly event: ProgressEvent }
  | { readonly type: 'done'; readonly result: TrainingResult }
  /** `code` is that of the library's error, `null` where it was none. */
  | { readonly type: 'failed'; readonly code: string | null; readonly message: string };
