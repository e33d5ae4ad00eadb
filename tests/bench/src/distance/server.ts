// Answers {} from a distance, in a process of its own: each response comes so many milliseconds after its request, and the
// first of a connection later still, by as many round trips as opening one takes (one of TCP, one more of TLS 1.3).
// usage: server.js <delay in ms> <plain | tls | h2> <certificate as JSON>
import { createSecureServer } from 'node:http2';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

const delayMs = Number(process.argv[2]);
const protocol = process.argv[3] as 'plain' | 'tls' | 'h2';
const certificate = JSON.parse(process.argv[4] ?? '{}') as { key?: string; cert?: string };
const openingMs = delayMs * (protocol === 'plain' ? 1 : 2);

const RESPONSE = Buffer.from(
  'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}',
);
let connections = 0;

function after(ms: number, respond: () => void): void {
  if (ms === 0) respond();
  else setTimeout(respond, ms);
}

function serve(socket: Socket): void {
  connections++;
  // Whatever is sent meanwhile waits for the connection to be open, too.
  const openAt = performance.now() + openingMs;
  let pending: Buffer = Buffer.alloc(0);
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (;;) {
      const end = pending.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = pending.toString('latin1', 0, end);
      const next = end + 4 + Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (pending.length < next) return;
      pending = pending.subarray(next);
      const opening = Math.max(0, openAt - performance.now());
      after(delayMs + opening, () => void (socket.writable && socket.write(RESPONSE)));
    }
  });
}

function serverOf(): Server {
  if (protocol === 'plain') return createServer(serve);
  if (protocol === 'tls') return createTlsServer(certificate, serve);
  const server = createSecureServer(certificate);
  server.on('session', (session) => {
    connections++;
    const openAt = performance.now() + openingMs;
    session.on('error', () => {});
    session.on('stream', (stream) => {
      stream.on('error', () => {});
      stream.resume();
      stream.on('end', () => {
        after(delayMs + Math.max(0, openAt - performance.now()), () => {
          if (stream.destroyed) return;
          stream.respond({ ':status': 200, 'content-type': 'application/json' });
          stream.end('{}');
        });
      });
    });
  });
  return server;
}

const server = serverOf();
server.listen({ port: 0, host: '127.0.0.1', backlog: 2048 }, () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on('message', () => process.send?.({ connections }));
process.on('disconnect', () => process.exit());
