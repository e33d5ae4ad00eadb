/** What is done later: exports, imports, broadcasts, and the effects of writes that are visible after a while. */
export class Jobs {
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #onError: (name: string, error: unknown) => void;

  /** @param onError Told of a job that failed. */
  constructor(onError: (name: string, error: unknown) => void) {
    this.#onError = onError;
  }

  /** Runs a job after so many milliseconds. Jobs with the same delay start in the order they were scheduled in. */
  schedule(name: string, delayMs: number, job: () => void | Promise<void>): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#run(name, job);
    }, delayMs);
    // A job that is left does not keep the process alive.
    timer.unref();
    this.#timers.add(timer);
  }

  /** Cancels the jobs that have not started. */
  cancelAll(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  async #run(name: string, job: () => void | Promise<void>): Promise<void> {
    try {
      await job();
    } catch (error) {
      this.#onError(name, error);
    }
  }
}
