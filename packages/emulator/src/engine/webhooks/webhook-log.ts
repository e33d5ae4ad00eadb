import { ulid } from '@cio/core';
import type { WebhookAttempt, WebhookTarget } from './send-webhook.js';

/** An event on its way to one receiver. */
export interface WebhookDelivery {
  id: string;
  /** Milliseconds since 1970. */
  created_at: number;
  url: string;
  event: Record<string, unknown>;
  /**
   * `queued` behind another, `sending`, `waiting` for its next attempt, `delivered`, or `failed`: not accepted, and not
   * sent again.
   */
  state: 'queued' | 'sending' | 'waiting' | 'delivered' | 'failed';
  /** The newest 50. */
  attempts: WebhookAttempt[];
  /** When it is sent again, in milliseconds since 1970; null where it is not. */
  next_attempt_at: number | null;
}

/** How many attempts of one delivery are kept: a week of them is some hundreds. */
const MAX_ATTEMPTS = 50;

/** The newest webhooks, with their attempts. */
export class WebhookLog {
  readonly #deliveries = new Map<string, WebhookDelivery>();
  /** Apart from the deliveries, which are shown: a target has the signing key. */
  readonly #targets = new WeakMap<WebhookDelivery, WebhookTarget>();
  readonly #maxDeliveries: number;
  readonly #listeners = new Set<(delivery: WebhookDelivery) => void>();

  constructor(maxDeliveries: number) {
    this.#maxDeliveries = maxDeliveries;
  }

  /** Tells of every delivery that is added or changes. Returns what ends that. */
  subscribe(listener: (delivery: WebhookDelivery) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get size(): number {
    return this.#deliveries.size;
  }

  add(event: object, target: WebhookTarget): WebhookDelivery {
    const delivery: WebhookDelivery = {
      id: ulid(),
      created_at: Date.now(),
      url: target.url,
      event: event as Record<string, unknown>,
      state: 'queued',
      attempts: [],
      next_attempt_at: null,
    };
    this.#deliveries.set(delivery.id, delivery);
    this.#targets.set(delivery, target);
    if (this.#deliveries.size > this.#maxDeliveries) {
      const [oldest] = this.#deliveries.keys();
      this.#deliveries.delete(oldest!);
    }
    this.#onChange(delivery);
    return delivery;
  }

  get(id: string): WebhookDelivery | undefined {
    return this.#deliveries.get(id);
  }

  targetOf(delivery: WebhookDelivery): WebhookTarget {
    return this.#targets.get(delivery)!;
  }

  /** The newest first. */
  newestFirst(): WebhookDelivery[] {
    return [...this.#deliveries.values()].reverse();
  }

  /** Adds an attempt to its delivery. */
  record(delivery: WebhookDelivery, attempt: WebhookAttempt): void {
    delivery.attempts.push(attempt);
    if (delivery.attempts.length > MAX_ATTEMPTS) delivery.attempts.shift();
    this.#onChange(delivery);
  }

  setState(
    delivery: WebhookDelivery,
    state: WebhookDelivery['state'],
    nextAttemptAt: number | null = null,
  ): void {
    delivery.state = state;
    delivery.next_attempt_at = nextAttemptAt;
    this.#onChange(delivery);
  }

  clear(): void {
    this.#deliveries.clear();
  }

  #onChange(delivery: WebhookDelivery): void {
    for (const listener of this.#listeners) listener(delivery);
  }
}
