import { ApiError, getOverview } from './api.js';
import { byId } from './dom.js';
import { coinName, price } from './format.js';
import { readSettings, type Settings, toQuery } from './settings.js';
import type { Actions, View } from './View.js';
import { showAccess } from './views/access.js';
import { showFooter } from './views/footer.js';
import { createForecastCard } from './views/forecastCard.js';
import { showHeadline } from './views/headline.js';
import { showJournal } from './views/journal.js';
import { showLeaderboard } from './views/leaderboard.js';
import { showLive } from './views/live.js';
import { showModels } from './views/models.js';
import { showNotices, showStatus } from './views/notices.js';
import { segments } from './views/segments.js';
import { createTraining } from './views/training.js';

const refreshMs = 15_000;
const firstRetryMs = 1000;
/** How often a promotion is looked for in other processes, and how many times. */
const championMs = 500;
const championTries = 8;
/** The first time that there was something to see, for whoever measures. */
const shownMark = 'coincast-shown';

let settings = readSettings(location.search);
let view: View | undefined;
let failure: string | undefined;
let failures = 0;
let asking = new AbortController();
let timer: ReturnType<typeof setTimeout> | undefined;

const actions: Actions = {
  change(changes: Partial<Settings>) {
    settings = { ...settings, ...changes };
    history.replaceState(null, '', `${location.pathname}${toQuery(settings)}`);
    const isShownAlready = Object.keys(changes).every((name) => name === 'range');
    if (view !== undefined) show({ ...view, settings });
    if (!isShownAlready) void load();
  },
  async refresh(champion) {
    for (let tries = 0; tries < championTries; tries++) {
      await load();
      const found = view?.overview.models.find(({ isChampion }) => isChampion)?.version;
      if (champion === undefined || found === champion) return;
      await new Promise((resolve) => setTimeout(resolve, championMs));
    }
  },
};

const showForecasts = createForecastCard(actions);
const showTraining = createTraining(actions);

/** Asks for everything and shows it; the answer to an earlier question is dropped. */
async function load(): Promise<void> {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  clearTimeout(timer);
  let waitMs = refreshMs;
  try {
    const { coin, steps, days } = settings;
    const overview = await getOverview({ coin, steps, days }, signal);
    if (signal.aborted) return;
    failures = 0;
    failure = undefined;
    // Before the first model and the first prices there is more to come soon.
    if (overview.history === null || overview.forecasts.length === 0) waitMs = 2000;
    show({ overview, settings, failure, loadedAt: Date.now() });
  } catch (error) {
    if (signal.aborted) return;
    waitMs = retryAfter(error);
    failure = error instanceof ApiError ? error.message : 'The answer of the server cannot be read.';
    const shown = { ...view, failure, loadedAt: view?.loadedAt };
    showNotices(shown);
    showStatus(shown);
    // A coin that is no longer served, as from an old link: back to the first one.
    if (error instanceof ApiError && error.status === 404 && settings.coin !== undefined) {
      settings = { ...settings, coin: undefined };
      waitMs = firstRetryMs;
    }
  }
  timer = setTimeout(() => void load(), waitMs);
}

function retryAfter(error: unknown): number {
  failures += 1;
  const asked = error instanceof ApiError ? (error.retryAfterS ?? 0) * 1000 : 0;
  return Math.max(asked, Math.min(firstRetryMs * 2 ** (failures - 1), refreshMs));
}

function show(next: View): void {
  view = next;
  const { overview } = next;
  const name = coinName(overview.coin);
  document.title =
    overview.price === null ? name : `${name} ${price(overview.price.value, overview.currency)} · coincast`;
  segments(byId('coins'), {
    name: 'Coin',
    values: overview.coins,
    chosen: next.settings.coin ?? overview.coin,
    label: coinName,
    choose: (coin) => actions.change({ coin }),
  });
  showNotices(next);
  showStatus(next);
  showHeadline(next);
  showForecasts(next);
  showLive(next, actions);
  showLeaderboard(next);
  showAccess();
  showModels(next, actions);
  showTraining(next);
  showJournal(next, actions);
  showFooter(next);
  if (performance.getEntriesByName(shownMark).length === 0) performance.mark(shownMark);
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void load();
  else clearTimeout(timer);
});

showStatus({ failure: undefined });
void load();
