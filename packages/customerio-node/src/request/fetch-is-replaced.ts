const platformFetch = globalThis.fetch;

/** Where undici, and with it Node, keeps the dispatcher that `fetch` sends with. */
const GLOBAL_DISPATCHER = Symbol.for('undici.globalDispatcher.1');

/**
 * Whether the program has replaced `fetch`, or what it sends with: a mock, a proxy for all requests. The official client sends
 * over `fetch`, so requests then have to go there too.
 */
export function fetchIsReplaced(): boolean {
  const { fetch } = globalThis;
  if (fetch !== platformFetch || fetch.name !== 'fetch') return true;
  const dispatcher: unknown = Reflect.get(globalThis, GLOBAL_DISPATCHER);
  return dispatcher !== undefined && dispatcher?.constructor.name !== 'Agent';
}
