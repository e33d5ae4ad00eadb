// Run by playwright.test.ts: four tests on two workers, of which each has an emulator of its own, empty for each test.
import { expect, test } from '@cio/emulator/playwright';

for (const name of ['one', 'two', 'three', 'four']) {
  test(name, async ({ emulator }, { workerIndex }) => {
    expect(emulator.people.all()).toHaveLength(1);
    expect(emulator).toHavePerson('ada');
    expect(emulator).not.toHavePerson(name);
    emulator.workspace.identify(['id', name]);
    const { port } = new URL(emulator.url);
    test.info().annotations.push({ type: 'port', description: `${workerIndex} ${port}` });
    // Long enough that the other worker takes the next test.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(emulator.people.all()).toHaveLength(2);
  });
}
