/**
 * Calls a callback of the library's user. An error that it throws, or that its promise rejects with, is written to
 * `console.error` and has no other effect.
 *
 * @param name The name of the option, such as `onRejected`.
 */
export function callSafely(name: string, callback: () => unknown): void {
  try {
    const result = callback();
    if (!isThenable(result)) return;
    // Converted to a native promise: a thenable may throw, or settle more than once.
    Promise.resolve(result).catch((error: unknown) => reportCallbackError(name, error));
  } catch (error) {
    reportCallbackError(name, error);
  }
}

/** Whether a value is a promise or another thenable. Throws if its `then` is a getter that throws. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

function reportCallbackError(name: string, error: unknown): void {
  try {
    console.error(`@cio: ${name} failed, without further effect:`, error);
  } catch {
    // The console does not work, or the error cannot be printed.
  }
}
