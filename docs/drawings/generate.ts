import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawings } from './drawings.js';

// Draws what the guides show from the library's own output: `node --import tsx docs/drawings/generate.ts`.
for (const [name, draw] of Object.entries(drawings)) {
  writeFileSync(join(import.meta.dirname, '..', 'assets', name), await draw());
}
