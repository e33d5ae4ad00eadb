import { expect, test } from 'vitest';
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

test('nothing is sent before a list is awaited or walked', async () => {
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

test('a walk goes through every page, loads none ahead, and may begin again', async () => {
  const { loaded, load } = numbers(7, 3);
  const list = new List(load);
  for await (const item of list) if (item === 1) break;
  expect(loaded).toEqual([undefined]);
  expect(await all(list)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(await all(list)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('a walk begins where it is told, or goes on from a page', async () => {
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
  ['where the walk began', ['a', 'start']],
])('a position that leads back to %s ends the walk with an error', async (_, positions) => {
  let loads = 0;
  const list = new List<number>(
    async () => ({ items: [loads], next: positions[loads++], body: null }),
    'start',
  );
  const seen: number[] = [];
  const walk = (async () => {
    for await (const item of list) seen.push(item);
  })();
  await expect(walk).rejects.toMatchObject({
    name: 'PaginationError',
    message: expect.stringContaining('second time'),
  });
  // Everything up to the page that led back was handed out.
  expect(seen).toHaveLength(positions.length);
});

test('a failure goes to whoever waits, and the list may be tried again by walking', async () => {
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
