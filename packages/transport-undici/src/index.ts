export type { OwnConnections, OwnDispatcher, UndiciTransportOptions } from './options.js';
export { undiciTransport } from './undici-transport.js';
