import { WebhookDeadlineError, type WebhookStep } from '../errors.js';

/** A deadline for several steps together, one after another. */
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
  let onOver: (() => void) | undefined;
  const timer = setTimeout(() => {
    isOver = true;
    onOver?.();
  }, limitMs);
  return {
    within: (getStep, promise) =>
      new Promise((resolve, reject) => {
        promise.then(resolve, reject);
        onOver = () => reject(new WebhookDeadlineError(getStep(), limitMs));
        // After the promise, which may have settled.
        if (isOver) queueMicrotask(onOver);
      }),
    clear: () => clearTimeout(timer),
  };
}
