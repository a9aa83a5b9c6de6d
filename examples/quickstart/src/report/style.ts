/** The style of the report: light and dark, for a desk and for a phone. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --ink: #1a2028; --muted: #5b6675; --line: #dfe4ea; --grid: #eceff3; --axis: #b8c1cc;
  --arima: #2563c9; --naive: #b8590b; --held-out: rgba(91, 102, 117, 0.13); --warn-ink: #7a4100; --warn: #fdf0d9; --warn-line: #f0cf94;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1318; --card: #171d24; --ink: #e8ecf1; --muted: #9aa7b6; --line: #2a333d; --grid: #232b34; --axis: #46525f;
    --arima: #7db0ff; --naive: #f0a356; --held-out: rgba(154, 167, 182, 0.16); --warn-ink: #ffd79a; --warn: #33270f; --warn-line: #64501f;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', sans-serif; }
main { max-width: 1000px; margin: 0 auto; padding: 32px 20px 48px; }
h1 { font-size: 30px; line-height: 1.2; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 19px; line-height: 1.3; margin: 0 0 6px; }
h3 { font-size: 16px; margin: 18px 0 6px; }
p { margin: 0 0 10px; }
.lead, .note, footer { color: var(--muted); }
.lead { margin: 6px 0 0; }
.note { font-size: 14px; }
.provenance { margin: 16px 0 0; padding: 10px 14px; border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
.provenance.simulated { background: var(--warn); border-color: var(--warn-line); color: var(--warn-ink); font-weight: 600; }
.tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: 12px; margin: 20px 0 0; padding: 0; }
.tiles div, section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
.tiles div { padding: 14px 16px; }
.tiles dt { color: var(--muted); font-size: 13px; }
.tiles dd { margin: 2px 0 0; font-size: 20px; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums; }
.tiles dd span { white-space: nowrap; }
.tiles dd small { display: block; color: var(--muted); font-size: 13px; font-weight: 400; }
section { margin: 16px 0 0; padding: 20px 20px 16px; }
figure { margin: 8px 0 0; }
figcaption { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0 0 2px; color: var(--muted); font-size: 13px; }
figcaption span::before { content: ''; display: inline-block; width: 18px; height: 0; margin-right: 7px; vertical-align: middle; border-top: 3px solid var(--key); }
figcaption span.dashed::before { border-top-style: dashed; }
figcaption span.area::before { height: 11px; border: 0; border-radius: 3px; background: var(--key); opacity: var(--depth, 1); }
.chart svg { display: block; width: 100%; height: auto; }
.narrow { display: none; }
.scroll { overflow-x: auto; margin: 10px 0; }
table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums; }
th, td { padding: 7px 10px; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
th { color: var(--muted); font-weight: 500; }
tbody th { color: var(--ink); font-weight: 600; }
tbody tr:last-child > * { border-bottom: 0; }
td.words { white-space: normal; text-align: left; }
.statement { font-weight: 600; margin-top: 10px; }
ul { margin: 6px 0 10px; padding-left: 20px; }
figure + p, figure + details { margin-top: 12px; }
summary { cursor: pointer; color: var(--muted); font-size: 14px; }
footer { margin: 20px 2px 0; font-size: 14px; }
@media (max-width: 760px) {
  main { padding: 20px 12px 32px; }
  h1 { font-size: 25px; }
  .tiles { grid-template-columns: repeat(2, 1fr); gap: 8px; }
  .tiles div { padding: 11px 12px; }
  .tiles dd { font-size: 17px; }
  section { padding: 16px 14px 12px; }
  th, td { padding: 6px 7px; font-size: 13px; }
  .wide { display: none; }
  .narrow { display: block; }
}
@media print { body { background: none; } section { break-inside: avoid; } }
`;
