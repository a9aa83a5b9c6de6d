import type { ArimaModel } from 'coincast';

/** A model, and what fitting it took, milliseconds. */
type Timed = { readonly model: ArimaModel; readonly wallMs: number; readonly cpuMs: number };

/** Fits once. */
export function timedFit(run: () => ArimaModel): Timed {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const model = run();
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { model, wallMs, cpuMs: (user + system) / 1000 };
}
