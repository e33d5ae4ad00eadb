import { WebhookDeadlineError, type WebhookStep } from '../errors.js';

/** A deadline for several steps together. */
export interface Deadline {
  /**
   * Settles as the promise does, or rejects with a {@link WebhookDeadlineError} when the deadline has passed. The promise itself
   * is not affected.
   *
   * @param getStep Returns the step in progress, for the error.
   */
  within<T>(getStep: () => WebhookStep, promise: T | Promise<T>): Promise<T>;
  /** Clears the timer. */
  clear(): void;
}

export function startDeadline(limitMs: number): Deadline {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passed = new Promise((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  return {
    within(getStep, promise) {
      const failed = passed.then(() => {
        throw new WebhookDeadlineError(getStep(), limitMs);
      });
      return Promise.race([promise, failed]);
    },
    clear: () => clearTimeout(timer),
  };
}
