/** What goes wrong on purpose. Exactly one kind a fault. */
export type FaultKind =
  /** An answer of any status in place of the real one; nothing is processed. */
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: unknown }
  /** The real answer, late. */
  | { kind: 'delay'; delayMs: number }
  /** The connection is reset: `before` the request is processed, or `after`, with its effect done. */
  | { kind: 'reset'; when: 'before' | 'after' }
  /** The request is processed, and the connection ends in the middle of the answer's body. */
  | { kind: 'cut-body' }
  /** The request is processed, and the answer's body comes a byte at a time. */
  | { kind: 'slow-body'; delayMs: number }
  /** The request is processed, and the answer announces more bytes than it has, or fewer. */
  | { kind: 'wrong-length'; difference: number }
  /** Sends the client elsewhere. Without a location the header is missing. */
  | { kind: 'redirect'; status?: number; location?: string }
  /** 200 and a web page, as a captive portal answers. Nothing is processed. */
  | { kind: 'html' };

export type Fault = FaultKind & {
  /** Only requests with this method. */
  method?: string;
  /** Only requests whose path contains this. */
  path?: string;
  /** For how many requests. Default 1. */
  times?: number;
  /** How many requests go through first. Default 0. */
  after?: number;
};

/** The faults that wait for their requests. */
export class Faults {
  #waiting: { fault: Fault; skip: number; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, skip: fault.after ?? 0, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The fault for a request, if one waits: the oldest that fits, used up by once. */
  take(method: string, path: string): Fault | undefined {
    for (const entry of this.#waiting) {
      const { fault } = entry;
      if (entry.left === 0 || (fault.method && fault.method !== method)) continue;
      if (fault.path && !path.includes(fault.path)) continue;
      if (entry.skip > 0) {
        entry.skip--;
        continue;
      }
      entry.left--;
      return fault;
    }
    return undefined;
  }
}
