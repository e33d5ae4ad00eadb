// Receivers of webhooks beside each other: each in a process of its own, all alive at once, in many short turns,
// so that a machine that is slow for a while is slow for all of them.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { median } from './median.js';
import { bodyOf, sign, TIMESTAMP } from './webhooks.js';

const KINDS = [
  'by hand',
  'by hand, parsed',
  '@cio/webhooks/node',
  '@cio/webhooks/node, remembering no ids',
] as const;
const CONNECTIONS = 64;
const TURN = 3000;
const WARM_UP = 15_000;

interface Receiver {
  process: ChildProcess;
  sockets: Socket[];
  next: number;
  perSecond: number[];
  cpu: number[];
}

export interface Receiving {
  kind: string;
  perSecond: number;
  cpuMicroseconds: number;
  /** Requests a second beside the same turn of those by hand, verified alone and parsed too. */
  toVerified: number;
  toParsed: number;
}

export async function measureReceivers(turns: number): Promise<Receiving[]> {
  const requests = Array.from({ length: WARM_UP + turns * TURN }, (_, n) => requestOf(bodyOf(n)));
  // Never asleep: what waking the sender costs would be counted as the receiver's.
  let busy = true;
  const spin = () => {
    if (busy) setImmediate(spin);
  };
  spin();
  const receivers = await Promise.all(KINDS.map(start));
  for (const receiver of receivers) await send(receiver, requests, WARM_UP);
  for (let turn = 0; turn < turns; turn++) {
    for (const receiver of receivers) {
      const before = await cpuOf(receiver);
      const startedAt = performance.now();
      await send(receiver, requests, TURN);
      receiver.perSecond.push(TURN / ((performance.now() - startedAt) / 1000));
      receiver.cpu.push(((await cpuOf(receiver)) - before) / TURN);
    }
  }
  busy = false;
  for (const receiver of receivers) {
    for (const socket of receiver.sockets) socket.destroy();
    receiver.process.kill();
  }
  return receivers.map((receiver, n) => ({
    kind: KINDS[n]!,
    perSecond: median(receiver.perSecond),
    cpuMicroseconds: median(receiver.cpu),
    toVerified: median(receiver.perSecond.map((speed, turn) => speed / receivers[0]!.perSecond[turn]!)),
    toParsed: median(receiver.perSecond.map((speed, turn) => speed / receivers[1]!.perSecond[turn]!)),
  }));
}

async function start(kind: string): Promise<Receiver> {
  const process = fork(fileURLToPath(new URL('./receiver.js', import.meta.url)), [kind]);
  const [port] = (await once(process, 'message')) as [number];
  const sockets = Array.from({ length: CONNECTIONS }, () => connect(port, '127.0.0.1'));
  return { process, sockets, next: 0, perSecond: [], cpu: [] };
}

/** One request at a time on each connection, and a 200 for each. It does less than an HTTP client would. */
async function send(receiver: Receiver, requests: readonly Buffer[], count: number): Promise<void> {
  const until = receiver.next + count;
  const work = (socket: Socket) =>
    new Promise<void>((resolve, reject) => {
      const post = () => {
        if (receiver.next < until) socket.write(requests[receiver.next++]!);
        else resolve();
      };
      socket.removeAllListeners('data').removeAllListeners('error');
      socket.on('data', (answer) => {
        if (answer.toString('latin1', 9, 12) !== '200') reject(new Error(answer.toString('latin1', 0, 40)));
        post();
      });
      socket.once('error', reject);
      post();
    });
  await Promise.all(receiver.sockets.map(work));
}

/** Microseconds of CPU that a receiver has used. */
async function cpuOf({ process }: Receiver): Promise<number> {
  process.send('cpu');
  const [{ user, system }] = (await once(process, 'message')) as [NodeJS.CpuUsage];
  return user + system;
}

/** A whole request as bytes, made before the clock runs. */
function requestOf(body: string): Buffer {
  return Buffer.from(
    `POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
      `x-cio-timestamp: ${TIMESTAMP}\r\nx-cio-signature: ${sign(body)}\r\n\r\n${body}`,
  );
}
