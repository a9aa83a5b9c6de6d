import { createPriceSeries, type PriceSeries } from '../../src/series/index.js';
import { type EmulatorRequest, type Fault, simulateMarket } from '../../src/testing/index.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A request as the emulator saw it, and what it did to the answer. */
export interface Served {
  readonly request: EmulatorRequest;
  readonly fault: Fault | null;
}

/** Hourly prices, each up to a minute after its hour, as CoinGecko has them. */
export function recordMarket(
  coinId: string,
  { seed, begin, days }: { readonly seed: number; readonly begin: number; readonly days: number },
): PriceSeries {
  const market = simulateMarket({ coinId, seed, length: days * 24, startTimestamp: begin });
  const offsets = market.timestamps.map((_, index) => (index * 7919 + seed * 104_729) % minute);
  const timestamps = market.timestamps.map((time, index) => time + offsets[index]!);
  return createPriceSeries({ ...market, timestamps });
}

/** The hours that hourly prices of the last `days` must have, by what was served of the market, oldest first. */
export function expectedHours(
  market: PriceSeries,
  {
    served,
    days,
    startedAt,
  }: { readonly served: readonly Served[]; readonly days: number; readonly startedAt: number },
): number[] {
  const sent = served.map((one) => sentTimes(market, one));
  const hours = [...new Set(sent.flatMap(({ priced }) => priced.map(nearestHour)))].sort((a, b) => a - b);
  const present = sent.length === 1 ? sent[0]!.present : undefined;
  let last = lastHourBefore(present ?? startedAt);
  if (!hours.includes(last)) last -= hour;
  const first =
    present === undefined ? Math.ceil((startedAt - days * day) / hour) * hour : last + hour - days * day;
  return hours.filter((time) => time >= first && time <= last);
}

/** The times of an answer's finished prices, and of its present moment where it reaches that. */
function sentTimes(market: PriceSeries, { request, fault }: Served) {
  const { receivedAt: now, query } = request;
  const isRange = query['from'] !== undefined;
  const from = isRange ? Number(query['from']) * 1000 - 1 : now - Number(query['days']) * day;
  const to = isRange ? Number(query['to']) * 1000 : now;
  const recorded = [...market.timestamps].filter((time) => time > from && time <= to);
  const proper = isRange ? recorded : [...recorded, now];
  const isSpoilt = (index: number) =>
    (fault?.kind === 'missingPoints' || fault?.kind === 'nulls') && (index + 1) % fault.every! === 0;
  const come = fault?.kind === 'missingPoints' ? proper.filter((_, index) => !isSpoilt(index)) : proper;
  const present = isRange ? undefined : come.at(-1)!;
  const priced = proper.filter((time, index) => !isSpoilt(index) && time < (present ?? Infinity));
  return { priced, present };
}

function nearestHour(time: number): number {
  return Math.round(time / hour) * hour;
}

function lastHourBefore(time: number): number {
  return (Math.ceil(time / hour) - 1) * hour;
}
