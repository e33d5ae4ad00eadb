import { startEmulator } from '@cio/emulator';
import { expect, test } from '@jest/globals';
import * as packages from '../packages.mjs';
import { report } from '../report.mjs';
import { run } from '../scenario.cjs';

test('the scenario', async () => {
  const result = await run({ ...packages, startEmulator });
  report(result);
  expect(new Set(Object.values(result))).toEqual(new Set(['ok']));
});
