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

/** Remembers in memory, for one process: the newest events that were handled, and forgets older ones. */
export function memoryDeduplicator({ maxIds = 10_000 }: { maxIds?: number } = {}): Deduplicator {
  if (!(maxIds >= 1)) throw new ValidationError('maxIds', 'expected 1 or more');
  const handled = new Set<string>();
  return {
    seen: (id) => handled.has(id),
    done(id) {
      handled.add(id);
      if (handled.size > maxIds) handled.delete(handled.values().next().value!);
    },
    failed() {},
  };
}
