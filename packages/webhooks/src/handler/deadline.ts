import { WebhookDeadlineError, type WebhookStep } from '../errors.js';

/** A deadline for several steps together. */
export interface Deadline {
  /**
   * Settles as the promise does, or rejects with a {@link WebhookDeadlineError} when the deadline has passed. The promise itself
   * is not affected.
   *
   * @param getStep Returns the step in progress, for the error.
   */
  within<T>(getStep: () => WebhookStep, promise: Promise<T>): Promise<T>;
  /** Clears the timer. */
  clear(): void;
}

export function startDeadline(limitMs: number): Deadline {
  let isOver = false;
  let whenOver = () => {};
  const timer = setTimeout(() => {
    isOver = true;
    whenOver();
  }, limitMs);
  return {
    within(getStep, promise) {
      return new Promise((resolve, reject) => {
        promise.then(resolve, reject);
        whenOver = () => reject(new WebhookDeadlineError(getStep(), limitMs));
        if (isOver) whenOver();
      });
    },
    clear: () => clearTimeout(timer),
  };
}
