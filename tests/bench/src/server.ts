// Answers {} to whatever is asked, in a process of its own so that its work is not counted as a contestant's, and on
// bare sockets so that it costs less than any client does. A page of messages where one is asked for.
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { PAGE_SIZE, PAGES } from './pages.js';

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ';
const EMPTY = Buffer.from(`${HEAD}2\r\n\r\n{}`);
const pages = Array.from({ length: PAGES }, (_, page) => pageOf(page));

function pageOf(page: number): Buffer {
  const messages = Array.from({ length: PAGE_SIZE }, (_, n) => ({
    id: `dgOq6QUB${page * PAGE_SIZE + n}`,
    type: 'email',
    recipient: 'ada@example.com',
    subject: 'Did you get that thing I sent you?',
    customer_id: `C-${n}`,
    created: 1_692_633_432 + n,
    metrics: { sent: 1_692_633_433, delivered: 1_692_633_434, opened: 1_692_633_500 },
  }));
  const body = JSON.stringify({ messages, next: page + 1 < PAGES ? String(page + 1) : '' });
  return Buffer.from(`${HEAD}${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function answerTo(head: string): Buffer {
  if (!head.startsWith('GET /v1/messages')) return EMPTY;
  return pages[Number(/[?&]start=(\d+)/.exec(head)?.[1] ?? 0)]!;
}

function serve(socket: Socket): void {
  let waiting: Buffer = Buffer.alloc(0);
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    // Requests may come several at once, or in pieces.
    for (;;) {
      const end = waiting.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = waiting.toString('latin1', 0, end);
      const next = end + 4 + Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (waiting.length < next) return;
      waiting = waiting.subarray(next);
      socket.write(answerTo(head));
    }
  });
}

const server = createServer(serve);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
