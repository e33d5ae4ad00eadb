import { type Emulator, type EmulatorOptions, startEmulator } from '@cio/emulator';
import { test as base, expect as baseExpect } from '@playwright/test';
import { matchers } from './matchers.js';

/** What a test gets. */
export interface EmulatorFixtures {
  /** A local Customer.io of the worker's own, empty when a test begins. */
  emulator: Emulator;
}

/** What a worker has. */
export interface EmulatorWorkerFixtures {
  /** The options of each worker's emulator, such as `seed` or `allowedOrigins`. Set them in the configuration's `use`. */
  emulatorOptions: EmulatorOptions;
  /** The worker's emulator, as the tests before have left it. */
  workerEmulator: Emulator;
}

/** Playwright's `test` with an `emulator`. Parallel workers have one each, on a free port. */
export const test = base.extend<EmulatorFixtures, EmulatorWorkerFixtures>({
  emulatorOptions: [{}, { option: true, scope: 'worker' }],
  workerEmulator: [
    async ({ emulatorOptions }, use) => {
      const emulator = await startEmulator(emulatorOptions);
      await use(emulator);
      await emulator.close();
    },
    { scope: 'worker' },
  ],
  emulator: async ({ workerEmulator }, use) => {
    workerEmulator.reset();
    await use(workerEmulator);
  },
});

/** Playwright's `expect` with the emulator's matchers. */
export const expect = baseExpect.extend(matchers);
