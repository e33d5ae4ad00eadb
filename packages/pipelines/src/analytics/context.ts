import type { AnalyticsEvent } from './analytics-event.js';

/** A message on its way, as callbacks and listeners see it. */
export class Context {
  /** Identifies this object. */
  readonly id: string = crypto.randomUUID();
  /** The message. */
  readonly event: AnalyticsEvent;
  #failedDelivery: { reason: unknown } | undefined;

  constructor(event: AnalyticsEvent) {
    this.event = event;
  }

  /** Whether another context is this one. */
  isSame(other: Context): boolean {
    return other.id === this.id;
  }

  /** Why the message was not delivered; undefined where it was, or is still on its way. */
  failedDelivery(): { reason: unknown } | undefined {
    return this.#failedDelivery;
  }

  /** Notes that the message was not delivered. */
  setFailedDelivery(failure: { reason: unknown }): void {
    this.#failedDelivery = failure;
  }

  /** The id and the message, for `JSON.stringify`. */
  toJSON(): { id: string; event: AnalyticsEvent } {
    return { id: this.id, event: this.event };
  }
}
