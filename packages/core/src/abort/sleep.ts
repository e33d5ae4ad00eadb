import { onAbort } from './on-abort.js';

/** Resolves after the time, in milliseconds. Rejects with the signal's reason as soon as it aborts. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let removeListener = () => {};
    const timer = setTimeout(() => {
      removeListener();
      resolve();
    }, ms);
    if (!signal) return;
    removeListener = onAbort(signal, (reason) => {
      clearTimeout(timer);
      reject(reason);
    });
  });
}
