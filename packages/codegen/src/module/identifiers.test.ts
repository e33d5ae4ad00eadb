import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyOf, uniqueNames } from './identifiers.js';

test('a name with an id that is another thing’s own is made unique as well', () => {
  const things = [
    { id: 1, name: 'VIP' },
    { id: 2, name: 'VIP 3' },
    { id: 3, name: 'VIP' },
  ];
  expect(uniqueNames(things)).toEqual(['vip_1', 'vip_3_2', 'vip_3_3']);
});

test('names are unique, whatever the things are called, and do not depend on their order', () => {
  const thing = fc.record({
    id: fc.oneof(fc.nat(20), fc.constantFrom('a-b', 'a_b', 'ab')),
    name: fc.constantFrom('a', 'A', 'a 1', 'a_1', 'a 1 1', '', '1', 'é'),
  });
  fc.assert(
    fc.property(fc.uniqueArray(thing, { selector: ({ id }) => String(id), maxLength: 12 }), (things) => {
      const names = uniqueNames(things);
      expect(new Set(names).size).toBe(things.length);
      for (const name of names) expect(name).not.toBe('');
    }),
  );
});

test('the name of the prototype is a key like any other', () => {
  expect(keyOf('__proto__')).toBe("['__proto__']");
});
