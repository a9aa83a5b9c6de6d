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

/** Seconds of processor time that a job takes. */
export async function cpuSeconds(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
