// A server that processes what it is sent, or not, and answers truly, or not at all. A process of its own: it remembers
// what it has processed, whatever becomes of the client.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was processed: how often each numbered thing, and what was out of order. */
export interface Processed {
  /** How many different events were counted for each number: two of one ULID are one. */
  events: [number: number, count: number][];
  forms: [number: number, count: number][];
  sends: [number: number, count: number][];
  operations: [number: number, count: number][];
  /** A newer state of a person was replaced by an older one. */
  outOfOrder: number;
  faults: Record<string, number>;
}

class Counts {
  readonly #counts = new Map<number, number>();
  readonly #ids = new Set<string>();

  /** @param id What makes a second one count no more. */
  add(number: number, id?: string): boolean {
    if (id !== undefined) {
      if (this.#ids.has(id)) return false;
      this.#ids.add(id);
    }
    this.#counts.set(number, (this.#counts.get(number) ?? 0) + 1);
    return true;
  }

  entries(): [number, number][] {
    return [...this.#counts];
  }
}

const events = new Counts();
const forms = new Counts();
const sends = new Counts();
const operations = new Counts();
const latest = new Map<string, number>();
const faults: Record<string, number> = {};
let outOfOrder = 0;

function noteOrder(person: string, number: number): void {
  if ((latest.get(person) ?? -1) > number) outOfOrder++;
  else latest.set(person, number);
}

interface Item {
  id: string;
  identifiers: { id: string };
  attributes: { number: number };
}

/** One call and one operation in a thousand is refused for good. */
const isRefused = (number: number) => number % 997 === 0;

/** Does what a request asks, and gives the response: of the same request always the same. */
function process_(url: string, text: string): { status: number; body: string } {
  const body = JSON.parse(text);
  if (url === '/api/v2/batch') return processBatch(body.batch);
  const number: number = (body.data ?? body.message_data ?? body).number;
  if (isRefused(number)) return { status: 400, body: '{"meta":{"error":"refused"}}' };
  if (url.startsWith('/api/v1/forms/')) forms.add(number);
  else if (url.startsWith('/v1/send/')) sends.add(number);
  else if (url.endsWith('/events')) events.add(number, body.id);
  else noteOrder(url, number);
  return { status: 200, body: url.startsWith('/v1/') ? '{"delivery_id":"d"}' : '{}' };
}

function processBatch(items: Item[]): { status: number; body: string } {
  const errors: object[] = [];
  // Some of Customer.io's numbers come as text.
  const asText = items.length % 2 === 0;
  items.forEach(({ id, identifiers, attributes: { number } }, batch_index) => {
    if (isRefused(number)) {
      errors.push({
        batch_index: asText ? `${batch_index}` : batch_index,
        reason: 'invalid',
        field: 'name',
        message: 'refused',
      });
    } else if (operations.add(number, id)) {
      noteOrder(identifiers.id, number);
    }
  });
  if (errors.length === 0) return { status: 200, body: '{}' };
  return { status: 207, body: JSON.stringify({ errors }) };
}

type Respond = (request: IncomingMessage, response: ServerResponse, text: string) => void;

function answer(request: IncomingMessage, response: ServerResponse, text: string): void {
  const { status, body } = process_(request.url!, text);
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

const status =
  (code: number, headers: Record<string, string> = {}): Respond =>
  (_request, response) =>
    void response.writeHead(code, headers).end('{}');

/** Faults, and for how many requests in a thousand. */
const FAULTS: Record<string, [perThousand: number, respond: Respond]> = {
  '503': [20, status(503)],
  '429': [20, status(429, { 'retry-after': '0' })],
  '408': [5, status(408)],
  '522': [5, status(522)],
  '502, connection closed': [10, status(502, { connection: 'close' })],
  'redirected to itself': [
    20,
    (request, response) => status(307, { location: request.url! })(request, response, ''),
  ],
  'a web page': [
    5,
    (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  ],
  'reset before': [20, (request) => void request.socket.resetAndDestroy()],
  'reset after': [
    20,
    (request, _response, text) => {
      process_(request.url!, text);
      request.socket.resetAndDestroy();
    },
  ],
  '500 after': [
    10,
    (request, response, text) => {
      process_(request.url!, text);
      status(500)(request, response, text);
    },
  ],
  '303 after, to nowhere': [
    5,
    (request, response, text) => {
      process_(request.url!, text);
      status(303, { location: '/nowhere' })(request, response, text);
    },
  ],
  'body cut after': [
    10,
    (request, response, text) => {
      process_(request.url!, text);
      response.writeHead(200, { 'content-length': 10 }).write('{');
      setImmediate(() => response.destroy());
    },
  ],
  'silent after': [2, (request, _response, text) => void process_(request.url!, text)],
  'closed just after': [
    10,
    (request, response, text) => {
      answer(request, response, text);
      setTimeout(() => request.socket.destroy(), Math.random() * 3);
    },
  ],
  'unreadable rejections after': [
    5,
    (request, response, text) => {
      process_(request.url!, text);
      // '0' is how an index may be written: here it would be a lie.
      const index = ['00', 'length', 'constructor', null, -1, 1e9, 0.5][Math.floor(Math.random() * 7)];
      const errors = [{ batch_index: index, reason: 'invalid', message: 'refused' }];
      response.writeHead(207, { 'content-type': 'application/json' }).end(JSON.stringify({ errors }));
    },
  ],
};

function chooseFault(url: string): string | undefined {
  let left = Math.random() * 1000;
  for (const [name, [perThousand]] of Object.entries(FAULTS)) {
    left -= perThousand;
    if (left < 0) return name.startsWith('unreadable') && url !== '/api/v2/batch' ? undefined : name;
  }
  return undefined;
}

const server = createServer((request, response) => {
  request.on('error', () => {});
  response.on('error', () => {});
  if (request.url === '/_processed') {
    const processed: Processed = {
      events: events.entries(),
      forms: forms.entries(),
      sends: sends.entries(),
      operations: operations.entries(),
      outOfOrder,
      faults,
    };
    response.end(JSON.stringify(processed));
    return;
  }
  if (request.url === '/nowhere') {
    request.socket.resetAndDestroy();
    return;
  }
  // Turned away before its body has come.
  if (Math.random() < 0.005) {
    faults['503 before the body'] = (faults['503 before the body'] ?? 0) + 1;
    response.writeHead(503, { connection: 'close' }).end();
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const text = Buffer.concat(chunks).toString();
    const name = chooseFault(request.url!);
    if (name === undefined) {
      answer(request, response, text);
      return;
    }
    faults[name] = (faults[name] ?? 0) + 1;
    FAULTS[name]![1](request, response, text);
  });
});
server.keepAliveTimeout = 1000;
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
