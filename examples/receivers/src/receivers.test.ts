import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { simulateWebhook } from '@cio/emulator';
import { freePort, runtimes, startWorkerd, workerd } from '@cio-tests/runtimes';
import { afterEach, expect, test, vi } from 'vitest';
import type { POST } from './next-route.js';

const signingKey = 'a key of the example';
const event = { data: { recipient: 'ada@example.com', href: 'https://example.com/' } };
const line = 'ada@example.com went to https://example.com/';
const dist = (name: string) => fileURLToPath(new URL(`../dist/${name}.js`, import.meta.url));
const program = (name: string) => runtimes.find((runtime) => runtime.name === name)?.program;

let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill();
  child = undefined;
});

/** A webhook, the same again, and a forged one: what was answered. */
async function deliver(url: string): Promise<number[]> {
  const options = { url, signingKey, type: 'email.clicked', event };
  const twice = await simulateWebhook({ ...options, deliveries: 2 });
  return [...twice, ...(await simulateWebhook({ ...options, badSignature: true }))];
}

async function run(command: string, args: string[], port: number) {
  child = spawn(command, args, {
    env: { ...process.env, PORT: String(port), CIO_SIGNING_KEY: signingKey },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout!.on('data', (text) => {
    printed += text;
  });
  await vi.waitFor(() => fetch(`http://127.0.0.1:${port}/`), { timeout: 10_000, interval: 50 });
  return () => printed;
}

test.each(['express', 'fastify', 'hono'])('%s', async (name) => {
  const port = await freePort();
  const printed = await run(process.execPath, [dist(name)], port);
  expect(await deliver(`http://127.0.0.1:${port}/webhooks`)).toEqual([200, 200, 401]);
  await vi.waitFor(() => expect(printed()).toContain(line));
  expect(printed().split(line)).toHaveLength(2);
});

const argsFor: Record<string, (port: number) => string[]> = {
  Bun: () => ['run', dist('bun-and-deno')],
  Deno: (port) => ['serve', '-A', '--node-modules-dir=manual', '--port', String(port), dist('bun-and-deno')],
};

for (const [name, args] of Object.entries(argsFor)) {
  // Skipped where this machine has no such runtime. Never in CI.
  test.skipIf(!program(name) && !process.env.CI)(name, async () => {
    const port = await freePort();
    const printed = await run(program(name)!, args(port), port);
    expect(await deliver(`http://127.0.0.1:${port}/webhooks`)).toEqual([200, 200, 401]);
    await vi.waitFor(() => expect(printed()).toContain(line));
    expect(printed().split(line)).toHaveLength(2);
  });
}

test.skipIf(!workerd && !process.env.CI)('a Worker', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cio-worker-'));
  const worker = await startWorkerd(workerd!, dist('worker'), folder, { CIO_SIGNING_KEY: signingKey });
  child = worker.process;
  expect(await deliver(`${worker.url}/webhooks`)).toEqual([200, 200, 401]);
});

test('a Next route, which is built without secrets', async () => {
  vi.stubEnv('CIO_SIGNING_KEY', undefined);
  vi.resetModules();
  const route: { POST: typeof POST } = await import('./next-route.js');
  vi.stubEnv('CIO_SIGNING_KEY', signingKey);
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const { createServer } = await import('node:http');
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = request.headers as Record<string, string>;
    const answer = await route.POST(
      new Request('http://next/webhooks', { method: 'POST', headers, body: Buffer.concat(chunks) }),
    );
    response.writeHead(answer.status).end();
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  expect(await deliver(`http://127.0.0.1:${port}/webhooks`)).toEqual([200, 200, 401]);
  expect(log.mock.calls).toEqual([[line]]);
  server.close();
});
