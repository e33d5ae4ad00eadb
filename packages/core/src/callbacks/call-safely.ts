/**
 * Calls a function that the caller of the library passed in. What it throws, or what the promise that it returns rejects
 * with, changes nothing else: it is written to `console.error`.
 *
 * @param name The option that the function was passed as, such as `onRejected`.
 */
export function callSafely(name: string, callback: () => unknown): void {
  try {
    const result = callback();
    if (!isThenable(result)) return;
    // A promise of the platform's own: a thenable may throw, or settle more than once.
    Promise.resolve(result).catch((error: unknown) => reportCallbackError(name, error));
  } catch (error) {
    reportCallbackError(name, error);
  }
}

/** Whether a value is a promise, or anything else that has a `then`. Looking for it may throw. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

function reportCallbackError(name: string, error: unknown): void {
  try {
    console.error(`@cio: ${name} failed, and nothing else is affected:`, error);
  } catch {
    // A console that does not work, or an error that cannot be printed.
  }
}
