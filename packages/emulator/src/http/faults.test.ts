// Faults are validated when they are added.
import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../index.js';
import { json, send, sendRaw } from '../test-client.js';
import { call, emulator, expectAlive, useEmulator } from '../test-emulator.js';

useEmulator();

describe('faults', () => {
  const bad: [fault: unknown, field: string][] = [
    [null, 'fault'],
    [[], 'fault'],
    ['html', 'fault'],
    [{}, 'kind'],
    [{ kind: 'constructor' }, 'kind'],
    [{ kind: '__proto__' }, 'kind'],
    [{ kind: 'status' }, 'status'],
    [{ kind: 'status', status: 'x' }, 'status'],
    [{ kind: 'status', status: 99 }, 'status'],
    [{ kind: 'rate-limit' }, 'limit'],
    [{ kind: 'rate-limit', limit: '0/s' }, 'limit'],
    [{ kind: 'rate-limit', limit: '10 a second' }, 'limit'],
    [{ kind: 'status', status: 101 }, 'status'],
    [{ kind: 'status', status: 200.5 }, 'status'],
    [{ kind: 'status', status: 200, headers: { 'x\r\ny': 'a' } }, 'headers'],
    [{ kind: 'status', status: 200, headers: { x: 'a\r\nb' } }, 'headers'],
    [{ kind: 'status', status: 200, headers: { x: 5 } }, 'headers.x'],
    [{ kind: 'status', status: 200, headers: ['x'] }, 'headers'],
    [{ kind: 'delay' }, 'delayMs'],
    [{ kind: 'delay', delayMs: 'x' }, 'delayMs'],
    [{ kind: 'delay', delayMs: 2 ** 31 }, 'delayMs'],
    [{ kind: 'slow-body', delayMs: -1 }, 'delayMs'],
    [{ kind: 'reset' }, 'when'],
    [{ kind: 'reset', when: 'later' }, 'when'],
    [{ kind: 'wrong-length', difference: 'x' }, 'difference'],
    [{ kind: 'redirect', location: 'x\r\nset-cookie: a' }, 'location'],
    [{ kind: 'redirect', status: 600 }, 'status'],
    [{ kind: 'html', method: 5 }, 'method'],
    [{ kind: 'html', path: 5 }, 'path'],
    [{ kind: 'html', times: -1 }, 'times'],
    [{ kind: 'html', times: 'x' }, 'times'],
    [{ kind: 'html', after: 0.5 }, 'after'],
    [{ kind: 'html', tmes: 2 }, 'tmes'],
  ];

  test.each(bad)('%j is refused with its field, and waits for nobody', async (fault, field) => {
    const result = await send(emulator, '/_emulator/faults', { method: 'POST', ...json(fault) });
    expect([result.status, result.json]).toEqual([400, { error: expect.stringContaining(field) }]);
    expect(() => emulator.faults.add(fault as Fault)).toThrow(
      expect.objectContaining({ name: 'ValidationError', field: expect.stringContaining(field) }),
    );
    await expectAlive();
  });

  test('an result that has no body by definition has none, and the connection goes on', async () => {
    emulator.faults.add({ kind: 'status', status: 204, body: { a: 1 } });
    emulator.faults.add({ kind: 'status', status: 304, body: 'text' });
    const text = await sendRaw(
      emulator,
      ['/1', '/2', '/3']
        .map(
          (path, i) =>
            `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${i === 2 ? 'Connection: close\r\n' : ''}\r\n`,
        )
        .join(''),
    );
    expect(text.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 204', 'HTTP/1.1 304', 'HTTP/1.1 404']);
  });

  test('for ever, or never', async () => {
    emulator.faults.add({ kind: 'html', times: 0 });
    expect((await send(emulator, '/')).status).toBe(404);
    emulator.faults.add({ kind: 'html', times: Number.POSITIVE_INFINITY });
    for (let i = 0; i < 3; i++) expect((await send(emulator, '/')).status).toBe(200);
  });

  test.each([
    { kind: 'delay', delayMs: 1e9 },
    { kind: 'slow-body', delayMs: 1e9 },
  ] satisfies Fault[])('%j ends with the emulator: the process does not live on for it', async (fault) => {
    const program = `
      import { get } from 'node:http';
      import { startEmulator } from ${JSON.stringify(new URL('../../dist/index.js', import.meta.url).href)};
      const emulator = await startEmulator();
      emulator.faults.add(${JSON.stringify(fault)});
      const broken = new Promise((resolve) => get(emulator.url + '/').on('error', resolve).on('response', (response) => {
        response.on('error', resolve).resume();
      }));
      while (emulator.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      await emulator.close();
      await broken;`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' });
    const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal)));
    const killed = setTimeout(() => child.kill(), 20_000);
    expect(await ended).toBe(0);
    clearTimeout(killed);
  });

  test('a rate limit lets through what is within it, whatever the API, until it is removed', async () => {
    emulator.faults.add({ kind: 'rate-limit', limit: '2/1s', path: '/customers/' });
    const put = () => call('PUT', '/api/v1/customers/ada', {});
    const results = [await put(), await put(), await put()];
    expect(results.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(results[2]!.headers['retry-after']).toBe('1');
    expect(results[2]!.json).toEqual({ meta: { errors: ['rate limited to 2/1s'] } });
    // Others are not counted.
    expect((await call('POST', '/api/v1/events', { name: 'x' })).status).toBe(200);
    await expect.poll(async () => (await put()).status).toBe(200);
    expect(emulator.faults.list()).toMatchObject([{ fault: { kind: 'rate-limit' }, left: null }]);
    emulator.faults.clear();
    for (let i = 0; i < 4; i++) expect((await put()).status).toBe(200);
  });

  test('/_emulator/webhooks takes an object, and needs to know where it goes', async () => {
    const post = (body: unknown) => send(emulator, '/_emulator/webhooks', { method: 'POST', ...json(body) });
    for (const body of [null, [], 'x', 5]) expect((await post(body)).status).toBe(400);
    const result = await post({});
    expect([result.status, result.json]).toEqual([
      400,
      { error: expect.stringContaining('start the emulator with `webhook`') },
    ]);
  });
});
