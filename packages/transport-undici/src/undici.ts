// undici by its parts. Whoever imports the whole of it makes its agent the one that the `fetch` of the process goes
// through, and not every Node gets on with that.
import type { Agent, buildConnector, Dispatcher, EnvHttpProxyAgent } from 'undici';
// @ts-expect-error
import api from 'undici/lib/api/index.js';
// @ts-expect-error
import connect from 'undici/lib/core/connect.js';
// @ts-expect-error: no types for parts.
import agent from 'undici/lib/dispatcher/agent.js';
// @ts-expect-error
import dispatcher from 'undici/lib/dispatcher/dispatcher.js';
// @ts-expect-error
import envHttpProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js';

export const UndiciAgent: typeof Agent = agent;
export const UndiciEnvHttpProxyAgent: typeof EnvHttpProxyAgent = envHttpProxyAgent;
export const undiciConnector: typeof buildConnector = connect;

/** Gives dispatchers the methods that the whole of undici adds to them: those that go through a proxy use `connect`. */
export function addDispatcherMethods(): void {
  const { prototype } = dispatcher as { prototype: Partial<Dispatcher> };
  if (!prototype.connect) Object.assign(prototype, api);
}
