/** Runs for seconds of processor time, until the engine has compiled it, as programs in other languages are compiled. */
export function warmUp(seconds: number, run: () => unknown): void {
  const until = process.cpuUsage().user + seconds * 1e6;
  while (process.cpuUsage().user < until) run();
}
