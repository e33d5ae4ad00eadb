// Every environment × every step of the scenario, with the packages as they are published. At the end it prints the table.
import { createRequire } from 'node:module';
import { type Emulator, startEmulator } from '@cio/emulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { environments } from './environments.js';
import { runEnvironment, Workplace } from './workplace.js';

const { STEPS } = createRequire(import.meta.url)('../scenario/scenario.cjs') as { STEPS: string[] };
const isWhole = process.env.ECOSYSTEM === 'whole';
const rows: string[] = [];
let emulator: Emulator;
let workplace: Workplace;

beforeAll(async () => {
  emulator = await startEmulator();
  workplace = await Workplace.make();
}, 300_000);

afterAll(async () => {
  await emulator.close();
  const head = `| environment | ${STEPS.join(' | ')} |\n|---|${STEPS.map(() => '---|').join('')}`;
  console.log([head, ...rows].join('\n'));
});

test.concurrent.for(environments.filter(({ dependencies, isSlow }) => isWhole || !(dependencies || isSlow)))(
  '$name',
  { timeout: 600_000 },
  async (environment, { skip }) => {
    const { commands } = environment;
    if (!commands) return skip('its program is not installed');
    const { url, siteId, apiKey, appApiKey } = emulator;
    const startedAt = performance.now();
    const result = await runEnvironment(
      workplace,
      { ...environment, commands },
      { url, siteId, apiKey, appApiKey },
    );
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    const cells = STEPS.map((step) => (typeof result === 'string' ? 'did not run' : result[step]));
    rows.push(`| ${environment.name} (${seconds} s) | ${cells.join(' | ')} |`);
    expect(result).toEqual(Object.fromEntries(STEPS.map((step) => [step, 'ok'])));
  },
);
