// undici by its parts. Whoever imports the whole of it makes its agent the one that the `fetch` of the process goes
// through, and not every Node gets on with that.
import type { Agent, buildConnector } from 'undici';
// @ts-expect-error
import connect from 'undici/lib/core/connect.js';
// @ts-expect-error: no types for parts.
import agent from 'undici/lib/dispatcher/agent.js';

export const UndiciAgent: typeof Agent = agent;
export const undiciConnector: typeof buildConnector = connect;
