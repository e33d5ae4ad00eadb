// The files of imports and collections.
import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { app, call, emulator, serveFile, useEmulator } from '../test-emulator.js';

useEmulator();

describe('files that are fetched', () => {
  const collect = (url: string) => call('POST', '/v1/collections', { name: 'x', url }, app());
  const importFrom = async (url: string) => {
    const body = { import: { name: 'x', type: 'people', identifier: 'id', data_file_url: url } };
    await call('POST', '/v1/imports', body, app());
    const row = () => emulator.workspace.app.imports.all().at(-1);
    await expect.poll(() => row()?.state, { timeout: 20_000 }).toMatch(/imported|failed/);
    return row();
  };
  const endless: RequestListener = (_, response) => {
    const write = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    };
    response.on('drain', write);
    write();
  };

  test.each(['file:///etc/passwd', 'data:text/csv,id%0Aada', 'ftp://127.0.0.1/x', 'blob:null/x'])(
    '%s is none of the web',
    async (url) => {
      const result = await collect(url);
      expect(result.status).toBe(400);
      expect(JSON.stringify(result.json)).toContain('expected http: or https:');
      expect(await importFrom(url)).toMatchObject({
        state: 'failed',
        error: expect.stringContaining('http'),
      });
      expect(emulator.workspace.people.size).toBe(0);
    },
  );

  test.each(['file:///etc/passwd', 'data:text/csv,id%0Aada', '//'])(
    'nor is a redirect to %s',
    async (location) => {
      const { url } = await serveFile((_, response) => response.writeHead(302, { location }).end());
      expect((await collect(url)).status).toBe(400);
      expect(await importFrom(url)).toMatchObject({ state: 'failed' });
    },
  );

  test('redirects in a circle end', async () => {
    const { url } = await serveFile((_, response) => response.writeHead(302, { location: '/' }).end());
    expect((await collect(url)).status).toBe(400);
  });

  test('one that never ends is cut off', async () => {
    const { url } = await serveFile(endless);
    expect(JSON.stringify((await collect(url)).json)).toContain('over 10485760 bytes');
    expect(await importFrom(url)).toMatchObject({ error: 'the file is over 20971520 bytes' });
  });

  test('a download without a response times out before the clients do', async () => {
    const { url } = await serveFile(() => {});
    const begin = performance.now();
    expect((await collect(url)).status).toBe(400);
    expect(performance.now() - begin).toBeLessThan(10_000);
  }, 20_000);

  test.each(['[1,2]', '[null]', '[[]]', `[{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}]`, '[{'])(
    'rows that are none, %#',
    async (text) => {
      expect((await collect((await serveFile(text)).url)).status).toBe(400);
    },
  );
});
