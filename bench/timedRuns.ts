/** Milliseconds a run, by the clock and of processor time, of as many runs as fill a round of both. */
export function timedRuns(
  run: () => unknown,
  roundMs = 20,
): { readonly wallMs: number; readonly cpuMs: number } {
  const before = process.cpuUsage();
  const start = performance.now();
  for (let runs = 1; ; runs++) {
    run();
    const { user, system } = process.cpuUsage(before);
    const wallMs = performance.now() - start;
    const cpuMs = (user + system) / 1000;
    if (wallMs >= roundMs && cpuMs >= roundMs) return { wallMs: wallMs / runs, cpuMs: cpuMs / runs };
  }
}
