// Filters of people and objects find by indexes what a look at everybody finds.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../store/person.js';
import { audience, objectsMatching } from './audience.js';
import { deletePerson, setSegmentMembers } from './people.js';
import { Workspace } from './workspace.js';

type Filter = Record<string, unknown>;

let workspace: Workspace;

beforeEach(() => {
  workspace = new Workspace({ report: () => {}, jobMs: 0, consistencyMs: 0 });
  for (let i = 0; i < 60; i++) {
    const plan = ['free', 'pro', '', null, undefined, true, 5][i % 7];
    const attributes = {
      ...(plan !== undefined && { plan }),
      number: i,
      ...(i % 2 === 0 && { even: 'yes' }),
    };
    workspace.identify(['id', `p${i}`], { ...attributes, email: `P${i}@example.com` });
  }
  setSegmentMembers(workspace, 2, ['p1', 'p2', 'p30', 'p59'], 'id', true);
});

const attribute = (field: string, operator: string, value?: unknown, inverse?: boolean): Filter => ({
  attribute: { field, operator, ...(value !== undefined && { value }), ...(inverse && { inverse }) },
});

const CONDITIONS: Filter[] = [
  attribute('plan', 'eq', 'pro'),
  attribute('plan', 'eq', true),
  attribute('plan', 'eq', 'true'),
  attribute('plan', 'eq', 5),
  attribute('plan', 'eq', 'nothing'),
  attribute('plan', 'exists'),
  attribute('plan', 'eq', 'pro', true),
  attribute('plan', 'exists', undefined, true),
  attribute('even', 'eq', 'yes'),
  attribute('id', 'eq', 'p7'),
  attribute('id', 'exists'),
  attribute('email', 'eq', 'P7@example.com'),
  attribute('email', 'eq', 'p7@example.com'),
  attribute('toString', 'exists'),
  { segment: { id: 1 } },
  { segment: { id: 2 } },
  { segment: { id: 99 } },
];

/** The people of a filter, one after another, without any index. */
function scan(filter: Filter): Set<string> {
  const holds = (person: Person, part: Filter): boolean =>
    Object.entries(part).every(([key, value]) => {
      if (key === 'and') return (value as Filter[]).every((one) => holds(person, one));
      if (key === 'or') return (value as Filter[]).some((one) => holds(person, one));
      if (key === 'not') return !holds(person, value as Filter);
      const condition = value as {
        id?: number;
        field: string;
        operator: string;
        value?: unknown;
        inverse?: boolean;
      };
      if (key === 'segment') return condition.id === 1 || person.segments.includes(condition.id!);
      const { field } = condition;
      const own = Object.hasOwn(person.attributes, field) ? person.attributes[field] : undefined;
      const actual = ['id', 'email'].includes(field) ? person[field as 'id'] : own;
      const isThere = actual !== undefined && actual !== null && actual !== '';
      const meets =
        isThere && (condition.operator === 'exists' || String(actual) === String(condition.value));
      return condition.inverse ? !meets : meets;
    });
  return new Set([...workspace.people].filter((person) => holds(person, filter)).map(({ cio_id }) => cio_id));
}

function expectSame(filter: Filter): void {
  const found = [...audience(workspace, filter)].map(({ cio_id }) => cio_id);
  expect([filter, new Set(found)]).toEqual([filter, scan(filter)]);
  expect(found).toHaveLength(new Set(found).size);
}

describe('people', () => {
  test.each(CONDITIONS)('%j', (condition) => {
    expectSame(condition);
    expectSame({ not: condition });
  });

  test('and, or, not of any two', () => {
    for (const a of CONDITIONS) {
      for (const b of CONDITIONS) {
        expectSame({ and: [a, b] });
        expectSame({ or: [a, b] });
        expectSame({ and: [{ or: [a, b] }, { not: b }] });
      }
    }
    for (const filter of [{}, { and: [] }, { or: [] }]) expectSame(filter);
  });

  test('after attributes, segments and people have changed', () => {
    for (const condition of CONDITIONS) expectSame(condition);
    for (let i = 0; i < 60; i += 3)
      workspace.identify(['id', `p${i}`], { plan: i % 2 ? 'pro' : '', even: i % 2 ? 'yes' : null });
    for (let i = 0; i < 60; i += 4) deletePerson(workspace, ['id', `p${i}`]);
    setSegmentMembers(workspace, 2, ['p1', 'p7'], 'id', false);
    setSegmentMembers(workspace, 2, ['p9', 'p10'], 'id', true);
    workspace.identify(['id', 'new'], { plan: 'pro' });
    for (const condition of CONDITIONS) {
      expectSame(condition);
      expectSame({ and: [condition, CONDITIONS[0]!] });
    }
  });
});

test('objects of one type, by their attributes and their id', () => {
  for (let i = 0; i < 20; i++) {
    workspace.identifyObject({ object_type_id: String(1 + (i % 2)), object_id: `o${i}` }, { size: i % 3 });
  }
  const idsOf = (condition: Filter, key = 'object_attribute') =>
    [...objectsMatching(workspace, '1', { [key]: condition })].map(({ object_id }) => object_id);
  expect(idsOf({ field: 'size', operator: 'eq', value: '0' })).toEqual(['o0', 'o6', 'o12', 'o18']);
  workspace.identifyObject({ object_type_id: '1', object_id: 'o6' }, { size: 1 });
  workspace.identifyObject({ object_type_id: '1', object_id: 'o2' }, { size: 0 });
  expect(idsOf({ field: 'size', operator: 'eq', value: '0' })).toEqual(['o0', 'o12', 'o18', 'o2']);
  expect(idsOf({ field: 'object_id', operator: 'eq', value: 'o4' })).toEqual(['o4']);
  expect(idsOf({ field: 'size', operator: 'exists' })).toHaveLength(10);
  expect(idsOf({ field: 'size', operator: 'exists', inverse: true })).toEqual([]);
  expect([...objectsMatching(workspace, '9', {})]).toEqual([]);
});
