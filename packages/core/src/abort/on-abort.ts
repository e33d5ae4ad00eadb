type Listener = (reason: unknown) => void;

/** The listeners of each signal. The signal itself has one listener from here, however many calls share it. */
const listenersBySignal = /* @__PURE__ */ new WeakMap<AbortSignal, Set<Listener>>();

/**
 * Calls the listener with the signal's reason when it aborts; at once where it has aborted already.
 *
 * A signal that is shared by many calls, such as one for a shutdown, would otherwise get a listener for each: Node
 * warns of a leak from the eleventh on, and adding to an event target costs a look at all that it has.
 *
 * @returns Removes the listener. With the last one the signal is left as it was: Node keeps a signal of
 * `AbortSignal.any` or `AbortSignal.timeout` in memory as long as somebody listens to it.
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
  // A function of its own: the same listener may be added twice.
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
