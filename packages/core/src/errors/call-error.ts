import { CustomerIOError } from './base.js';

/** The base class of the errors of a call. */
export abstract class CallError extends CustomerIOError {
  /** The operation that failed: the client's method, such as `track`; undefined if no call had started. */
  declare readonly operation?: string;
  /** The number of attempts, including the failed one; 0 if nothing was sent. */
  declare readonly attempts?: number;
  /** The path of the request, encoded. Not enumerable, so that logs do not contain it: it may contain identifiers of people. */
  declare readonly path?: string;
}
