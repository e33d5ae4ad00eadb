export default {
  testDir: '.',
  workers: 2,
  fullyParallel: true,
  reporter: 'json',
  outputDir: '../../../.test-results/playwright',
  use: { emulatorOptions: { seed: { people: [{ id: 'ada', email: 'ada@example.com' }] } } },
};
