import type { Job } from '../src/schemas/job.js';
import { ApiError, send } from './api.js';

/**
 * The states of a training as the server sends them, until it is over. The stream is read by hand, since an
 * `EventSource` cannot send a key. A connection that breaks, as when the server restarts, is made again.
 */
export async function* followJob(id: string, signal: AbortSignal): AsyncGenerator<Job> {
  const path = `jobs/${encodeURIComponent(id)}`;
  for (let failures = 0; !signal.aborted; ) {
    try {
      const response = await send(path, { headers: { accept: 'text/event-stream' }, signal });
      failures = 0;
      for await (const job of eventsOf(response)) {
        yield job;
        if (isOver(job)) return;
      }
    } catch (error) {
      if (signal.aborted) return;
      const isFinal =
        error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;
      if (isFinal) throw error;
    }
    failures += 1;
    await new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** failures, 10_000)));
  }
}

/** Whether a training has ended, one way or another. */
export function isOver({ state }: Job): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

async function* eventsOf(response: Response): AsyncGenerator<Job> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text = (text + value).replaceAll('\r\n', '\n');
    const events = text.split('\n\n');
    text = events.pop()!;
    for (const event of events) {
      const lines = event.split('\n').filter((line) => line.startsWith('data:'));
      if (lines.length > 0) yield JSON.parse(lines.map((line) => line.slice(5)).join('\n')) as Job;
    }
  }
}
