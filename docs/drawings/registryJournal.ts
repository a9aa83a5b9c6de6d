import { createMemoryStore, createModelRegistry, trainDrift, trainMean, trainNaive } from 'coincast';
import { arrow, dot, drawing, line, rect, text } from './svg.js';

const trainers = [trainNaive, trainDrift, trainMean];

/** The journal of a coin: three versions, two promotions that stood, one that was taken back. */
export async function registryJournal(): Promise<string> {
  const registry = createModelRegistry({ store: createMemoryStore() });
  for (const [index, train] of trainers.entries()) {
    await registry.register(train([100, 102, 101, 104]), { coin: 'bitcoin', version: `v${index + 1}` });
  }
  await registry.promote('v1', { who: 'ada', force: { reason: 'the first' } });
  await registry.promote('v2', { who: 'scheduler', force: { reason: 'beats v1 on the same folds' } });
  await registry.promote('v3', { who: 'scheduler', force: { reason: 'beats v2 on the same folds' } });
  await registry.rollback('bitcoin', { who: 'ada', why: 'errors doubled', expect: 'v3' });
  const journal = await registry.journal('bitcoin');

  const column = (index: number) => 170 + index * 142;
  const row = (version: string) => 78 + (Number(version.slice(1)) - 1) * 42;
  const parts = ['v1', 'v2', 'v3'].flatMap((version) => [
    text([24, row(version) + 5], version, 'strong'),
    text([52, row(version) + 5], 'never changes', 'small'),
    line('grid', [
      [150, row(version)],
      [736, row(version)],
    ]),
  ]);
  for (const [index, { sequence, action, from, to, who, why, forced }] of journal.entries()) {
    const kind = action === 'rollback' ? 'two' : 'one';
    const end = index + 1 < journal.length ? column(index + 1) : 736;
    if (from !== null)
      parts.push(
        arrow(
          `line ${kind}`,
          [column(index), row(from)],
          [column(index), row(to!) + (row(from) > row(to!) ? 8 : -8)],
        ),
      );
    parts.push(
      line('line three', [
        [column(index), row(to!)],
        [end, row(to!)],
      ]),
      dot(`area ${kind}`, [column(index), row(to!)], 5),
    );
    parts.push(
      rect('box', [column(index) - 16, 206], 132, 62, 6),
      text([column(index) - 6, 224], `${sequence} ${action} ${to}`, `small strong ${kind}`),
    );
    parts.push(
      text([column(index) - 6, 241], `by ${who}`, 'small'),
      text([column(index) - 6, 258], brief(why ?? forced ?? ''), 'small'),
    );
  }
  parts.push(
    text([24, 228], 'the journal', 'strong'),
    text([24, 245], 'one entry,', 'small'),
    text([24, 260], 'one write', 'small'),
  );
  parts.push(
    text([736, 196], 'green: the champion, as anyone may ask later with championAt', 'small', 'end'),
  );
  return drawing(
    286,
    'Versions stay; the champion is what the newest entry says',
    'Three versions on lines of time. Two promotions move the champion up, a rollback moves it back to the version before, and every move is an entry of the journal with who and why.',
    parts,
  );
}

function brief(reason: string): string {
  return reason.length > 19 ? `${reason.slice(0, 18)}…` : reason;
}
