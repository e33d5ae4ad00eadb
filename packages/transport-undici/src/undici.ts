// Parts of undici: importing all of it would replace the global dispatcher of `fetch`, which not all versions of Node support.
import type { Agent, buildConnector } from 'undici';
// @ts-expect-error
import connect from 'undici/lib/core/connect.js';
// @ts-expect-error: no types for parts.
import agent from 'undici/lib/dispatcher/agent.js';

export const UndiciAgent: typeof Agent = agent;
export const undiciConnector: typeof buildConnector = connect;
