// jsdom under Jest has no global of this name.
import { setImmediate } from 'node:timers';
import { ConcurrencyLimiter } from '@cio/core/node';

/**
 * A concurrency limit whose slots are free in the next turn of the event loop: undici uses a connection again only then, and opens
 * another one for a request that starts before.
 */
export class NextTurnLimiter extends ConcurrencyLimiter {
  /** Slots that are free in the next turn. */
  #releasing = 0;

  /** Calls that wait for more than the next turn: those that another connection would help. */
  override get waiting(): number {
    return Math.max(0, super.waiting - this.#releasing);
  }

  override release(): void {
    this.#releasing++;
    // One for each: undici's own, for the connection of this slot, has to come first.
    setImmediate(() => {
      this.#releasing--;
      super.release();
    });
  }
}
