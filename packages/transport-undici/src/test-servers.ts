// What the tests of this package share: servers that write bytes and frames as they please, and requests.
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { TransportRequest, TransportResponse } from '@cio/core';
import { generate } from 'selfsigned';
import { onTestFinished } from 'vitest';

/** More than any body of these tests. */
export const MAX_BYTES = 64 * 1024 * 1024;

export const certificate = await generate([{ name: 'commonName', value: 'localhost' }]).then(
  ({ private: key, cert }) => ({ key, cert }),
);

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A request of a transport. Its signal may not be used: it would cost each call an `AbortSignal`. */
export function request(
  url: string,
  {
    method = 'GET',
    body,
    signal,
  }: { method?: string; body?: string | Uint8Array; signal?: AbortSignal } = {},
): TransportRequest {
  return {
    method,
    url,
    headers: {},
    body,
    replaySafe: /^(GET|PUT|DELETE)$/.test(method),
    get signal(): AbortSignal {
      throw new Error('the signal was used');
    },
    onAbort(listener) {
      if (signal?.aborted) listener(signal.reason);
      else signal?.addEventListener('abort', () => listener(signal.reason));
    },
  };
}

/** The two ways to read a body, to its end. */
export const readers: Record<
  'text' | 'stream',
  (response: TransportResponse) => Promise<string | undefined>
> = {
  text: (response) => response.text(MAX_BYTES),
  async stream(response) {
    const chunks = [];
    for await (const chunk of response.stream()) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  },
};

/** What a promise came to: its value, or the message of its error. */
export async function outcome(promise: Promise<unknown>): Promise<unknown> {
  return promise.catch((error: Error) => `failed: ${error.message}`);
}

export interface RawServer {
  readonly port: number;
  readonly server: Server;
  /** The connections that were made, closed ones too. */
  readonly sockets: Socket[];
  /** What came in on all of them. */
  received: string;
}

/** A server of TCP that answers each piece that comes in as it pleases. It closes with the test. */
export async function listenTcp(
  onData: (socket: Socket, data: Buffer, connection: number) => void,
  secure = false,
): Promise<RawServer> {
  const sockets: Socket[] = [];
  const onConnection = (socket: Socket) => {
    const connection = sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (data: Buffer) => {
      result.received += data.toString('latin1');
      onData(socket, data, connection);
    });
  };
  const server = secure
    ? createTlsServer({ ...certificate, ALPNProtocols: ['h2'] }, onConnection)
    : createServer(onConnection);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const result = { port: (server.address() as AddressInfo).port, server, sockets, received: '' };
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return result;
}

// HTTP/2, RFC 9113.
export const FRAMES = { data: 0, headers: 1, reset: 3, settings: 4, ping: 6, goaway: 7 } as const;
export const CODES = { none: 0, protocol: 1, internal: 2, refused: 7, cancel: 8, calm: 11 } as const;
const END_STREAM = 1;
const END_HEADERS = 4;
const ACK = 1;
const MAX_CONCURRENT_STREAMS = 3;
const PREFACE_BYTES = 24;
/** Of a connection whose settings went out: nothing is held any more. */
const SETTLED: Buffer[] = [];

export function frame(
  type: number,
  flags: number,
  streamId: number,
  payload: Buffer = Buffer.alloc(0),
): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(streamId, 5);
  return Buffer.concat([head, payload]);
}

function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index);
  return bytes;
}

/** The frames of a server, by what they say. */
export const frames = {
  /** `:status: 200`, and a content-length where one is given. */
  headers(streamId: number, { length, end = false }: { length?: number; end?: boolean } = {}) {
    const fields = [Buffer.from([0x88])];
    // A literal of the static table's content-length, not indexed.
    if (length !== undefined) {
      fields.push(Buffer.from([0x0f, 0x0d, `${length}`.length]), Buffer.from(`${length}`));
    }
    return frame(FRAMES.headers, END_HEADERS | (end ? END_STREAM : 0), streamId, Buffer.concat(fields));
  },
  /** `:status: 103`. */
  earlyHints: (streamId: number) =>
    frame(FRAMES.headers, END_HEADERS, streamId, Buffer.from([0x08, 0x03, 0x31, 0x30, 0x33])),
  data: (streamId: number, text: string, end = false) =>
    frame(FRAMES.data, end ? END_STREAM : 0, streamId, Buffer.from(text)),
  /** `x: y`, at the end. */
  trailers: (streamId: number) =>
    frame(FRAMES.headers, END_HEADERS | END_STREAM, streamId, Buffer.from([0x00, 0x01, 0x78, 0x01, 0x79])),
  reset: (streamId: number, code: number) => frame(FRAMES.reset, 0, streamId, uint32(code)),
  goaway: (lastStreamId: number, code: number) => frame(FRAMES.goaway, 0, 0, uint32(lastStreamId, code)),
  settings(maxConcurrentStreams?: number) {
    const payload = Buffer.alloc(maxConcurrentStreams === undefined ? 0 : 6);
    if (maxConcurrentStreams !== undefined) {
      payload.writeUInt16BE(MAX_CONCURRENT_STREAMS, 0);
      payload.writeUInt32BE(maxConcurrentStreams, 2);
    }
    return frame(FRAMES.settings, 0, 0, payload);
  },
};

/** The connection of an HTTP/2 client, as its server sees it. */
export interface RawSession {
  readonly socket: Socket;
  /** Which connection it is, from 1. */
  readonly connection: number;
  write(...frames: Buffer[]): void;
}

export interface Http2RawServer extends RawServer {
  readonly url: string;
  /** Streams that were opened, on all connections. */
  streams: number;
}

/**
 * A server of HTTP/2 over TLS that sends the frames it is told to. It answers pings, and sends its settings first unless
 * `onConnect` does something else.
 *
 * @param onRequest The headers of a request are there.
 * @param onBody Its body is there.
 */
export async function listenHttp2(
  onRequest: (session: RawSession, streamId: number, count: number) => void,
  onConnect: (session: RawSession) => void = (session) => session.write(frames.settings()),
  onBody: (session: RawSession, streamId: number, body: string) => void = () => {},
): Promise<Http2RawServer> {
  const unread = new Map<Socket, Buffer>();
  const bodies = new Map<string, string>();
  // Nothing may go out before the settings.
  const held = new Map<Socket, Buffer[]>();
  const raw = await listenTcp((socket, data, connection) => {
    const session: RawSession = {
      socket,
      connection,
      write(...list) {
        if (socket.destroyed) return;
        const before = held.get(socket) ?? [];
        const isSettings = list[0]?.[3] === FRAMES.settings && list[0][4] !== ACK;
        if (before !== SETTLED && !isSettings) held.set(socket, [...before, ...list]);
        else {
          held.set(socket, SETTLED);
          socket.write(Buffer.concat([...list, ...before]));
        }
      },
    };
    let bytes: Buffer = Buffer.concat([unread.get(socket) ?? Buffer.alloc(0), data]);
    if (!unread.has(socket)) {
      bytes = bytes.subarray(PREFACE_BYTES);
      onConnect(session);
    }
    while (bytes.length >= 9) {
      const end = 9 + bytes.readUIntBE(0, 3);
      if (bytes.length < end) break;
      const [type, flags, streamId] = [bytes[3], bytes[4]!, bytes.readUInt32BE(5)];
      const payload = bytes.subarray(9, end);
      bytes = bytes.subarray(end);
      if (type === FRAMES.settings && !(flags & ACK)) session.write(frame(FRAMES.settings, ACK, 0));
      if (type === FRAMES.ping && !(flags & ACK)) session.write(frame(FRAMES.ping, ACK, 0, payload));
      if (type === FRAMES.headers) onRequest(session, streamId, ++result.streams);
      if (type === FRAMES.data) {
        const key = `${connection}.${streamId}`;
        const body = (bodies.get(key) ?? '') + payload.toString();
        bodies.set(key, body);
        if (flags & END_STREAM) onBody(session, streamId, body);
      }
    }
    unread.set(socket, bytes);
  }, true);
  const result = Object.assign(raw, { url: `https://localhost:${raw.port}/`, streams: 0 });
  return result;
}
