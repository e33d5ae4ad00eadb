/** What is to be done at a time. */
export interface Timer {
  /** In milliseconds since 1970. */
  readonly time: number;
  readonly run: () => void | Promise<void>;
}

interface Entry extends Timer {
  /** Timers of the same time run in the order in which they were added. */
  readonly sequence: number;
}

/** Timers by their time: a binary heap. */
export class TimerQueue {
  readonly #entries: Entry[] = [];
  #sequence = 0;

  add(timer: Timer): void {
    const entries = this.#entries;
    const entry = { ...timer, sequence: this.#sequence++ };
    let index = entries.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >>> 1;
      if (!isBefore(entry, entries[parent]!)) break;
      entries[index] = entries[parent]!;
      index = parent;
    }
    entries[index] = entry;
  }

  /** The timer that is next; undefined where there is none. */
  peek(): Timer | undefined {
    return this.#entries[0];
  }

  /** Takes the timer that is next out of the queue. */
  pop(): Timer | undefined {
    const entries = this.#entries;
    const [first] = entries;
    const last = entries.pop();
    if (!first || !last || entries.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= entries.length) break;
      if (child + 1 < entries.length && isBefore(entries[child + 1]!, entries[child]!)) child++;
      if (isBefore(last, entries[child]!)) break;
      entries[index] = entries[child]!;
      index = child;
    }
    entries[index] = last;
    return first;
  }

  clear(): void {
    this.#entries.length = 0;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.time === b.time ? a.sequence < b.sequence : a.time < b.time;
}
