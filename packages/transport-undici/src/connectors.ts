import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import type { OwnConnections } from './options.js';
import { undiciConnector } from './undici.js';

type Connector = buildConnector.connector;

/** The connector: the caller's function, or undici's with the caller's settings. */
export function connectorFor(options: OwnConnections, allowH2: boolean): Connector {
  const { connect, connectTimeout, ...others } = options;
  if (typeof connect === 'function') return connect;
  const { maxCachedSessions, socketPath, autoSelectFamily, autoSelectFamilyAttemptTimeout } = others;
  return undiciConnector({
    maxCachedSessions,
    socketPath,
    autoSelectFamily,
    autoSelectFamilyAttemptTimeout,
    timeout: connectTimeout,
    ...connect,
    // undici 8 offers HTTP/2 by default, as the second choice.
    allowH2,
    preferH2: true,
  } as object);
}

/** A connector whose sockets are passed to `use` first, and that calls back exactly once. */
export function withSockets(connector: Connector, use: (socket: Socket) => void): Connector {
  return (target, done) => {
    let isDone = false;
    return connector(target, (...[error, socket]) => {
      if (isDone) return void socket?.destroy();
      isDone = true;
      if (socket) use(socket);
      done(...([error, socket] as Parameters<typeof done>));
    });
  };
}
