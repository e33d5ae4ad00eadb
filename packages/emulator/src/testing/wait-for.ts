import { requireDuration } from '@cio/core';

export interface WaitOptions {
  /** How long to wait, in milliseconds. Default 2,000. */
  timeoutMs?: number;
}

export interface Waiting<T> {
  /** What is waited for; undefined where it is not there yet. */
  find: () => T | undefined;
  /** Tells of every change that may bring it. Returns what ends that. */
  subscribe: (onChange: () => void) => () => void;
  /** Why it is not there, for the error. */
  explain: () => string;
}

/** Resolves with something as soon as it is there, or rejects after a time with what is there instead. */
export function waitFor<T>(
  { find, subscribe, explain }: Waiting<T>,
  { timeoutMs = 2000 }: WaitOptions = {},
): Promise<T> {
  requireDuration('timeoutMs', timeoutMs);
  const present = find();
  if (present !== undefined) return Promise.resolve(present);
  // The stack of whoever waits, and not of a timer.
  const error = new Error();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      unsubscribe();
      error.message = `after ${timeoutMs} ms ${explain()}`;
      reject(error);
    }, timeoutMs);
    const unsubscribe = subscribe(() => {
      const found = find();
      if (found === undefined) return;
      clearTimeout(timer);
      unsubscribe();
      resolve(found);
    });
  });
}
