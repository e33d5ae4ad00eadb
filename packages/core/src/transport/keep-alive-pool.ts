import type { Agent, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** A connection that is never idle for long would never look at the DNS again: by then another takes its place. */
const MAX_AGE_MS = 300_000;
/** A request is on its way for a while: a server that closes at the same moment must not meet it. */
const HINT_MARGIN_MS = 1000;
/** A connection that was idle for longer may have been closed, and nobody has looked. */
const FRESH_MS = 50;

/** After so long without a byte, TCP asks whether the other side is still there. Node's own default for an agent. */
const TCP_KEEP_ALIVE_MS = 1000;

interface PooledSocket extends Socket {
  /** When it is too old to be used once more. */
  expiresAt?: number;
  /** What the server said of it last: the `Keep-Alive` header, and the milliseconds in it. */
  hint?: string | undefined;
  hintMs?: number;
  idleSince?: number;
  usableUntil?: number;
}

/** Decides how long the idle connections of an agent are used: by their age, by their idle time, by what the server says. */
export class KeepAlivePool {
  readonly #agent: Agent;
  readonly #idleTimeoutMs: number;

  constructor(agent: Agent, idleTimeoutMs: number) {
    this.#agent = agent;
    this.#idleTimeoutMs = idleTimeoutMs;
    agent.keepSocketAlive = (socket: PooledSocket) => this.#keep(socket);
  }

  /** Notes what a response says of how long its connection may be idle. */
  noteHint({ headers, socket }: IncomingMessage): void {
    const pooled = socket as PooledSocket | null;
    const hint = headers['keep-alive'] as string | undefined;
    // Mocks have no socket, and most responses of a connection say the same.
    if (!pooled || pooled.hint === hint) return;
    const [, seconds] = /(?:^|[,\s])timeout=(\d+)/i.exec(hint ?? '') ?? [];
    pooled.hint = hint;
    pooled.hintMs =
      seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) * 1000 - HINT_MARGIN_MS;
  }

  /**
   * Closes the connections past their time, so that the agent does not take one of them: timers alone would not do, since
   * they do not fire while the process stands still.
   *
   * @returns Whether the one that the agent takes next has been used just now, or there is none.
   */
  prepare(): boolean {
    const { freeSockets } = this.#agent;
    const now = performance.now();
    let isFresh = true;
    for (const name in freeSockets) {
      const sockets = freeSockets[name] as PooledSocket[];
      while (sockets.length > 0 && !isUsable(sockets.at(-1)!, now)) sockets.pop()!.destroy();
      const next = sockets.at(-1);
      if (next && now - next.idleSince! > FRESH_MS) isFresh = false;
    }
    return isFresh;
  }

  closeIdle(): void {
    for (const sockets of Object.values(this.#agent.freeSockets)) {
      for (const socket of sockets?.splice(0) ?? []) socket.destroy();
    }
  }

  /** Whether a connection is kept whose response has been read. */
  #keep(socket: PooledSocket): boolean {
    const now = performance.now();
    socket.expiresAt ??= now + MAX_AGE_MS;
    const keepMs = Math.min(this.#idleTimeoutMs, socket.hintMs ?? Number.POSITIVE_INFINITY);
    if (keepMs <= 0 || now >= socket.expiresAt) return false;
    socket.idleSince = now;
    socket.usableUntil = Math.min(now + keepMs, socket.expiresAt);
    socket.setKeepAlive(true, TCP_KEEP_ALIVE_MS);
    // Idle connections keep no process alive.
    socket.unref();
    if (socket.timeout !== keepMs) socket.setTimeout(keepMs);
    return true;
  }
}

function isUsable(socket: PooledSocket, now: number): boolean {
  return !socket.destroyed && socket.readable && now < (socket.usableUntil ?? Number.POSITIVE_INFINITY);
}
