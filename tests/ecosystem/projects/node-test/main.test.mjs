import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmulator } from '@cio/emulator';
import * as packages from '../packages.mjs';
import { report } from '../report.mjs';
import { run } from '../scenario.cjs';

test('the scenario', async () => {
  const result = await run({ ...packages, startEmulator });
  report(result);
  assert.deepEqual(new Set(Object.values(result)), new Set(['ok']));
});
