/** Throws the reason of a signal that has aborted. Not by its method of that name, which the signals of jsdom under Jest 29 do not have. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw signal.reason;
}
