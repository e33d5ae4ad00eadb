/** What a change is about. `workspace` is everything that has no topic of its own: segments, exports, newsletters … */
type ChangeTopic = 'people' | 'messages' | 'events' | 'objects' | 'dropped' | 'workspace';

export interface Change {
  topic: ChangeTopic;
  /** A person's cio_id, a message's delivery id, an event's id, an object's cio_object_id, or the operation. */
  id: string;
  /** What happened to it: the type of an activity, a metric, `created`, `deleted`, or the reason of what was dropped. */
  action: string;
}

/** Tells listeners of what changes in a workspace, at once and in order. */
export class Changes {
  readonly #listeners = new Set<(change: Change) => void>();

  /** Returns what ends the subscription. */
  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}
