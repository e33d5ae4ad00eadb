import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { List, type LoadPage, Page } from './list.js';

/** Numbers from 0, in pages of `size`. The position is the first number of a page. */
function numbers(total: number, size: number) {
  const loaded: (string | undefined)[] = [];
  const load: LoadPage<number, { total: number }> = async (position) => {
    loaded.push(position);
    const from = Number(position ?? 0);
    const items = Array.from({ length: Math.min(size, total - from) }, (_, i) => from + i);
    const end = from + items.length;
    return { items, next: end < total ? String(end) : undefined, body: { total } };
  };
  return { loaded, load };
}

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

test('nothing is sent before a list is awaited or iterated', async () => {
  const { loaded, load } = numbers(5, 2);
  const list = new List(load);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(loaded).toEqual([]);
  await list;
  await list;
  expect(loaded).toEqual([undefined]);
});

test('await gives the first page, and each page the next one', async () => {
  const { load } = numbers(5, 2);
  const first = await new List(load);
  expect(first).toBeInstanceOf(Page);
  expect([first.items, first.next, first.hasNextPage(), first.body]).toEqual([
    [0, 1],
    '2',
    true,
    { total: 5 },
  ]);
  const second = await first.getNextPage();
  const third = await second?.getNextPage();
  expect([second?.items, third?.items, third?.hasNextPage()]).toEqual([[2, 3], [4], false]);
  expect(await third?.getNextPage()).toBeUndefined();
});

test('the same page may be asked for again', async () => {
  const first = await new List(numbers(5, 2).load);
  expect((await first.getNextPage())?.items).toEqual((await first.getNextPage())?.items);
});

test('an iteration goes through every page, loads none ahead, and may begin again', async () => {
  const { loaded, load } = numbers(7, 3);
  const list = new List(load);
  for await (const item of list) if (item === 1) break;
  expect(loaded).toEqual([undefined]);
  expect(await all(list)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(await all(list)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('an iteration begins where it is told, or goes on from a page', async () => {
  const { load } = numbers(7, 3);
  expect(await all(new List(load, '3'))).toEqual([3, 4, 5, 6]);
  expect(await all((await (await new List(load)).getNextPage())!)).toEqual([3, 4, 5, 6]);
});

test('an empty page in the middle is no end', async () => {
  const pages: Record<string, [number[], string | undefined]> = {
    '': [[1], 'a'],
    a: [[], 'b'],
    b: [[2], undefined],
  };
  const list = new List<number>(async (position = '') => {
    const [items, next] = pages[position]!;
    return { items, next, body: null };
  });
  expect(await all(list)).toEqual([1, 2]);
});

test.each([
  ['itself', ['a', 'a']],
  ['an earlier page', ['a', 'b', 'a']],
  ['where it began', ['a', 'start']],
])('a position that leads back to %s ends the iteration with an error', async (_, positions) => {
  let loads = 0;
  const list = new List<number>(
    async () => ({ items: [loads], next: positions[loads++], body: null }),
    'start',
  );
  const seen: number[] = [];
  const iteration = (async () => {
    for await (const item of list) seen.push(item);
  })();
  await expect(iteration).rejects.toMatchObject({
    name: 'PaginationError',
    message: expect.stringContaining('second time'),
  });
  // Everything up to the page that led back was handed out.
  expect(seen).toHaveLength(positions.length);
});

test('a failure goes to whoever waits, and the list may be tried again by iterating', async () => {
  let fail = true;
  const list = new List<number>(async () => {
    if (fail) throw new Error('no');
    return { items: [1], next: undefined, body: null };
  });
  await expect(list).rejects.toThrow('no');
  expect(await list.catch(() => 'caught')).toBe('caught');
  let ended = false;
  await list.finally(() => (ended = true)).catch(() => {});
  expect(ended).toBe(true);
  fail = false;
  expect(await all(list)).toEqual([1]);
});

/** A server that never comes to an end, and how far an iteration went with it. */
async function endless(page: (index: number) => { items: unknown[]; next?: unknown }) {
  let loads = 0;
  let items = 0;
  const list = new List<unknown>(async () => {
    if (++loads > 20_000) throw new Error('20,000 pages asked for');
    const { items, next = `${loads}` } = page(loads - 1);
    return { items, next: next as string, body: null };
  });
  const iteration = (async () => {
    for await (const _ of list) items++;
  })();
  const error = await iteration.catch((caught: unknown) => caught as Error);
  return { loads, items, error };
}

const record = (n: number) => ({ id: n });

describe('a server that never comes to an end is noticed', () => {
  test.each([
    ['the same page, whatever is asked for', () => ({ items: [record(1), record(2)] }), 2, 2],
    [
      'the same page again and again after a hundred good ones',
      (i: number) => ({ items: [record(Math.min(i, 99))] }),
      101,
      100,
    ],
    ['two pages in turn', (i: number) => ({ items: [record(i % 2)] }), 4, 3],
    ['all three pages again and again', (i: number) => ({ items: [record(i % 3)] }), 7, 6],
    [
      'back to the first page after five thousand',
      (i: number) => ({ items: [record(i % 5000)] }),
      15_000,
      15_000,
    ],
    [
      'a position further back than is remembered',
      (i: number) => ({ items: [`${i}`], next: `${i % 5000}` }),
      15_000,
      15_000,
    ],
    ['empty pages for ever', () => ({ items: [] }), 1000, 0],
    [
      'empty pages for ever, after one that was not',
      (i: number) => ({ items: i ? [] : [record(1)] }),
      1001,
      1,
    ],
    ['the same text for ever', () => ({ items: ['no such person'] }), 1001, 1000],
    [
      'the same text and empty pages for ever',
      (i: number) => ({ items: i % 2 ? [] : ['no such person'] }),
      1001,
      501,
    ],
    ['an object for a position', () => ({ items: [record(1)], next: { page: 2 } }), 1, 1],
    ['a number for a position', () => ({ items: [record(1)], next: 2 }), 1, 1],
  ])('%s', async (_, page, maxLoads, maxItems) => {
    const { loads, items, error } = await endless(page);
    expect(error).toMatchObject({ name: 'PaginationError' });
    expect(loads).toBeLessThanOrEqual(maxLoads);
    expect(items).toBeLessThanOrEqual(maxItems);
  });

  test('what cannot be the next page is not handed out', async () => {
    const pages = [[record(1)], [record(2)], [record(2)]];
    let loads = 0;
    const list = new List(async () => ({ items: pages[loads++]!, next: String(loads), body: null }));
    const second = await (await list).getNextPage();
    await expect(second?.getNextPage()).rejects.toMatchObject({
      message: 'expected page 3, got page 2 a second time from the server',
    });
  });
});

describe('what only looks like it is let through', () => {
  test.each([
    ['hundreds of empty pages in the middle', (i: number) => (i % 500 ? [] : [record(i)])],
    ['the same text on many pages', (i: number) => [i % 900 ? 'no such person' : `person ${i}`]],
    ['records that differ in one field', (i: number) => [{ id: 'a', at: i }]],
    ['records that JSON cannot hold', (i: number) => [BigInt(i)]],
  ])('%s', async (_, items) => {
    const pages = 3000;
    let loads = 0;
    const list = new List<unknown>(async () => {
      const index = loads++;
      return { items: items(index), next: loads < pages ? `${loads}` : undefined, body: null };
    });
    await all(list);
    expect(loads).toBe(pages);
  });
});

test('a list whose pages may have items of earlier ones goes on after equal pages', async () => {
  const pages = [['a'], ['a'], ['b'], ['a']].map((names) => names.map((name) => ({ name })));
  const listOf = (mayRepeat: boolean | undefined) =>
    new List(async (position) => {
      const index = Number(position ?? 0);
      const next = index + 1 < pages.length ? String(index + 1) : undefined;
      return { items: pages[index]!, next, body: null, mayRepeat };
    });
  expect((await all(listOf(true))).map(({ name }) => name)).toEqual(['a', 'a', 'b', 'a']);
  await expect(all(listOf(undefined))).rejects.toThrow('expected page 2, got page 1 a second time');
});

test('a list of hundreds of thousands of pages takes no more memory than one of a thousand', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const heapUsed = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  let loads = 0;
  const list = new List<number>(async () => {
    const next = ++loads < 300_000 ? `${'x'.repeat(100)}${loads}` : undefined;
    return { items: [loads], next, body: null };
  });
  let early = 0;
  let late = 0;
  for await (const item of list) {
    if (item === 20_000) early = heapUsed();
    if (item === 300_000) late = heapUsed();
  }
  // The 280,000 positions between them are more than 28 MB.
  expect(late - early).toBeLessThan(10e6);
});
