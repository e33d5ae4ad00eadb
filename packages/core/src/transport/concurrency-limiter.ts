/** Lets so many requests go out at a time. The calls beyond wait, first come, first served. */
export interface ConcurrencyLimit {
  /** Takes a place where one is free. Whoever got one gives it back with `release`. */
  tryAcquire(): boolean;
  /**
   * Waits for a place. `start` is called when there is one, and says whether it was taken: a call that was cancelled
   * meanwhile does not take it, and the next one is asked.
   */
  wait(start: () => boolean): void;
  /** Gives a place back. */
  release(): void;
}

/** The limit of a transport: so many requests at a time. */
export class ConcurrencyLimiter implements ConcurrencyLimit {
  #limit: number;
  #inUse = 0;
  // An array gives its first entry away slowly, its last at once: one is filled while the other, reversed, is emptied.
  #incoming: (() => boolean)[] = [];
  #outgoing: (() => boolean)[] = [];

  /** @param limit Requests at a time; `Infinity` for any number. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Requests at a time. Raised, it lets those go that wait; lowered, it holds from the next one on. */
  get limit(): number {
    return this.#limit;
  }

  set limit(limit: number) {
    this.#limit = limit;
    this.#startWaiting();
  }

  /** Calls that wait for a place, those included that have been given up and not been passed over yet. */
  get waiting(): number {
    return this.#incoming.length + this.#outgoing.length;
  }

  /** Takes a place where one is free. Whoever got one gives it back with `release`. */
  tryAcquire(): boolean {
    if (this.#inUse >= this.#limit) return false;
    this.#inUse++;
    return true;
  }

  /**
   * Waits for a place. `start` is called when there is one, and says whether it was taken: a call that was cancelled
   * meanwhile does not take it, and the next one is asked.
   */
  wait(start: () => boolean): void {
    this.#incoming.push(start);
  }

  /** Gives a place back. */
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
      // Taken before it starts: what it starts may end, and give its place back, at once.
      this.#inUse++;
      if (!this.#outgoing.pop()!()) this.#inUse--;
    }
  }
}
