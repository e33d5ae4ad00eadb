// Parts of undici: importing all of it would replace the global dispatcher of `fetch`, which not all versions of Node support.
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
