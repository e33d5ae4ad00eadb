// For tests alone: one emulator for all the tests of a file, empty for each, and servers beside it.
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from './index.js';
import { appAuthorization, json, send, trackAuthorization } from './test-client.js';

/** The emulator of the file's tests. */
export let emulator: Emulator;

/** Starts it before the tests of a file, empties it before each, and closes it after them. */
export function useEmulator(options: EmulatorOptions = { jobMs: 0 }): void {
  beforeAll(async () => {
    emulator = await startEmulator(options);
  });
  beforeEach(() => emulator.reset());
  afterAll(() => emulator.close());
}

export const track = () => trackAuthorization(emulator);
export const app = () => appAuthorization(emulator);

/** Sends JSON, with the Track API's credentials where no others are passed. */
export const call = (method: string, path: string, body: unknown, credentials = track()) =>
  send(emulator, path, { method, ...json(body, credentials) });

/** The emulator still does what it is there for. */
export async function expectAlive(): Promise<void> {
  expect((await call('PUT', '/api/v1/customers/alive', {})).status).toBe(200);
  expect((await send(emulator, '/_emulator/summary')).status).toBe(200);
}

/** A server with one file, or with this request listener, until the test is finished. */
export async function serveFile(content: string | RequestListener): Promise<{ url: string }> {
  const listener: RequestListener =
    typeof content === 'string' ? (_, response) => response.end(content) : content;
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** What a request brings, as JSON. */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text) as Record<string, unknown>;
}
