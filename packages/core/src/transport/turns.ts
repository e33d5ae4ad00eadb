/** The turns of requests, of which no more than so many are under way at a time. */
export interface Turns {
  /** Starts the work at its turn, first come, first served. Where the signal aborts before, rejects with its reason. */
  take<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T>;
  /** Gives a turn back that was taken. */
  give(): void;
}

/** Turns for so many at a time; for any number where that is no number above 0. */
export function createTurns(count: number): Turns {
  let free = count > 0 ? count : 1e9;
  // Whoever waits says whether they still do. An array gives its first away slowly, its last at once.
  let coming: (() => boolean)[] = [];
  let going: typeof coming = [];
  return {
    take(work, signal) {
      if (free > 0) {
        free--;
        return work();
      }
      return new Promise((resolve, reject) => {
        const giveUp = () => reject(signal!.reason);
        signal?.addEventListener('abort', giveUp);
        // It may have aborted already, and then no event comes any more.
        if (signal?.aborted) giveUp();
        coming.push(() => {
          if (signal?.aborted) return false;
          signal?.removeEventListener('abort', giveUp);
          resolve(work());
          return true;
        });
      });
    },
    give() {
      for (;;) {
        if (going.length === 0) {
          going = coming.reverse();
          coming = [];
        }
        const next = going.pop();
        if (!next) free++;
        if (!next || next()) return;
      }
    },
  };
}
