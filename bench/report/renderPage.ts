import type { BenchResult, FinishedResult, Machine } from './BenchReport.js';
import { describeDuration, renderSection } from './renderSection.js';

interface Page {
  readonly title: string;
  /** What a reader should know first, in Markdown. */
  readonly introduction: readonly string[];
}

/** A page of `docs/`: its introduction, the machines, and a section for each benchmark. */
export function renderPage({ title, introduction }: Page, results: readonly BenchResult[]): string {
  const parts = [
    `---\ntitle: ${title}\ngroup: Explanations\n---`,
    `# ${title}`,
    '<!-- Written by `npm run bench` from bench/results: a change by hand is lost, and fails a test. -->',
    ...introduction,
    renderMachines(results),
    ...results.map(renderSection),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The benchmarks that were run. */
export function finishedOf(results: readonly BenchResult[]): FinishedResult[] {
  return results.filter((result) => result.status === 'done');
}

function renderMachines(results: readonly BenchResult[]): string {
  const byMachine = new Map<string, FinishedResult[]>();
  for (const result of finishedOf(results)) {
    const name = describe(result.machine, result.coincast);
    byMachine.set(name, [...(byMachine.get(name) ?? []), result]);
  }
  const lines = [...byMachine].map(([name, those]) => {
    const whose =
      byMachine.size === 1 ? 'All of it' : those.map(({ benchmark }) => `\`${benchmark}\``).join(', ');
    const seconds = those.reduce((sum, each) => sum + each.seconds, 0);
    return `- ${whose}: ${name}; ${describeDuration(seconds)} in all`;
  });
  return [
    '## Where it ran',
    lines.length === 0 ? 'Nothing has been run yet.' : lines.join('\n'),
    '## The figures',
  ].join('\n\n');
}

function describe({ processor, cores, memoryGb, system, node }: Machine, coincast: string): string {
  return `${processor}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}, coincast ${coincast}`;
}
