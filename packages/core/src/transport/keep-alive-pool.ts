import type { Agent, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** The maximum age of a connection: a connection in constant use would never resolve the DNS name again. */
const MAX_AGE_MS = 300_000;
/** A safety margin for the server's keep-alive timeout: the request takes time to arrive. */
const SERVER_TIMEOUT_MARGIN_MS = 1000;

/** The delay of TCP keep-alive probes. Node's default for an agent. */
const TCP_KEEP_ALIVE_MS = 1000;

interface PooledSocket extends Socket {
  /** When the connection reaches its maximum age. */
  expiresAt?: number;
  /** The last `Keep-Alive` header of the server, and its timeout in milliseconds. */
  keepAlive?: string | undefined;
  serverTimeoutMs?: number;
  usableUntil?: number;
}

/** Limits how long the idle connections of an agent are used: by age, idle time, and the server's `Keep-Alive` header. */
export class KeepAlivePool {
  readonly #agent: Agent;
  readonly #idleTimeoutMs: number;

  constructor(agent: Agent, idleTimeoutMs: number) {
    this.#agent = agent;
    this.#idleTimeoutMs = idleTimeoutMs;
    agent.keepSocketAlive = (socket: PooledSocket) => this.#keep(socket);
  }

  /** Reads the server's keep-alive timeout from a response. */
  readKeepAliveTimeout({ headers, socket }: IncomingMessage): void {
    const pooled = socket as PooledSocket | null;
    const header = headers['keep-alive'] as string | undefined;
    // Mocks have no socket. Most responses of a connection have the same header.
    if (!pooled || pooled.keepAlive === header) return;
    const [, seconds] = /(?:^|[,\s])timeout=(\d+)/i.exec(header ?? '') ?? [];
    pooled.keepAlive = header;
    pooled.serverTimeoutMs =
      seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) * 1000 - SERVER_TIMEOUT_MARGIN_MS;
  }

  /**
   * Closes expired connections, so that the agent does not use one of them. Timers are not enough: they do not fire while the
   * process is suspended.
   */
  closeExpired(): void {
    const { freeSockets } = this.#agent;
    const now = performance.now();
    for (const name in freeSockets) {
      const sockets = freeSockets[name] as PooledSocket[];
      while (sockets.length > 0 && !isUsable(sockets.at(-1)!, now)) sockets.pop()!.destroy();
    }
  }

  closeIdle(): void {
    for (const sockets of Object.values(this.#agent.freeSockets)) {
      for (const socket of sockets?.splice(0) ?? []) socket.destroy();
    }
  }

  /** Whether a connection is kept after its response has been read. */
  #keep(socket: PooledSocket): boolean {
    const now = performance.now();
    socket.expiresAt ??= now + MAX_AGE_MS;
    const keepMs = Math.min(this.#idleTimeoutMs, socket.serverTimeoutMs ?? Number.POSITIVE_INFINITY);
    if (keepMs <= 0 || now >= socket.expiresAt) return false;
    socket.usableUntil = Math.min(now + keepMs, socket.expiresAt);
    socket.setKeepAlive(true, TCP_KEEP_ALIVE_MS);
    // Idle connections do not keep the process alive.
    socket.unref();
    if (socket.timeout !== keepMs) socket.setTimeout(keepMs);
    return true;
  }
}

function isUsable(socket: PooledSocket, now: number): boolean {
  return !socket.destroyed && socket.readable && now < (socket.usableUntil ?? Number.POSITIVE_INFINITY);
}
