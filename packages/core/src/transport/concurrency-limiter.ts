/** Lets so many requests go out at a time. The calls beyond wait, first come, first served. */
export class ConcurrencyLimiter {
  #free: number;
  // An array gives its first entry away slowly, its last at once: one is filled while the other, reversed, is emptied.
  #incoming: (() => boolean)[] = [];
  #outgoing: (() => boolean)[] = [];

  /** @param limit Requests at a time; `Infinity` for any number. */
  constructor(limit: number) {
    this.#free = limit;
  }

  /** Takes a place where one is free. Whoever got one gives it back with `release`. */
  tryAcquire(): boolean {
    if (this.#free <= 0) return false;
    this.#free--;
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
    for (;;) {
      if (this.#outgoing.length === 0) {
        this.#outgoing = this.#incoming.reverse();
        this.#incoming = [];
      }
      const start = this.#outgoing.pop();
      if (!start) this.#free++;
      if (!start || start()) return;
    }
  }
}
