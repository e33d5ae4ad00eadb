import { AsyncResource } from 'node:async_hooks';
// jsdom under Jest has no global of this name.
import { setImmediate } from 'node:timers';

/** How long the state of the connections is taken as known, in milliseconds. */
const FRESH_MS = 50;

/**
 * Calls functions when the event loop has looked at the connections. That the other side closed one, or that its time is
 * over, is known only then: where the process has just stood still, the next request would go out on it.
 */
export function afterEventLoop(): (start: () => void) => void {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let waiting: (() => void)[] | undefined;
  return (start) => {
    if (waiting) {
      // The others are called in the asynchronous context of the first.
      waiting.push(AsyncResource.bind(start));
    } else if (performance.now() - lookedAt <= FRESH_MS) {
      start();
    } else {
      const starts = [start];
      waiting = starts;
      // The timers and the connections come between the two.
      setImmediate(() =>
        setImmediate(() => {
          waiting = undefined;
          lookedAt = performance.now();
          for (const one of starts) one();
        }),
      );
    }
  };
}
