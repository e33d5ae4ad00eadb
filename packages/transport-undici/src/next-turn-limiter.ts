// jsdom under Jest has no global of this name.
import { setImmediate } from 'node:timers';
import { ConcurrencyLimiter } from '@cio/core/node';

/**
 * A concurrency limit whose slots are free in the next turn of the event loop: undici uses a connection again only then, and opens
 * another one for a request that starts before.
 */
export class NextTurnLimiter extends ConcurrencyLimiter {
  override release(): void {
    // One for each: undici's own, for the connection of this slot, has to come first.
    setImmediate(() => super.release());
  }
}
