import { UsageError } from './report/resolveSettings.js';

/** What a setting `clock` may be: processor time, or time by the clock for machines that do nothing else. */
export type Clock = 'cpuMs' | 'wallMs';

/** @throws {@link UsageError} when it is neither `cpu` nor `wall`. */
export function clockOf(setting: string): Clock {
  if (setting !== 'cpu' && setting !== 'wall') throw new UsageError(`--clock is cpu or wall, not ${setting}`);
  return setting === 'cpu' ? 'cpuMs' : 'wallMs';
}

/** As a reader is told. */
export function nameOfClock(clock: Clock): string {
  return clock === 'cpuMs' ? 'processor time' : 'time by the clock';
}

/** What a job gave, and what it took, milliseconds. */
export interface Took<Value> {
  readonly value: Value;
  readonly cpuMs: number;
  readonly wallMs: number;
}

/** Does a job once. */
export function timed<Value>(run: () => Value): Took<Value> {
  const end = startTimer();
  const value = run();
  return { value, ...end() };
}

/** The same of a job that is waited for; what else the process does meanwhile counts too. */
export async function timedAsync<Value>(run: () => Value | Promise<Value>): Promise<Took<Value>> {
  const end = startTimer();
  const value = await run();
  return { value, ...end() };
}

function startTimer(): () => { readonly cpuMs: number; readonly wallMs: number } {
  const before = process.cpuUsage();
  const start = performance.now();
  return () => {
    const wallMs = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    return { cpuMs: (user + system) / 1000, wallMs };
  };
}
