import { requireCount, requireObject } from '@cio/core';

/** The result of claiming an event. */
export type EventClaim = 'claimed' | 'running' | 'done';

/** Remembers which events have been handled, by their `event_id`: so that each is handled once. */
export interface Deduplicator {
  /**
   * Claims an event. `'claimed'`: the event has not been handled, and the caller has the claim until `done` or `failed`.
   * `'running'`: another process has the claim. `'done'`: the event has been handled. Any other value is an error: `onError` is
   * called, and the response is 503.
   *
   * A claim has to expire some time after the receiver's `abandonAfterMs`, for a process that ended without `done` or `failed`.
   */
  claim(eventId: string): EventClaim | Promise<EventClaim>;
  /** Called when the event has been handled. */
  done(eventId: string): unknown;
  /** Called when handling the event has failed: releases the claim, so that the next delivery is handled. */
  failed(eventId: string): unknown;
}

interface MemoryDeduplicatorOptions {
  /** How many ids are remembered at least. Default 10,000. */
  maxIds?: number | undefined;
}

/**
 * Remembers the ids of handled events in memory, for the receivers that share it: at least the last `maxIds`, at most twice as many.
 *
 * @throws ValidationError for an option that is not valid.
 */
export function memoryDeduplicator(options: MemoryDeduplicatorOptions = {}): Deduplicator {
  requireObject('options', options);
  const { maxIds = 10_000 } = options;
  requireCount('maxIds', maxIds);
  // Two sets, of which the older one is dropped as a whole: finding the oldest entry of a set takes longer the more entries have
  // been deleted.
  let newer = new Set<string>();
  let older = newer;
  // Claims of other receivers: deliveries to the receiver that is handling the event join that handling (event-handling.ts).
  const claimed = new Set<string>();
  return {
    claim(id) {
      if (newer.has(id) || older.has(id)) return 'done';
      if (claimed.has(id)) return 'running';
      claimed.add(id);
      return 'claimed';
    },
    done(id) {
      claimed.delete(id);
      if (newer.size >= maxIds) {
        older = newer;
        newer = new Set();
      }
      newer.add(id);
    },
    failed: (id) => claimed.delete(id),
  };
}
