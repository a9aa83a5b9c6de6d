import type { Job } from '../src/schemas/job.js';
import type { Overview } from '../src/schemas/overview.js';
import { adminKey } from './adminKey.js';

/** What the server answered instead of what was asked for. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** The HTTP status; 0 where no answer came. */
  readonly status: number;
  /** Seconds after which to ask again, where the server says so. */
  readonly retryAfterS: number | undefined;

  constructor(status: number, message: string, retryAfterS?: number) {
    super(message);
    this.status = status;
    this.retryAfterS = retryAfterS;
  }
}

const patienceMs = 15_000;

/** Asks the server. Paths are relative, so that the page works below any prefix. */
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  const key = adminKey.get();
  const headers = new Headers(init.headers);
  if (key !== '') headers.set('X-API-Key', key);
  let response: Response;
  try {
    response = await fetch(path, { signal: AbortSignal.timeout(patienceMs), ...init, headers });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(0, 'The server cannot be reached.');
  }
  if (response.ok) return response;
  const retryAfter = Number(response.headers.get('retry-after'));
  const problem = (await response.json().catch(() => ({}))) as { title?: string; detail?: string };
  const message = [problem.title, problem.detail].filter(Boolean).join(' ');
  throw new ApiError(
    response.status,
    message || `The server answered ${response.status}.`,
    retryAfter || undefined,
  );
}

/** Posts JSON and reads JSON. */
async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const response = await send(path, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await response.json()) as Answer;
}

/** What a promotion or a rollback gives. */
export interface ChampionChange {
  readonly champion: string;
}

/** Everything the page shows of a coin; without a coin of the first one. */
export async function getOverview(
  query: { coin: string | undefined; steps: number; days: number },
  signal: AbortSignal,
): Promise<Overview> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  const patience = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  return (await (await send(`overview?${text}`, { signal: patience })).json()) as Overview;
}

export function promote(version: string, force: string | undefined): Promise<ChampionChange> {
  const body = {
    why: 'by hand, on the dashboard',
    ...(force === undefined ? {} : { force: { reason: force } }),
  };
  return post(`models/${encodeURIComponent(version)}/promote`, body);
}

/** Goes back one; refused where the champion is another than the page shows. */
export function rollBack(coin: string, champion: string): Promise<ChampionChange> {
  return post('models/rollback', { coin, expect: champion, why: 'by hand, on the dashboard' });
}

export function train(request: { coin: string; model: string; promote: boolean }): Promise<Job> {
  return post('train', request);
}

export async function cancel(id: string): Promise<void> {
  await send(`jobs/${encodeURIComponent(id)}`, { method: 'DELETE' });
}
