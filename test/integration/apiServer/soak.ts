import { setTimeout as sleep } from 'node:timers/promises';
import { generateLoad, type LoadResult } from './generateLoad.js';

/** What came of a soak. */
export interface SoakResult extends LoadResult {
  /** The least heap in use within each tenth of the time, bytes: what is left after the collector has run. */
  readonly heapFloors: readonly number[];
  readonly seconds: number;
}

/** What most users ask for, what is computed anew each time, and what is refused. */
function mixedPaths(): string[] {
  const cached = Array.from({ length: 30 }, (_, i) => `/predict?coin=bitcoin&steps=${i + 1}`);
  const computed = Array.from(
    { length: 20_000 },
    (_, i) => `/predict?coin=bitcoin&steps=12&levels=0.5,0.${600_000 + i}`,
  );
  const others = ['/coins', '/data/latest?coin=bitcoin', '/model/info?coin=bitcoin', '/compare?coin=bitcoin'];
  const refused = ['/predict?coin=dogecoin', '/predict?coin=bitcoin&steps=0', '/nowhere'];
  return computed.flatMap((path, i) => [
    cached[i % cached.length]!,
    path,
    others[i % others.length]!,
    refused[i % refused.length]!,
    `/data/history?coin=bitcoin&limit=${1 + (i % 100)}`,
    `/risk?coin=bitcoin&steps=6&price=${50_000 + (i % 7)}`,
  ]);
}

/** Puts a mixed load on a server for some time, and watches its heap. */
export async function soak(
  url: string,
  { seconds, connections }: { seconds: number; connections: number },
): Promise<SoakResult> {
  const load = generateLoad(url, mixedPaths(), connections);
  const heapFloors: number[] = [];
  for (let tenth = 0; tenth < 10; tenth++) {
    const end = Date.now() + seconds * 100;
    let floor = Number.POSITIVE_INFINITY;
    do {
      floor = Math.min(floor, await heapInUse(url));
      await sleep(Math.min(250, seconds * 10));
    } while (Date.now() < end);
    heapFloors.push(floor);
  }
  return { ...(await load.stop()), heapFloors, seconds };
}

/** By how much the heap grew from the third to the fifth tenth, to the last three, as a fraction. */
export function heapGrowth({ heapFloors }: SoakResult): number {
  const least = (from: number, to: number) => Math.min(...heapFloors.slice(from, to));
  return least(7, 10) / least(2, 5) - 1;
}

/** The result as text. */
export function describeSoak(result: SoakResult): string {
  const { statuses, lost, heapFloors } = result;
  const megabytes = heapFloors.map((bytes) => (bytes / 1e6).toFixed(1)).join(' ');
  const total = Object.values(statuses).reduce((sum, count) => sum + count, 0);
  return [
    `  ${total} answers: ${Object.entries(statuses)
      .map(([status, count]) => `${count} of ${status}`)
      .join(', ')}; ${lost.length} lost`,
    `  heap after collection in each tenth, MB: ${megabytes}`,
    `  growth from the 3rd-5th tenth to the 8th-10th: ${(100 * heapGrowth(result)).toFixed(1)}%`,
  ].join('\n');
}

async function heapInUse(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^nodejs_heap_size_used_bytes (\S+)$/m.exec(text)![1]);
}
