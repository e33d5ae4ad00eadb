import { byteLength, type HttpClient } from '@cio/core';
import { bodyOf, ROOM } from '../batch/pack.js';
import { type Complaint, postBatch } from '../batch/post-batch.js';
import { namesOf } from '../operations/facts.js';
import type { Operation } from '../operations/types.js';

/** One operation on its way, and who waits for it. */
export abstract class Entry {
  /** In UTF-8. */
  readonly bytes: number;
  /** Of whom and what it is about. */
  readonly names: readonly string[];

  constructor(
    readonly operation: Operation,
    readonly json: string,
  ) {
    this.bytes = byteLength(json);
    this.names = namesOf(operation);
  }
}

export interface DispatcherOptions<E extends Entry> {
  /** Requests under way at once. */
  concurrency: number;
  /** What the items of one request may take together, in bytes. */
  maxBytes: number;
  /** How long an entry may wait for others to fill its request, in milliseconds. */
  maxWaitMs: number;
  /** How much may be pending, queued or under way, by the measure of `costOf`. */
  capacity: number;
  costOf(entry: E): number;
  signal?: AbortSignal | undefined;
  onAccepted(entry: E): void;
  onRejected(entry: E, complaint: Complaint): void;
  onFailed(entry: E, error: unknown): void;
  /** After each request, whatever its outcome. */
  onRequest?(entries: readonly E[]): void;
}

/**
 * Packs entries into requests and sends several at once, in order for everybody they are about: an
 * entry waits while an earlier one that shares a name is queued behind something or under way.
 */
export class Dispatcher<E extends Entry> {
  readonly #http: HttpClient;
  readonly #options: DispatcherOptions<E>;
  #queue: E[] = [];
  /** Bytes of the queue. */
  #queuedBytes = 0;
  /** What was found to wait for a request under way, and whom it is about. Looked at again when one ends. */
  #held: E[] = [];
  readonly #heldNames = new Set<string>();
  /** Whom and what the requests under way are about. */
  readonly #busy = new Set<string>();
  #requests = 0;
  #pending = 0;
  /** Those who wait for room, from `#firstWaiting` on: shifting a long array would cost its length each time. */
  #waiting: { cost: number; enter: () => void }[] = [];
  #firstWaiting = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the timer is one for this turn of the loop. */
  #soon = false;
  /** Whether what is queued goes out without being a full request. */
  #due = false;

  constructor(http: HttpClient, options: DispatcherOptions<E>) {
    this.#http = http;
    this.#options = options;
  }

  /** Takes a place for an entry: at once, or by a promise when there is room. First come, first served. */
  reserve(entry: E): Promise<void> | undefined {
    const cost = this.#options.costOf(entry);
    if (this.#firstWaiting === this.#waiting.length && this.#fits(cost)) {
      this.#pending += cost;
      return undefined;
    }
    this.flush();
    return new Promise((enter) => this.#waiting.push({ cost, enter }));
  }

  /** Queues an entry whose place has been reserved. One that waited for its place has waited enough. */
  push(entry: E, hasWaited = false): void {
    this.#queue.push(entry);
    this.#queuedBytes += entry.bytes + 1;
    if (this.#queuedBytes >= this.#options.maxBytes) this.#dispatch();
    else if (hasWaited && !this.#soon) this.#startTimer(0);
    else if (!this.#timer) this.#startTimer(this.#options.maxWaitMs);
  }

  /** Sends what is queued as soon as it may go, full requests or not. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#soon = false;
    this.#due = this.#queue.length + this.#held.length > 0;
    this.#dispatch();
  }

  /** Takes back what is queued and not under way. */
  drain(): E[] {
    this.#release();
    const entries = this.#queue;
    this.#queue = [];
    this.#settled();
    for (const entry of entries) this.#leave(entry);
    return entries;
  }

  /** With 0, others that are about to be queued in this turn of the loop share the request. */
  #startTimer(ms: number): void {
    clearTimeout(this.#timer);
    this.#soon = ms === 0;
    this.#timer = setTimeout(() => this.flush(), ms);
  }

  #dispatch(): void {
    const { concurrency, maxBytes } = this.#options;
    while (this.#requests < concurrency && (this.#due || this.#queuedBytes >= maxBytes)) {
      const taken = this.#take();
      if (taken.length === 0) break;
      void this.#send(taken);
    }
    this.#settled();
  }

  /** An empty queue needs no timer: nothing of it keeps the process alive. */
  #settled(): void {
    if (this.#queue.length > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#soon = false;
    this.#queuedBytes = 0;
    if (this.#held.length === 0) this.#due = false;
  }

  /** Puts what was held back before the queue again. */
  #release(): void {
    if (this.#held.length === 0) return;
    this.#queue = [...this.#held, ...this.#queue];
    for (const { bytes } of this.#held) this.#queuedBytes += bytes + 1;
    this.#held = [];
    this.#heldNames.clear();
    // It was due when it was held back, or would have filled a request: it waits no longer.
    this.#due = true;
  }

  /** The entries of the next request: the first that may go, as many as fit. */
  #take(): E[] {
    const taken: E[] = [];
    let room = Math.min(this.#options.maxBytes, ROOM);
    let at = 0;
    for (; at < this.#queue.length; at++) {
      const entry = this.#queue[at]!;
      const { names } = entry;
      const size = entry.bytes + 1;
      if (names.some((name) => this.#busy.has(name) || this.#heldNames.has(name))) {
        // It holds back all that follow about the same.
        this.#held.push(entry);
        for (const name of names) this.#heldNames.add(name);
      } else {
        if (size >= room && taken.length > 0) break;
        room -= size;
        taken.push(entry);
      }
      this.#queuedBytes -= size;
    }
    this.#queue = this.#queue.slice(at);
    return taken;
  }

  async #send(entries: E[]): Promise<void> {
    const { onAccepted, onRejected, onFailed, onRequest, signal } = this.#options;
    const busy = this.#busy;
    this.#requests++;
    for (const { names } of entries) for (const name of names) busy.add(name);
    try {
      const body = bodyOf(entries.map(({ json }) => json));
      const operations = entries.map(({ operation }) => operation);
      const complaints = await postBatch(this.#http, body, operations, { signal });
      entries.forEach((entry, index) => {
        const complaint = complaints.get(index);
        if (complaint) onRejected(entry, complaint);
        else onAccepted(entry);
      });
    } catch (error) {
      for (const entry of entries) onFailed(entry, error);
    }
    this.#requests--;
    // No two requests under way share a name.
    for (const { names } of entries) for (const name of names) busy.delete(name);
    onRequest?.(entries);
    for (const entry of entries) this.#leave(entry);
    // What waited for these names may go now.
    this.#release();
    this.#dispatch();
  }

  #fits(cost: number): boolean {
    // One that is larger than all there is goes alone.
    return this.#pending === 0 || this.#pending + cost <= this.#options.capacity;
  }

  #leave(entry: E): void {
    this.#pending -= this.#options.costOf(entry);
    while (this.#firstWaiting < this.#waiting.length && this.#fits(this.#waiting[this.#firstWaiting]!.cost)) {
      const { cost, enter } = this.#waiting[this.#firstWaiting++]!;
      this.#pending += cost;
      enter();
    }
    if (this.#firstWaiting > 1000 && this.#firstWaiting * 2 > this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#firstWaiting);
      this.#firstWaiting = 0;
    }
  }
}
