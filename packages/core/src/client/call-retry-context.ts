import type { RetryContext } from '../retry/retry-strategy.js';
import type { Call } from './call.js';
import type { CallState } from './call-state.js';

/** The context of a call's retry strategy. A class: an object literal with getters takes far longer, for each call. */
export class CallRetryContext implements RetryContext {
  readonly operation: string;
  readonly method: Call['method'];
  readonly path: string;
  readonly replaySafe: boolean;
  readonly #state: CallState;

  constructor(state: CallState) {
    const { operation, method, path, replaySafe } = state.call;
    this.operation = operation;
    this.method = method;
    this.path = path;
    this.replaySafe = replaySafe;
    this.#state = state;
  }

  get signal(): AbortSignal {
    return this.#state.signal;
  }

  get attempt(): number {
    return this.#state.attempts;
  }
}
