import { AsyncResource } from 'node:async_hooks';
// jsdom under Jest has no global of this name.
import { setImmediate } from 'node:timers';

/** How long after a poll phase the state of the connections counts as known, in milliseconds. */
const FRESH_MS = 50;

/**
 * Calls functions after a poll phase of the event loop. That the server closed a connection, or that its idle timeout has passed, is
 * known only then: after the process was blocked or suspended, the next request would otherwise be sent on that connection.
 */
export function afterPollPhase(): (start: () => void) => void {
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
