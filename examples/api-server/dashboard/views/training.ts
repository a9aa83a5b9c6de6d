import type { Job } from '../../src/schemas/job.js';
import { cancel, train } from '../api.js';
import { byId, fill, h } from '../dom.js';
import { followJob, isOver } from '../followJob.js';
import { coinName, kindName } from '../format.js';
import type { Actions, View } from '../View.js';
import { showOutcome } from './outcome.js';
import { verdictText } from './verdict.js';

/** The job last started in this tab, so that its progress is still shown after the page was loaded again. */
const remembered = 'coincast-job';

/** The form that starts a training, and how it goes on. */
export function createTraining(actions: Actions): (view: View) => void {
  let following: AbortController | undefined;
  let coin = '';

  async function follow(id: string): Promise<void> {
    following?.abort();
    following = new AbortController();
    sessionStorage.setItem(remembered, id);
    try {
      for await (const job of followJob(id, following.signal)) {
        showJob(job);
        if (!isOver(job)) continue;
        sessionStorage.removeItem(remembered);
        await actions.refresh(job.result?.promoted ? job.result.version : undefined);
      }
    } catch (error) {
      sessionStorage.removeItem(remembered);
      showOutcome(byId('job'), 'bad', (error as Error).message);
    }
  }

  async function start(form: HTMLFormElement): Promise<void> {
    const values = new FormData(form);
    showOutcome(byId('job'), undefined, 'Starting…');
    try {
      const job = await train({ coin, model: String(values.get('model')), promote: values.has('promote') });
      showJob(job);
      void follow(job.id);
    } catch (error) {
      showOutcome(byId('job'), 'bad', (error as Error).message);
    }
  }

  byId('training').addEventListener('submit', (event) => {
    event.preventDefault();
    void start(event.currentTarget as HTMLFormElement);
  });
  const earlier = sessionStorage.getItem(remembered);
  if (earlier !== null) void follow(earlier);

  return ({ overview: { trainable, coin: shown } }) => {
    coin = shown;
    fill(byId('training'), [trainable], () => [
      h(
        'select',
        { class: 'field', name: 'model', 'aria-label': 'Model to train' },
        trainable.map((name) => h('option', { value: name }, kindName(name))),
      ),
      h('label', { class: 'check' }, h('input', { type: 'checkbox', name: 'promote' }), 'promote if better'),
      h('button', { class: 'button primary', 'data-key': 'train' }, 'Train'),
    ]);
  };
}

function showJob(job: Job): void {
  const container = byId('job');
  fill(container, job, () => {
    const title = `${kindName(job.model)} for ${coinName(job.coin)}`;
    if (isOver(job))
      return h(
        'p',
        { class: `notice ${job.state === 'done' ? 'good' : 'bad'}`, role: 'status', 'data-state': job.state },
        h('strong', {}, `${title}: `),
        outcomeOf(job),
      );
    const { done, total } = { done: 0, total: null, ...job.progress };
    const stage = stageText(job);
    return h(
      'div',
      { class: 'job', 'data-state': job.state },
      h(
        'div',
        { class: 'job-head' },
        h('span', {}, h('strong', {}, title), `: ${stage}`),
        h(
          'button',
          {
            type: 'button',
            class: 'button',
            'data-key': 'cancel',
            onclick: () =>
              void cancel(job.id).catch((error: Error) => showOutcome(container, 'bad', error.message)),
          },
          'Cancel',
        ),
      ),
      h('progress', { 'aria-label': title, max: total ?? 1, value: total === null ? null : done }),
    );
  });
}

function stageText({ state, progress }: Job): string {
  if (progress === null) return state === 'waiting' ? 'waiting for its turn' : 'beginning';
  const { stage, done, total, message } = progress;
  const part = total === null ? '' : ` ${done} of ${total}`;
  return `${stage}${part}${message === null ? '' : `, ${message}`}`;
}

function outcomeOf({ state, result, error }: Job): string {
  if (state !== 'done') return `${state}. ${error ?? ''}`;
  const verdict = verdictText(result?.verdict ?? null);
  if (result?.promoted) return `trained and promoted. ${verdict}.`;
  return `trained. ${verdict}.${result?.refusal == null ? '' : ` Not promoted: ${result.refusal}`}`;
}
