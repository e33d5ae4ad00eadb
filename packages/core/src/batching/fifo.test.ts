import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fifo } from './fifo.js';

test('it is a list of which the first is taken, however long it is', () => {
  const action = fc.oneof(
    { weight: 20, arbitrary: fc.record({ push: fc.integer({ min: 1, max: 1500 }) }) },
    { weight: 20, arbitrary: fc.record({ shift: fc.integer({ min: 1, max: 1500 }) }) },
    { weight: 3, arbitrary: fc.record({ prepend: fc.integer({ min: 0, max: 5 }) }) },
    { weight: 1, arbitrary: fc.record({ clear: fc.constant(true) }) },
  );
  fc.assert(
    fc.property(fc.array(action as fc.Arbitrary<Record<string, number>>, { maxLength: 60 }), (actions) => {
      const queue = new Fifo<number>();
      let model: number[] = [];
      let next = 0;
      for (const { push = 0, shift = 0, prepend = 0, clear } of actions) {
        for (let i = 0; i < push; i++, next++) {
          queue.push(next);
          model.push(next);
        }
        for (let i = 0; i < shift && queue.size > 0; i++) {
          expect(queue.first).toBe(model.shift());
          queue.shift();
        }
        const before = Array.from({ length: prepend }, () => -++next);
        queue.prepend(before);
        model = [...before, ...model];
        if (clear) {
          expect(queue.clear()).toEqual(model);
          model = [];
        }
        expect(queue.size).toBe(model.length);
        expect(queue.first).toBe(model[0]);
      }
    }),
    { numRuns: 200 },
  );
});
