#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { AppClient } from '@cio/app-api';
import { draftPlan } from './plan.js';
import { check, pull } from './pull.js';

const USAGE = `cio-codegen pull  --out src/customer-io.gen.ts    writes a typed module of a workspace
cio-codegen check --out src/customer-io.gen.ts    exits with 1 if the workspace has drifted from the module
cio-codegen plan  --out src/plan.ts               writes a first tracking plan, for people to edit

  --out <file>         the module
  --region <us|eu>     the region of the workspace, default us
  --url <url>          the address of the API in place of the region's: a proxy, or a local Customer.io
  --people <file>      of plan: an export of people as CSV, whose columns are attributes
  --activities <n>     of plan: how many of the newest activities of each kind are read, default 1000

The App API key is read from CIO_APP_KEY. Nothing in the workspace is changed.
`;

function fail(message: string): never {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(2);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        region: { type: 'string', default: 'us' },
        url: { type: 'string' },
        people: { type: 'string' },
        activities: { type: 'string', default: '1000' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return fail((error as Error).message);
  }
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const [command, ...rest] = positionals;
  const { out, region, url } = values;
  if (rest.length > 0 || !command || !['pull', 'check', 'plan'].includes(command)) {
    fail(`expected one of pull, check and plan, got ${positionals.join(' ') || 'nothing'}`);
  }
  if (!out) fail('--out: expected the path of the module');
  if (region !== 'us' && region !== 'eu') fail(`--region: expected us or eu, got ${region}`);
  const apiKey = process.env.CIO_APP_KEY;
  if (!apiKey) fail('CIO_APP_KEY: expected an App API key in the environment');
  const maxActivities = Number(values.activities);
  if (!Number.isSafeInteger(maxActivities) || maxActivities < 1)
    fail('--activities: expected a whole number from 1');

  const app = new AppClient({ apiKey, region, ...(url !== undefined && { baseUrl: url }) });
  try {
    if (command === 'pull') {
      const { problems } = await pull(app, out);
      for (const problem of problems) console.warn(`typed unknown: ${problem}`);
      console.log(`${out} is written`);
    } else if (command === 'check') {
      const difference = await check(app, out);
      if (difference === '') {
        console.log(`${out} is as the workspace is`);
        return;
      }
      console.error(
        `The workspace has drifted from ${out} (- the file, + the workspace):\n\n${difference}\n`,
      );
      console.error('Run `npx @cio/codegen pull` to write it again.');
      process.exitCode = 1;
    } else {
      // A plan is edited by people: it is not written over.
      if (existsSync(out))
        fail(`--out: ${out} exists, and is yours to edit: give another file, or delete it`);
      const people = values.people === undefined ? undefined : await readFile(values.people, 'utf8');
      await writeFile(out, await draftPlan(app, { maxActivities, people }), { flag: 'wx' });
      console.log(`${out} is written: edit it`);
    }
  } finally {
    await app.close();
  }
}

main().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exitCode = 2;
});
