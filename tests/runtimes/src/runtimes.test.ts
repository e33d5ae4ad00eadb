import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Emulator, startEmulator } from '@cio/emulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installTarballs } from './install-tarballs.js';
import { runtimes, workerd } from './runtimes.js';
import { freePort, runInWorkerd } from './worker.js';

const exec = promisify(execFile);
let folder: string;
let emulator: Emulator;
const table: string[] = [];

beforeAll(async () => {
  emulator = await startEmulator();
  folder = await installTarballs(['core', 'track', 'webhooks']);
}, 300_000);

afterAll(async () => {
  await emulator.close();
  console.log(['| runtime | packages as | outcome |', '|---|---|---|', ...table].join('\n'));
});

async function inputFor(person: string) {
  const { url, siteId, apiKey } = emulator;
  return { url, siteId, apiKey, person, nowhere: `http://127.0.0.1:${await freePort()}` };
}

function expectDone(name: string, as: string, person: string, result: unknown, requestSent: unknown) {
  expect(result).toEqual({
    region: 'us',
    valid: true,
    forged: false,
    refused: { kind: 'network', requestSent },
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  });
  const known = emulator.workspace.find(person);
  expect(known).toMatchObject({
    attributes: { plan: 'gold', at: 5 },
    events: [{ name: 'bought', data: { price: 3 } }],
  });
  table.push(`| ${name} | ${as} | identified, tracked, verified |`);
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
      const person = `${name} ${extension}`;
      const file = `main.${extension}`;
      const { stdout } = await exec(program!, [...args, file, JSON.stringify(await inputFor(person))], {
        cwd: folder,
      });
      expectDone(name, as, person, JSON.parse(stdout), false);

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
    const result = await runInWorkerd(workerd!, folder, await inputFor('workerd'));
    // workerd does not tell a refused connection from a broken one: the cautious answer is that something was sent.
    expectDone('workerd', 'a bundle', 'workerd', result, true);
  },
  60_000,
);
