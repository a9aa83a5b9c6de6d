import { writeFile } from 'node:fs/promises';
import { buildDashboard } from './buildDashboard.js';

await writeFile(
  new URL('./dashboards/coincast.json', import.meta.url),
  `${JSON.stringify(buildDashboard(), null, 2)}\n`,
);
