type Listener = (reason: unknown) => void;

/** The listeners of each signal. However many calls share a signal, it has one event listener. */
const listenersBySignal = /* @__PURE__ */ new WeakMap<AbortSignal, Set<Listener>>();

/**
 * Calls the listener with the signal's reason when it aborts; immediately if it is already aborted.
 *
 * A signal that many calls share, such as one for a shutdown, would otherwise get an event listener for each: Node warns of a
 * leak from the eleventh listener on, and adding a listener to an event target takes time linear in their number.
 *
 * @returns A function that removes the listener. With the last listener, the event listener is removed too: Node keeps a
 * signal of `AbortSignal.any` or `AbortSignal.timeout` in memory as long as it has one.
 */
export function onAbort(signal: AbortSignal, listener: Listener): () => void {
  if (signal.aborted) {
    listener(signal.reason);
    return () => {};
  }
  let listeners = listenersBySignal.get(signal);
  if (!listeners) {
    listeners = new Set();
    listenersBySignal.set(signal, listeners);
    signal.addEventListener('abort', notifyAll);
  }
  const shared = listeners;
  // A new function: the same listener may be added twice.
  const entry: Listener = (reason) => listener(reason);
  shared.add(entry);
  return () => {
    if (shared.delete(entry) && shared.size === 0) forget(signal);
  };
}

function notifyAll(this: AbortSignal): void {
  const listeners = listenersBySignal.get(this);
  forget(this);
  for (const listener of listeners ?? []) listener(this.reason);
  listeners?.clear();
}

function forget(signal: AbortSignal): void {
  listenersBySignal.delete(signal);
  signal.removeEventListener('abort', notifyAll);
}
