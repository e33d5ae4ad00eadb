import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Emulator, startEmulator } from '@cio/emulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { executablePath, runInBrowser } from './browser.js';
import { installTarballs } from './install-tarballs.js';
import { runtimes, workerd } from './runtimes.js';
import { freePort, startWorkerd } from './worker.js';

const exec = promisify(execFile);
let folder: string;
let emulator: Emulator;
const table: string[] = [];

beforeAll(async () => {
  emulator = await startEmulator();
  folder = await installTarballs([
    'core',
    'track',
    'track-v2',
    'app-api',
    'webhooks',
    'retry-p-retry',
    'pipelines',
  ]);
}, 300_000);

afterAll(async () => {
  await emulator.close();
  console.log(['| runtime | packages as | outcome |', '|---|---|---|', ...table].join('\n'));
});

async function inputFor(who: string) {
  const { url, siteId, apiKey, appApiKey, writeKey } = emulator;
  const file = join(folder, `${who.replaceAll(/\W/g, '-')}.csv`);
  return {
    url,
    siteId,
    apiKey,
    appApiKey,
    writeKey,
    who,
    file,
    nowhere: `http://127.0.0.1:${await freePort()}`,
  };
}

/** @param refused What a call to nobody there ends with. @param written What came of writing a file. */
function expectDone(
  name: string,
  as: string,
  who: string,
  result: unknown,
  refused: object,
  written: unknown,
) {
  expect(result).toEqual({
    piped: 1,
    delivered: true,
    region: 'us',
    accepted: 50,
    // The person, their attributes, and 55 events.
    seen: 57,
    body: 'Hello ',
    asset: 5,
    csv: 3,
    written,
    valid: true,
    forged: false,
    received: [200, 200, 401, ['https://example.com']],
    timedOut: { kind: 'timeout', requestSent: true },
    aborted: 'enough',
    refused,
    // Deno's fetch has the URL in its message, Bun's in a field.
    isPersonal: false,
  });
  const known = emulator.workspace.find(who);
  expect(known).toMatchObject({ attributes: { plan: 'gold', at: 5 } });
  const counts = new Map<string, number>();
  for (const { name: event } of known?.events ?? []) counts.set(event, (counts.get(event) ?? 0) + 1);
  expect([counts.get('bought'), counts.get('retried'), counts.get('batched-49')]).toEqual([1, 1, 1]);
  table.push(
    `| ${name} | ${as} | identify, track, retry, batch, pipelines, analytics, list, send, upload, download, verify, receive, time out, abort |`,
  );
}

const cases = runtimes.flatMap(({ name, program, args }) =>
  ['mjs', 'cjs'].map((extension) => ({ name, program, args, extension })),
);

for (const { name, program, args, extension } of cases) {
  const as = extension === 'mjs' ? 'ESM' : 'CommonJS';
  // Skipped where this machine has no such runtime: they are packaged for Linux on x64. Never in CI.
  test.skipIf(!program && !process.env.CI)(
    `${name}, ${as}`,
    async () => {
      expect(program, `${name} is not installed`).toBeDefined();
      const who = `${name} ${extension}`;
      const file = `main.${extension}`;
      const { stdout } = await exec(program!, [...args, file, JSON.stringify(await inputFor(who))], {
        cwd: folder,
      });
      const refused = { kind: 'network', requestSent: false };
      const written = { bytes: expect.any(Number) };
      expectDone(name, as, who, JSON.parse(stdout), refused, written);

      // fetch on Node gives itself away by this header: the default there is node:http.
      if (name.startsWith('Node'))
        expect(emulator.requests.at(-1)?.headers).not.toHaveProperty('sec-fetch-mode');
    },
    60_000,
  );
}

test.skipIf(!workerd && !process.env.CI)(
  'workerd, bundled',
  async () => {
    expect(workerd, 'workerd is not installed').toBeDefined();
    const worker = await startWorkerd(workerd!, join(folder, 'worker.mjs'), folder);
    const input = await inputFor('workerd');
    const answer = await fetch(worker.url, { method: 'POST', body: JSON.stringify(input) });
    const result = await answer.json();
    worker.process.kill();
    // workerd does not tell a refused connection from a broken one: the cautious answer is that something was sent.
    const refused = { kind: 'network', requestSent: true };
    const written = expect.stringContaining('this runtime has no files');
    expectDone('workerd', 'a bundle', 'workerd', result, refused, written);
  },
  60_000,
);

test('whoever installs the receiver alone gets two packages', async () => {
  const receiver = await installTarballs(['core', 'webhooks']);
  const installed = await readdir(join(receiver, 'node_modules/@cio'));
  expect(installed.sort()).toEqual(['core', 'webhooks']);
  const others = (await readdir(join(receiver, 'node_modules'))).filter((name) => !name.startsWith('.'));
  expect(others).toEqual(['@cio']);
}, 60_000);

const UNDICI = `
  import { createServer } from 'node:net';
  import { TrackClient } from '@cio/track';
  // Node's own fetch goes through the first of them; whoever imports the whole of undici finds its agent in them.
  const dispatchers = () => [1, 2].map((n) => globalThis[Symbol.for('undici.globalDispatcher.' + n)]);
  void fetch;
  const before = dispatchers();
  const { undiciTransport } = await import('@cio/transport-undici');
  const [url, siteId, apiKey] = process.argv.slice(2);
  const track = new TrackClient({ siteId, apiKey, baseUrl: url, transport: undiciTransport() });
  await track.identify('undici');
  await track.close();
  const untouched = dispatchers().every((dispatcher, n) => dispatcher === before[n]);
  // The process's own fetch, with a body, as ever.
  const { status } = await fetch(url, { method: 'POST', body: 'a', headers: { 'content-length': '1' } });

  // Bodies that end with their connection: one is cut, the other has a slow reader. Versions differ in what they make of it.
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (data) => {
      const isCut = data.includes('/cut ');
      socket.write('HTTP/1.1 200 OK\\r\\nconnection: close\\r\\n' + (isCut ? 'transfer-encoding: chunked\\r\\n\\r\\n4\\r\\nfour\\r\\n' : '\\r\\n'));
      if (!isCut) socket.write('x'.repeat(300_000));
      setTimeout(() => socket.end(), 30);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const transport = undiciTransport();
  const open = (path) => {
    const url = 'http://127.0.0.1:' + server.address().port + path;
    return transport({ method: 'GET', url, headers: {}, body: undefined, onAbort() {} });
  };
  const cut = await (await open('/cut')).text(1000).catch(() => 'broken');
  const slow = await open('/slow');
  await new Promise((resolve) => setTimeout(resolve, 100));
  let bytes = 0;
  for await (const chunk of slow.stream()) bytes += chunk.length;
  server.close();

  console.log((await track.getRegion()).region, status, untouched, cut, bytes);
  await track.close();
`;

test.each([
  // The oldest that is supported.
  ['undici@7.22.0', ['Node 20']],
  ['undici@7', ['Node 20', 'Node 24']],
  // It needs Node 22.19.
  ['undici@8', ['Node 22', 'Node 24', 'Node 26']],
])(
  '%s',
  async (undici, names) => {
    const bare = await installTarballs(['core', 'track', 'transport-undici'], [undici]);
    await writeFile(join(bare, 'undici.mjs'), UNDICI);
    for (const { name, program } of runtimes.filter(({ name }) =>
      names.some((wanted) => name.startsWith(wanted)),
    )) {
      // Skipped where this machine has no such runtime. Never in CI.
      if (!program && !process.env.CI) continue;
      const args = ['undici.mjs', emulator.url, emulator.siteId, emulator.apiKey];
      const { stdout } = await exec(program!, args, { cwd: bare });
      expect(stdout).toBe('us 404 true broken 300000\n');
      table.push(`| ${name} | ESM | ${undici} as transport |`);
    }
  },
  60_000,
);

// Skipped where this machine has no Chromium. Never in CI.
test.skipIf(!existsSync(executablePath) && !process.env.CI)(
  'Chromium, bundled: webhooks, and the operations of Track v2',
  async () => {
    expect(existsSync(executablePath), `${executablePath} is not installed`).toBe(true);
    const { name, result } = await runInBrowser();
    expect(result).toEqual({
      valid: true,
      forged: false,
      statuses: [200, 200],
      seen: ['h'],
      event: {
        type: 'person',
        action: 'event',
        identifiers: { id: 'ada' },
        name: 'bought',
        id: expect.stringMatching(/^[0-9A-Z]{26}$/),
        attributes: expect.objectContaining({ total: 5 }),
      },
      acme: {
        type: 'object',
        action: 'identify',
        identifiers: { object_type_id: '1', object_id: 'acme' },
        attributes: { plan: 'gold' },
      },
      refused: 'ValidationError',
    });
    table.push(`| ${name} | a bundle | verify, receive, build operations |`);
  },
  120_000,
);
