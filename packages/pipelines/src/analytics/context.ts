import type { AnalyticsEvent } from './analytics-event.js';

/** That a message was not delivered. */
interface FailedDelivery {
  /** The error. */
  reason: unknown;
}

/** A message on its way, as callbacks and listeners see it. */
export class Context {
  /** Identifies this object. */
  readonly id: string = crypto.randomUUID();
  /** The message. */
  readonly event: AnalyticsEvent;
  #failedDelivery: FailedDelivery | undefined;

  constructor(event: AnalyticsEvent) {
    this.event = event;
  }

  /** Whether another context is this one. */
  isSame(other: Context): boolean {
    return other.id === this.id;
  }

  /** Why the message was not delivered; undefined where it was, or is still on its way. */
  failedDelivery(): FailedDelivery | undefined {
    return this.#failedDelivery;
  }

  /** Notes that the message was not delivered. */
  setFailedDelivery(failure: FailedDelivery): void {
    this.#failedDelivery = failure;
  }

  /** The id and the message, for `JSON.stringify`. */
  toJSON(): { id: string; event: AnalyticsEvent } {
    return { id: this.id, event: this.event };
  }
}
