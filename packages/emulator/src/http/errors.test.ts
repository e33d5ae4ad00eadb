// A failure inside is a response, and the emulator goes on.
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { send } from '../test-client.js';
import { app, call, emulator, expectAlive, useEmulator } from '../test-emulator.js';

useEmulator();

describe('what fails inside', () => {
  test.each([
    ['PUT', '/api/v1/customers/ada', {}, { meta: { errors: [expect.stringContaining('out of order')] } }],
    [
      'POST',
      '/api/v2/entity',
      { type: 'person', action: 'identify', identifiers: { id: 'ada' } },
      { errors: [{ reason: 'internal', field: '', message: expect.stringContaining('out of order') }] },
    ],
  ])('%s %s is 500 with its reason, and the emulator goes on', async (method, path, body, shape) => {
    const { workspace } = emulator;
    workspace.people.create = () => {
      throw new TypeError('out of order');
    };
    const result = await call(method, path, body);
    expect([result.status, result.json]).toEqual([500, shape]);
    expect(emulator.requests.at(-1)?.status).toBe(500);
    emulator.reset();
    await expectAlive();
  });

  test('an result that cannot be written is one too', async () => {
    const { workspace } = emulator;
    workspace.identify(['id', 'ada'], {});
    const attributes = workspace.find('ada')!.attributes;
    attributes.self = attributes;
    for (const path of ['/_emulator/people', '/_emulator/person?identifier=ada']) {
      const result = await send(emulator, path);
      expect([result.status, result.json]).toEqual([500, { error: expect.stringContaining('circular') }]);
    }
    const attributesResult = await send(emulator, '/v1/customers/ada/attributes', { headers: app() });
    expect([attributesResult.status, attributesResult.json]).toMatchObject([
      500,
      { errors: [{ status: '500' }] },
    ]);
    expect(emulator.requests.at(-1)?.status).toBe(500);
    emulator.reset();
    await expectAlive();
  });

  test('a caller that hangs up in the middle ends nothing', async () => {
    for (const text of [
      'PUT /api/v1/customers/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"a"',
      'GET /x',
    ]) {
      const { hostname, port } = new URL(emulator.url);
      const socket = connect(Number(port), hostname);
      await new Promise<void>((resolve) => socket.write(text, () => resolve()));
      socket.resetAndDestroy();
    }
    await expectAlive();
  });
});
