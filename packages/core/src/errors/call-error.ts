import { CustomerIOError } from './base.js';

/** What the errors of a call have in common. */
export abstract class CallError extends CustomerIOError {
  /** The client's method that failed, such as `track`; undefined where no call had begun. */
  declare readonly operation?: string;
  /** How many attempts had been made, the failed one included; 0 where nothing was sent. */
  declare readonly attempts?: number;
  /** The path that was called, encoded. It may hold identifiers of people, so it is not enumerable: logs do not show it. */
  declare readonly path?: string;
}
