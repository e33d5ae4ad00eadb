import { appContract } from '@cio-internal/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkFilter } from './check-filter.js';
import {
  type AudienceFilter,
  and,
  attribute,
  not,
  type ObjectFilter,
  objectAttribute,
  or,
  segment,
  withoutAttribute,
} from './filters.js';

test('builders compose, and give what one would write out', () => {
  const built: AudienceFilter = and(
    segment(4),
    or(attribute('plan', 'gold'), attribute('vip')),
    not(segment(7)),
  );
  const plain: AudienceFilter = {
    and: [
      { segment: { id: 4 } },
      {
        or: [
          { attribute: { field: 'plan', operator: 'eq', value: 'gold' } },
          { attribute: { field: 'vip', operator: 'exists' } },
        ],
      },
      { not: { segment: { id: 7 } } },
    ],
  };
  expect(built).toEqual(plain);
  const objects: ObjectFilter = and(objectAttribute(1, 'city', 'Bonn'), not(objectAttribute('1', 'closed')));
  expect(objects).toEqual({
    and: [
      { object_attribute: { field: 'city', operator: 'eq', value: 'Bonn', type_id: 1 } },
      { not: { object_attribute: { field: 'closed', operator: 'exists', type_id: '1' } } },
    ],
  });
});

test('false, 0 and "" are values to look for', () => {
  for (const value of [false, 0, '']) {
    expect(attribute('a', value)).toEqual({ attribute: { field: 'a', operator: 'eq', value } });
    expect(() => checkFilter('filter', attribute('a', value))).not.toThrow();
  }
});

const leaf = fc.oneof(
  fc.integer({ min: 1 }).map(segment),
  fc
    .tuple(
      fc.string({ minLength: 1 }).filter((s) => s.trim() !== ''),
      fc.option(fc.oneof(fc.string(), fc.integer(), fc.boolean()), { nil: undefined }),
    )
    .map(([field, value]) => (value === undefined ? attribute(field) : attribute(field, value))),
);
const { filter: anyFilter } = fc.letrec<{ filter: AudienceFilter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4 },
    leaf as fc.Arbitrary<AudienceFilter>,
    fc.array(tie('filter'), { minLength: 1, maxLength: 4 }).map((filters) => and(...filters)),
    fc.array(tie('filter'), { minLength: 1, maxLength: 4 }).map((filters) => or(...filters)),
    tie('filter').map(not),
  ),
}));

test('whatever is composed is a filter, here and by the contract', () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      checkFilter('filter', filter);
      expect(appContract.schemaErrors('AudienceFilter', filter)).toEqual([]);
    }),
  );
});

test.each([
  [undefined, 'filter: expected exactly one of'],
  [{}, 'filter: expected exactly one of'],
  [[], 'filter: expected exactly one of'],
  [{ and: [segment(1)], or: [segment(1)] }, 'filter: expected exactly one of'],
  [{ xor: [] }, 'filter: expected exactly one of'],
  [{ and: [] }, 'filter.and: expected a list with at least one filter'],
  [{ or: {} }, 'filter.or: expected a list'],
  [{ and: [segment(1), {}] }, 'filter.and[1]: expected exactly one of'],
  [{ not: { and: [{ segment: {} }] } }, 'filter.not.and[0].segment.id: expected the id of a segment'],
  [{ segment: 5 }, 'filter.segment: expected an object'],
  [
    { attribute: { field: '', operator: 'exists' } },
    'filter.attribute.field: expected a string that is not blank',
  ],
  [{ attribute: { field: 'a', operator: 'gt', value: 5 } }, 'filter.attribute.operator: expected'],
  [{ attribute: { field: 'a', operator: 'eq' } }, 'filter.attribute.operator: expected'],
])('%j is no filter', (filter, message) => {
  expect(() => checkFilter('filter', filter)).toThrow(message);
});

test('the types refuse what is no filter', () => {
  // @ts-expect-error two keys at once
  const two: AudienceFilter = { and: [], segment: { id: 1 } };
  // @ts-expect-error eq needs a value
  const noValue: AudienceFilter = { attribute: { field: 'a', operator: 'eq' } };
  // @ts-expect-error a segment's id is a number
  const text: AudienceFilter = { segment: { id: '1' } };
  // @ts-expect-error conditions on objects are no conditions on people
  const object: AudienceFilter = objectAttribute(1, 'a');
  expect([two, noValue, text, object]).toHaveLength(4);
});

test('a value that is undefined is no condition of its own', () => {
  const tenant = undefined as unknown as string;
  for (const build of [
    () => attribute('tenant', tenant),
    () => withoutAttribute('tenant', tenant),
    () => objectAttribute(1, 'tenant', tenant),
  ]) {
    expect(build).toThrow(expect.objectContaining({ name: 'ValidationError', field: 'value' }));
  }
  // @ts-expect-error a value that may be missing
  expect(() => attribute('tenant', process.env.NO_SUCH_TENANT)).toThrow();
});
