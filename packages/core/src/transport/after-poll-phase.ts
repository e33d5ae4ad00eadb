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
  let waiting: { start: () => void; context: AsyncResource }[] | undefined;
  return (start) => {
    if (!waiting && performance.now() - lookedAt <= FRESH_MS) {
      start();
      return;
    }
    // Not `AsyncResource.bind`, which keeps what it binds in memory until a major garbage collection (after-poll-phase.test.ts).
    const entry = { start, context: new AsyncResource('customerio.request') };
    if (waiting) {
      waiting.push(entry);
      return;
    }
    const entries = [entry];
    waiting = entries;
    // The timers and the connections come between the two.
    setImmediate(() =>
      setImmediate(() => {
        waiting = undefined;
        lookedAt = performance.now();
        for (const { start, context } of entries) context.runInAsyncScope(start);
      }),
    );
  };
}
