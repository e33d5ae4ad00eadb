import { ulid } from '@cio/core';
import { noop, type Table } from '../../store/table.js';
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

/** How far the attempts at a delivery have come that its receiver has not accepted. */
export interface RetryState {
  /** How long it has waited between attempts. */
  waitedSeconds: number;
  /** How long it waits after the next failure, where Customer.io does not wait an hour. */
  backoffSeconds: number;
}

/** What belongs to a delivery and is not shown: a target has the signing key. */
interface Dispatch {
  target: WebhookTarget;
  /** The queue that it is in; undefined where it is sent by hand. */
  queue: string | undefined;
  retry: RetryState;
}

/** A delivery as it is kept: without the signing key. */
interface DeliveryRecord extends WebhookDelivery {
  queue?: string;
  retry: RetryState;
}

/** How many attempts of one delivery are kept: a week of them is some hundreds. */
const MAX_ATTEMPTS = 50;

const FIRST_ATTEMPT: RetryState = { waitedSeconds: 0, backoffSeconds: 1 };

/** The webhooks of a workspace with their attempts: those that are on their way, and the newest of the others. */
export class WebhookLog implements Table {
  onChange: Table['onChange'] = noop;
  readonly #deliveries = new Map<string, WebhookDelivery>();
  readonly #dispatches = new WeakMap<WebhookDelivery, Dispatch>();
  /** The deliveries that are at their end, in the order in which they came to it. */
  readonly #settled = new Set<string>();
  readonly #maxDeliveries: number;
  readonly #targetOfUrl: (url: string) => WebhookTarget;
  readonly #listeners = new Set<(delivery: WebhookDelivery) => void>();

  /** @param targetOfUrl The receiver at a URL, for deliveries that are restored. */
  constructor(maxDeliveries: number, targetOfUrl: (url: string) => WebhookTarget) {
    this.#maxDeliveries = maxDeliveries;
    this.#targetOfUrl = targetOfUrl;
  }

  /** Tells of every delivery that is added or changes. Returns what ends that. */
  subscribe(listener: (delivery: WebhookDelivery) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get size(): number {
    return this.#deliveries.size;
  }

  /** @param queue The queue that it is in; undefined where it is sent by hand. */
  add(event: object, target: WebhookTarget, queue?: string): WebhookDelivery {
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
    this.#dispatches.set(delivery, { target, queue, retry: FIRST_ATTEMPT });
    this.#makeRoom();
    this.#changed(delivery);
    return delivery;
  }

  get(id: string): WebhookDelivery | undefined {
    return this.#deliveries.get(id);
  }

  targetOf(delivery: WebhookDelivery): WebhookTarget {
    return this.#dispatches.get(delivery)!.target;
  }

  retryOf(delivery: WebhookDelivery): RetryState {
    return this.#dispatches.get(delivery)!.retry;
  }

  /** The newest first. */
  newestFirst(): WebhookDelivery[] {
    return [...this.#deliveries.values()].reverse();
  }

  /** Those that a queue has to deliver, in order, and its name. */
  *undelivered(): Iterable<[queue: string, WebhookDelivery]> {
    for (const delivery of this.#deliveries.values()) {
      const { queue } = this.#dispatches.get(delivery)!;
      if (queue !== undefined && !isSettled(delivery)) yield [queue, delivery];
    }
  }

  /** Adds an attempt to its delivery. */
  record(delivery: WebhookDelivery, attempt: WebhookAttempt): void {
    delivery.attempts.push(attempt);
    if (delivery.attempts.length > MAX_ATTEMPTS) delivery.attempts.shift();
    this.#changed(delivery);
  }

  setState(delivery: WebhookDelivery, state: Exclude<WebhookDelivery['state'], 'waiting'>): void {
    delivery.state = state;
    delivery.next_attempt_at = null;
    this.#settle(delivery);
    this.#makeRoom();
    this.#changed(delivery);
  }

  /** @param nextAttemptAt When it is sent again; milliseconds since 1970. */
  setWaiting(delivery: WebhookDelivery, nextAttemptAt: number, retry: RetryState): void {
    delivery.state = 'waiting';
    delivery.next_attempt_at = nextAttemptAt;
    this.#dispatches.get(delivery)!.retry = retry;
    this.#changed(delivery);
  }

  clear(): void {
    this.#deliveries.clear();
    this.#settled.clear();
  }

  keys(): Iterable<string> {
    return this.#deliveries.keys();
  }

  toRecord(id: string): DeliveryRecord | undefined {
    const delivery = this.#deliveries.get(id);
    if (!delivery) return undefined;
    const { queue, retry } = this.#dispatches.get(delivery)!;
    return { ...delivery, ...(queue !== undefined && { queue }), retry };
  }

  restore(id: string, { queue, retry, ...delivery }: DeliveryRecord): void {
    // Whether its receiver had the attempt that was interrupted is not known. By hand, noop waits for it any more.
    if (delivery.state === 'sending' && queue !== undefined) delivery.state = 'queued';
    else if (delivery.state === 'sending') delivery.state = 'failed';
    this.#deliveries.set(id, delivery);
    this.#dispatches.set(delivery, { target: this.#targetOfUrl(delivery.url), queue, retry });
    this.#settle(delivery);
  }

  #settle(delivery: WebhookDelivery): void {
    this.#settled.delete(delivery.id);
    if (isSettled(delivery)) this.#settled.add(delivery.id);
  }

  /** Removes the oldest that are at their end. */
  #makeRoom(): void {
    while (this.#deliveries.size > this.#maxDeliveries) {
      const [oldest] = this.#settled;
      if (oldest === undefined) return;
      this.#settled.delete(oldest);
      this.#deliveries.delete(oldest);
      this.onChange(oldest);
    }
  }

  #changed(delivery: WebhookDelivery): void {
    this.onChange(delivery.id);
    for (const listener of this.#listeners) listener(delivery);
  }
}

function isSettled({ state }: WebhookDelivery): boolean {
  return state === 'delivered' || state === 'failed';
}
