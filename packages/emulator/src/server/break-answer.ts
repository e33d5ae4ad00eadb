import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmulatorAnswer } from './answers.js';
import type { FaultKind } from './faults.js';

/** Writes an answer out whole. */
export function write(response: ServerResponse, answer: EmulatorAnswer): void {
  const [body, type] = encode(answer);
  const headers = { ...(type && { 'content-type': type }), ...answer.headers };
  response.writeHead(
    answer.status,
    body.length > 0 ? { 'content-length': body.length, ...headers } : headers,
  );
  response.end(body);
}

/** Writes an answer out broken, as the fault has it. */
export async function writeBroken(
  response: ServerResponse,
  answer: EmulatorAnswer,
  fault: FaultKind,
): Promise<void> {
  // Something to break, where the real answer has no body.
  const whole = answer.body === null && !answer.bytes ? { ...answer, status: 200, body: {} } : answer;
  const [body, type] = encode(whole);
  const start = (length: number) => {
    response.writeHead(whole.status, { 'content-type': type, ...whole.headers, 'content-length': length });
  };
  if (fault.kind === 'cut-body') {
    start(body.length);
    response.write(body.subarray(0, -1), () => response.destroy());
  } else if (fault.kind === 'slow-body') {
    start(body.length);
    for (const byte of body) {
      await sleep(fault.delayMs);
      if (response.destroyed) return;
      response.write(Buffer.of(byte));
    }
    response.end();
  } else if (fault.kind === 'wrong-length') {
    // Straight to the socket: the server itself would not let it out.
    const length = body.length + fault.difference;
    response.socket?.end(
      `HTTP/1.1 ${whole.status} OK\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n${body}`,
    );
  } else {
    write(response, answer);
  }
}

/** Resets the connection rather than close it. */
export function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

function encode({ body, bytes }: EmulatorAnswer): [body: Buffer, type: string | undefined] {
  if (bytes) return [bytes, 'application/octet-stream'];
  if (body === null) return [Buffer.alloc(0), undefined];
  if (typeof body === 'string') return [Buffer.from(body), 'text/html; charset=utf-8'];
  return [Buffer.from(JSON.stringify(body)), 'application/json'];
}
