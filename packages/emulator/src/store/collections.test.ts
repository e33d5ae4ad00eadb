// The collections of the store, against the simplest thing that could do the same.
import { describe, expect, test } from 'vitest';
import { Collection } from './collection.js';
import { IndexedTimeline } from './indexed-timeline.js';
import { MetricTimes } from './metric-times.js';
import { OrderedSet } from './ordered-set.js';
import { Timeline } from './timeline.js';

/** Numbers that look random, the same in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

describe('an ordered set', () => {
  test.each([1, 2, 3])('is a Set that is read from both ends (%i)', (seed) => {
    const random = randomNumbers(seed);
    const members = Array.from({ length: 50 }, (_, n) => ({ n }));
    const set = new OrderedSet<{ n: number }>();
    const expected = new Set<{ n: number }>();
    for (let i = 0; i < 2000; i++) {
      const member = members[random(members.length)]!;
      if (random(3) === 0) {
        set.add(member);
        expected.add(member);
      } else {
        expect(set.delete(member)).toBe(expected.delete(member));
      }
      expect(set.size).toBe(expected.size);
      expect(set.has(member)).toBe(expected.has(member));
      expect([...set]).toEqual([...expected]);
      expect([...set.newestFirst()]).toEqual([...expected].reverse());
    }
  });
});

interface Item {
  id: number;
  time: number;
  kind: string;
  tags: string[];
}

describe('a timeline', () => {
  const random = randomNumbers(4);
  const items: Item[] = Array.from({ length: 500 }, (_, id) => ({
    id,
    // Most come in the order of their time.
    time: random(10) === 0 ? random(500) : id,
    kind: ['a', 'b', 'c'][random(3)]!,
    tags: ['x', 'y', 'z'].filter(() => random(2) === 0),
  }));
  const inOrder = [...items].sort((a, b) => a.time - b.time);
  const newestFirst = [...inOrder].reverse();

  test('has its items in the order of their time, and those of the same time as they came', () => {
    const timeline = new Timeline<Item>(({ time }) => time);
    for (const item of items) timeline.add(item);
    expect([...timeline]).toEqual(inOrder);
    expect([...timeline.newestFirst()]).toEqual(newestFirst);
    expect([timeline.size, timeline.at(0), timeline.at(-1)]).toEqual([500, inOrder[0], inOrder[499]]);
  });

  test.each([
    [undefined, undefined],
    [100, undefined],
    [undefined, 100],
    [100, 200],
    [200, 100],
    [-5, 1000],
    [499, 499],
  ])('reads from %s to %s', (start, end) => {
    const timeline = new Timeline<Item>(({ time }) => time);
    for (const item of items) timeline.add(item);
    const expected = newestFirst.filter(
      ({ time }) => (start === undefined || time >= start) && (end === undefined || time <= end),
    );
    expect([...timeline.newestFirst({ start, end })]).toEqual(expected);
    expect([...timeline.newestFirst({ start, end, where: ({ kind }) => kind === 'a' })]).toEqual(
      expected.filter(({ kind }) => kind === 'a'),
    );
  });

  test('with indexes reads what has all keys', () => {
    const timeline = new IndexedTimeline<Item, 'kind' | 'tag'>(({ time }) => time, {
      kind: ({ kind }) => [kind],
      tag: ({ tags }) => tags,
    });
    for (const item of items) timeline.add(item);
    for (const kind of [undefined, 'a', 'b', 'nothing']) {
      for (const tag of [undefined, 'x', 'nothing']) {
        const expected = newestFirst.filter(
          (item) => (!kind || item.kind === kind) && (!tag || item.tags.includes(tag)),
        );
        expect([...timeline.newestFirst({ by: { kind, tag } })]).toEqual(expected);
        expect([...timeline.newestFirst({ by: { kind, tag }, end: 250 })]).toEqual(
          expected.filter(({ time }) => time <= 250),
        );
      }
    }
  });

  test('an item gets further keys later', () => {
    const timeline = new IndexedTimeline<Item, 'tag'>(({ time }) => time, { tag: ({ tags }) => tags });
    const item: Item = { id: 1, time: 1, kind: 'a', tags: [] };
    timeline.add(item);
    expect([...timeline.newestFirst({ by: { tag: 'late' } })]).toEqual([]);
    item.tags.push('late');
    timeline.addKey(item, 'tag', 'late');
    expect([...timeline.newestFirst({ by: { tag: 'late' } })]).toEqual([item]);
  });
});

test('times of metrics are counted in any period', () => {
  const random = randomNumbers(5);
  const times = new MetricTimes();
  const reached = Array.from({ length: 300 }, () => ({
    metric: ['sent', 'opened'][random(2)]!,
    time: random(100),
  }));
  for (const { metric, time } of reached) times.add('campaign_id 1', metric, time);
  for (const metric of ['sent', 'opened', 'clicked']) {
    for (const [from, to] of [
      [0, 100],
      [10, 20],
      [50, 50],
      [99, 1000],
    ] as const) {
      const expected = reached.filter((one) => one.metric === metric && one.time >= from && one.time < to);
      expect(times.count('campaign_id 1', metric, from, to)).toBe(expected.length);
    }
  }
  expect(times.count('campaign_id 2', 'sent', 0, 100)).toBe(0);
});

describe('a collection', () => {
  interface Row {
    id: number;
    name: string;
    parent?: number;
  }
  const collection = () =>
    new Collection<Row, 'name' | 'parent'>({ name: ({ name }) => name, parent: ({ parent }) => parent });

  test('counts its ids, takes one that is named, and goes on from there', () => {
    const rows = collection();
    expect([rows.add({ name: 'a' }).id, rows.add({ name: 'b' }, 7).id, rows.add({ name: 'c' }).id]).toEqual([
      1, 7, 8,
    ]);
    rows.delete(8);
    expect(rows.add({ name: 'd' }).id).toBe(9);
    expect([rows.get('7')?.name, rows.get(8), rows.get('x'), rows.get(undefined)]).toEqual([
      'b',
      undefined,
      undefined,
      undefined,
    ]);
    expect(rows.all().map(({ name }) => name)).toEqual(['a', 'b', 'd']);
  });

  test('finds by an index what is there now', () => {
    const rows = collection();
    const first = rows.add({ name: 'a', parent: 1 });
    const second = rows.add({ name: 'a' });
    expect([...rows.by('name', 'a')]).toEqual([first, second]);
    expect([...rows.by('parent', undefined)]).toEqual([second]);
    rows.update(first, { name: 'b', parent: 2 });
    expect([...rows.by('name', 'a')]).toEqual([second]);
    expect([...rows.by('parent', 1)]).toEqual([]);
    expect([...rows.by('parent', 2)]).toEqual([first]);
    rows.delete(second.id);
    rows.delete(second.id);
    expect(rows.by('name', 'a').size).toBe(0);
  });
});
