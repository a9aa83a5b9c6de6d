import { isCoincastError, type Logger, systemClock } from 'coincast';
import { trainAndRegister, type Workshop } from './jobs/trainAndRegister.js';

/** Prices are there within seconds, and what failed is not tried again at once. */
const priceWaitMs = 250;
const retryMs = 10_000;

/**
 * Trains and promotes a first model for every coin that has no champion. It need not beat the naive forecast: its
 * verdict says whether it does, in every answer.
 */
export async function ensureFirstModels(
  workshop: Workshop,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  const waiting = new Set(workshop.feed.coins);
  while (waiting.size > 0 && !signal.aborted) {
    let pauseMs = priceWaitMs;
    for (const coin of [...waiting]) {
      try {
        if (await ensureFirstModel(workshop, coin, logger, signal)) waiting.delete(coin);
      } catch (error) {
        if (signal.aborted) return;
        pauseMs = retryMs;
        logger.warn({ err: error, coin }, 'The first model could not be trained; this is tried again.');
      }
    }
    if (waiting.size > 0) await systemClock.sleep(pauseMs, signal).catch(() => {});
  }
}

/** Whether the coin has a champion now. */
async function ensureFirstModel(
  workshop: Workshop,
  coin: string,
  logger: Logger,
  signal: AbortSignal,
): Promise<boolean> {
  const { feed, registry } = workshop;
  if (feed.peek(coin) === undefined) return false;
  if ((await registry.champion(coin)) !== undefined) return true;
  logger.info({ coin }, 'The registry has no champion: a first model is trained.');
  const { version } = await trainAndRegister(
    workshop,
    { coin, model: 'arima', trainedBy: 'start' },
    { signal },
  );
  try {
    await registry.promote(version, {
      who: 'start',
      why: 'the registry had no champion',
      force: { reason: 'a first model, so that there is one' },
      expect: null,
    });
  } catch (error) {
    // Another process that started at the same time was quicker.
    if (!isCoincastError(error) || error.code !== 'promotion-conflict') throw error;
  }
  return true;
}
