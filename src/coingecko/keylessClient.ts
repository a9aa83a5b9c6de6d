import { createCoinGeckoClient } from './createCoinGeckoClient.js';
import { once } from './once.js';

/** The client of all who give none: one, so that they share its limits. */
export const keylessClient = /* @__PURE__ */ once(() => createCoinGeckoClient());
