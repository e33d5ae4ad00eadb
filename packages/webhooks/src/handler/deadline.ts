import { WebhookDeadlineError, type WebhookStep } from '../errors.js';

/** A time limit for several steps together: what has not ended by then is not waited for any longer. */
export interface Deadline {
  /**
   * What the promise resolves to or rejects with; a {@link WebhookDeadlineError} where the time is over first. The
   * promise itself goes on.
   *
   * @param getStep Tells, when the time is over, what is being waited for.
   */
  within<T>(getStep: () => WebhookStep, promise: Promise<T>): Promise<T>;
  /** To be called in the end, whatever happened. */
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
