/** Resolves in the next turn of the event loop: what has come meanwhile, such as responses, is handled first. */
export function nextTurn(): Promise<void> {
  const { setImmediate } = globalThis as { setImmediate?: (callback: () => void) => unknown };
  return new Promise((resolve) => void (setImmediate ?? setTimeout)(resolve));
}
