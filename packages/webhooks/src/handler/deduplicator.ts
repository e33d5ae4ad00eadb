import { requireCount, requireObject } from '@cio/core';

/** Remembers which events have been handled, by their `event_id`. */
export interface Deduplicator {
  /**
   * Claims an event. `false`: it has not been handled, and from now on it is claimed by the caller, until `done` or
   * `failed`. `'running'`: somebody else has claimed it. `true`: it has been handled. Any other answer is an error: it
   * is told to `onError` and answered with 503.
   *
   * A claim that neither `done` nor `failed` ends, because a process has died or given up, must end by itself some time
   * after the receiver's `abandonAfterMs`.
   */
  seen(eventId: string): boolean | 'running' | Promise<boolean | 'running'>;
  /** The event has been handled. */
  done(eventId: string): unknown;
  /** The event has not been handled, and its claim ends: it may be handled when it comes again. */
  failed(eventId: string): unknown;
}

interface MemoryDeduplicatorOptions {
  /** How many ids are remembered at least. Default 10,000. */
  maxIds?: number | undefined;
}

/**
 * Remembers the ids of handled events in memory, for one process: at least the last `maxIds`, at most twice as many.
 *
 * @throws ValidationError for a `maxIds` that is not a whole number of 1 or more.
 */
export function memoryDeduplicator(options: MemoryDeduplicatorOptions = {}): Deduplicator {
  requireObject('options', options);
  const { maxIds = 10_000 } = options;
  requireCount('maxIds', maxIds);
  // Two sets, of which the older is dropped as a whole: finding the oldest entry of one set takes longer the more has
  // been deleted before it.
  let newer = new Set<string>();
  let older = newer;
  return {
    seen: (id) => newer.has(id) || older.has(id),
    done(id) {
      if (newer.size >= maxIds) {
        older = newer;
        newer = new Set();
      }
      newer.add(id);
    },
    failed() {},
  };
}
