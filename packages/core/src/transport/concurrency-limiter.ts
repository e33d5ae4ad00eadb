/** A concurrency limit: a number of requests that may be in flight. Further calls wait, in the order of their arrival. */
export interface ConcurrencyLimit {
  /** Acquires a slot if one is free. It has to be released with `release`. */
  tryAcquire(): boolean;
  /**
   * Waits for a slot. `start` is called when one is free, and returns whether it uses the slot: false for a call that has been
   * aborted, so that the next call gets it.
   */
  wait(start: () => boolean): void;
  /** Releases a slot. */
  release(): void;
}

/** The concurrency limit of a transport. */
export class ConcurrencyLimiter implements ConcurrencyLimit {
  #limit: number;
  #inUse = 0;
  // A queue of two arrays: pushing to and popping from the end of an array is fast, removing its first entry is not.
  #incoming: (() => boolean)[] = [];
  #outgoing: (() => boolean)[] = [];

  /** @param limit The number of requests in flight; `Infinity` for no limit. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The number of requests in flight. If it is raised, waiting calls start; if it is lowered, it applies to the next ones. */
  get limit(): number {
    return this.#limit;
  }

  set limit(limit: number) {
    this.#limit = limit;
    this.#startWaiting();
  }

  /** The number of waiting calls, including aborted ones that have not been skipped yet. */
  get waiting(): number {
    return this.#incoming.length + this.#outgoing.length;
  }

  /** Acquires a slot if one is free. It has to be released with `release`. */
  tryAcquire(): boolean {
    if (this.#inUse >= this.#limit) return false;
    this.#inUse++;
    return true;
  }

  /**
   * Waits for a slot. `start` is called when one is free, and returns whether it uses the slot: false for a call that has been
   * aborted, so that the next call gets it.
   */
  wait(start: () => boolean): void {
    this.#incoming.push(start);
  }

  /** Releases a slot. */
  release(): void {
    this.#inUse--;
    this.#startWaiting();
  }

  #startWaiting(): void {
    while (this.#inUse < this.#limit) {
      if (this.#outgoing.length === 0) {
        if (this.#incoming.length === 0) return;
        this.#outgoing = this.#incoming.reverse();
        this.#incoming = [];
      }
      // Counted before it starts: the call may end, and release its slot, immediately.
      this.#inUse++;
      if (!this.#outgoing.pop()!()) this.#inUse--;
    }
  }
}
