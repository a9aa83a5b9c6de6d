import { moment } from '../format.js';
import type { Journey } from '../journey.js';
import { header, tiles } from './headline.js';
import { html, trusted } from './html.js';
import {
  dataSection,
  forecastSection,
  holdoutSection,
  modelSection,
  stationaritySection,
} from './sections.js';
import { style } from './style.js';

// Not even a mistake of ours could make the page fetch anything.
const policy = "default-src 'none'; style-src 'unsafe-inline'";

/** The report as one HTML page that needs no script and no network. */
export function renderReport(journey: Journey): string {
  const { source, madeAt } = journey;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${source.title}: forecast by coincast</title>
<style>${trusted(style)}</style>
</head>
<body>
<main>
${header(journey)}
${tiles(journey)}
${forecastSection(journey)}
${holdoutSection(journey)}
${dataSection(journey)}
${stationaritySection(journey)}
${modelSection(journey)}
<footer>
<p>${source.provenance} Made by coincast on ${moment(madeAt)} UTC. All times are UTC.</p>
<p>A forecast is not advice. The intervals assume that the model is right and that errors are normal; real prices break both assumptions.</p>
</footer>
</main>
</body>
</html>
`.html;
}
