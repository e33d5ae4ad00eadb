import type { Changes } from './changes.js';
import type { Clock } from './clock.js';

/** What the parts of a store have in common. */
export interface StoreContext {
  clock: Clock;
  /** Tells of everything that changes. */
  changes: Changes;
}
