export type { Transport } from '@cio/core';
export type { OwnConnections, OwnDispatcher, UndiciTransportOptions } from './options.js';
export { proxyFromEnv } from './proxy-from-env.js';
export { undiciTransport } from './undici-transport.js';
