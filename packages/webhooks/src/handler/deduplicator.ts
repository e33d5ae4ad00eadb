import { ValidationError } from '@cio/core';

/** Remembers which events have been handled, by their `event_id`. */
export interface Deduplicator {
  /**
   * Whether an event has been handled: `true`, it has; `'running'`, somebody else is at it; `false`, it has
   * not, and from now on it counts as being handled, until `done` or `failed`. A claim that neither ends,
   * because a process died, must end by itself some time after the handler's deadline.
   */
  seen(eventId: string): boolean | 'running' | Promise<boolean | 'running'>;
  /** It has been handled. */
  done(eventId: string): unknown;
  /** It has not, and may come again. */
  failed(eventId: string): unknown;
}

/**
 * Remembers in memory, for one process: the last `maxIds` events that were handled (10,000 by default), up to
 * twice as many, and forgets older ones.
 */
export function memoryDeduplicator({ maxIds = 10_000 }: { maxIds?: number } = {}): Deduplicator {
  if (!(maxIds >= 1)) throw new ValidationError('maxIds', 'expected 1 or more');
  // Whole sets are forgotten: finding the oldest of one takes longer the more was deleted before it.
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
