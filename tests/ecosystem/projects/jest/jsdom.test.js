const packages = require('../packages.cjs');
const { place, report } = require('../report.cjs');
const { run } = require('../scenario.cjs');

test('the scenario', async () => {
  expect(typeof document).toBe('object');
  const result = await run(packages, place);
  report(result);
  expect(new Set(Object.values(result))).toEqual(new Set(['ok']));
});
