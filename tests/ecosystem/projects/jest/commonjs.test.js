const { startEmulator } = require('@cio/emulator');
const packages = require('../packages.cjs');
const { report } = require('../report.cjs');
const { run } = require('../scenario.cjs');

test('the scenario', async () => {
  const result = await run({ ...packages, startEmulator });
  report(result);
  expect(new Set(Object.values(result))).toEqual(new Set(['ok']));
});
