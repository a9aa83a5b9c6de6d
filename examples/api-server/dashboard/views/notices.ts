import { byId, fill, h } from '../dom.js';
import { duration, moment } from '../format.js';
import type { View } from '../View.js';

type Notice = { readonly tone: 'warn' | 'bad'; readonly title: string; readonly text: string };

/** Says plainly what is not as it should be: simulated or stale prices, a server that is away. */
export function showNotices({
  overview,
  failure,
  loadedAt,
}: Pick<View, 'failure' | 'loadedAt'> & Partial<View>): void {
  const notices: Notice[] = [];
  if (failure !== undefined) {
    const since = loadedAt === undefined ? '' : ` What you see is from ${moment(loadedAt)}.`;
    notices.push({ tone: 'bad', title: failure, text: `Trying again by itself.${since}` });
  }
  if (overview?.simulated) {
    notices.push({
      tone: 'warn',
      title: 'Simulated prices.',
      text: 'These are not real markets: an embedded emulator makes them up, so that everything can be tried without a key.',
    });
  }
  if (overview !== undefined && !overview.fresh) notices.push(staleNotice(overview));
  fill(byId('notices'), notices, () =>
    notices.map(({ tone, title, text }) =>
      h(
        'p',
        { class: `notice ${tone}`, role: tone === 'bad' ? 'alert' : 'status' },
        h('strong', {}, title),
        ` ${text}`,
      ),
    ),
  );
}

function staleNotice({ price, history }: NonNullable<View['overview']>): Notice {
  const last = history?.timestamps.at(-1);
  if (price === null || last === undefined) {
    return { tone: 'warn', title: 'No prices yet.', text: 'The first are on their way.' };
  }
  return {
    tone: 'bad',
    title: 'Stale prices.',
    text: `The present price is ${duration(price.ageS)} old, and the last finished hour is that of ${moment(last)}. Forecasts start from there.`,
  };
}

/** The state in two words, at the top of the page. */
export function showStatus({ overview, failure }: Pick<View, 'failure'> & Partial<View>): void {
  const [tone, text] = statusOf(overview, failure);
  const status = byId('status');
  status.dataset['tone'] = tone;
  if (status.textContent !== text) status.textContent = text;
}

function statusOf(
  overview: View['overview'] | undefined,
  failure: string | undefined,
): readonly [string, string] {
  if (failure !== undefined) return ['bad', 'No connection'];
  if (overview === undefined) return ['', 'Loading'];
  if (!overview.fresh) return ['bad', 'Stale'];
  if (overview.status === 'degraded') return ['warn', 'Degraded'];
  return overview.simulated ? ['warn', 'Simulated, up to date'] : ['good', 'Live'];
}
