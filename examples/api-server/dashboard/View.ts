import type { Overview } from '../src/schemas/overview.js';
import type { Settings } from './settings.js';

/** What the page shows at a time. */
export interface View {
  readonly overview: Overview;
  readonly settings: Settings;
  /** Why the last answer did not come; `undefined` where it did. */
  readonly failure: string | undefined;
  /** When the overview came, epoch ms UTC. */
  readonly loadedAt: number | undefined;
}

/** What the views can do. */
export interface Actions {
  change(settings: Partial<Settings>): void;
  /** Asks for everything anew; with a version, until that is the champion, as other processes need a moment. */
  refresh(champion?: string): Promise<void>;
}
