import { describe, expect, test } from 'vitest';
import type { AppClient } from './index.js';
import { clientThat } from './test-transport.js';

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

const queries = (requests: { url: string }[]) => requests.map(({ url }) => new URL(url).search);

/** Messages in pages of `limit`, the cursor being where the next one begins. */
const messages = (total: number) =>
  clientThat(({ url }) => {
    const { searchParams } = new URL(url);
    const from = Number(searchParams.get('start') ?? 0);
    const to = Math.min(total, from + Number(searchParams.get('limit')));
    const ids = Array.from({ length: to - from }, (_, i) => `{"id":"${from + i}"}`);
    return { body: `{"messages":[${ids}],"next":"${to < total ? to : ''}"}` };
  });

test('messages in pages of every size from 1 to 1,000 are each seen once', async () => {
  const { client } = messages(2_000);
  for (let limit = 1; limit <= 1000; limit++) {
    let expected = 0;
    for await (const { id } of client.messages.list({ limit })) {
      if (id !== String(expected++)) expect.fail(`${id} in place of ${expected - 1}, by pages of ${limit}`);
    }
    expect(expected).toBe(2_000);
  }
}, 120_000);

test('a page says what is on it, what comes next, and all else that was answered', async () => {
  const { client, requests } = clientThat((_, n) => {
    const id = n === 1 ? 'a' : 'b';
    return { body: { identifiers: [{ id, email: null, cio_id: 'c' }], ids: [id], next: 'MQ' } };
  });
  const page = await client.customers.search({ segment: { id: 1 } }, { limit: 1 });
  expect(page.items.map(({ id }) => id)).toEqual(['a']);
  expect([page.next, page.hasNextPage(), page.body.ids]).toEqual(['MQ', true, ['a']]);
  await page.getNextPage();
  expect(queries(requests)).toEqual(['?limit=1', '?limit=1&start=MQ']);
  expect(requests.map(({ body }) => body)).toEqual(Array(2).fill('{"filter":{"segment":{"id":1}}}'));
});

test.each([[undefined], [null], [''], [0]])('next %j is the end', async (next) => {
  const { client, requests } = clientThat(() => ({ body: { errors: ['x'], next } }));
  expect(await all(client.broadcasts.getTriggerErrors(1, 2))).toEqual(['x']);
  expect(requests).toHaveLength(1);
});

test('a next that is a number is a position too', async () => {
  const { client, requests } = clientThat((_, n) => ({
    body: { errors: [`line ${n}`], ...(n < 3 && { next: n }) },
  }));
  expect(await all(client.broadcasts.getTriggerErrors(1, 2))).toEqual(['line 1', 'line 2', 'line 3']);
  expect(queries(requests)).toEqual(['', '?start=1', '?start=2']);
});

test('an iteration goes on from a position kept', async () => {
  const { client } = messages(10);
  expect((await all(client.messages.list({ limit: 4, start: '8' }))).map(({ id }) => id)).toEqual(['8', '9']);
});

test('a cursor that repeats ends the iteration with an error', async () => {
  const { client, requests } = clientThat((_, n) => ({ body: { messages: [{ id: `${n}` }], next: 'same' } }));
  await expect(all(client.messages.list())).rejects.toMatchObject({ name: 'PaginationError' });
  expect(requests).toHaveLength(2);
});

test('an abort in the middle ends the iteration with its reason, and nothing more is sent', async () => {
  const { client, requests } = messages(100);
  const controller = new AbortController();
  const seen: string[] = [];
  const iteration = (async () => {
    for await (const { id } of client.messages.list({ limit: 10 }, { signal: controller.signal })) {
      seen.push(id!);
      if (seen.length === 25) controller.abort('enough');
    }
  })();
  await expect(iteration).rejects.toBe('enough');
  // The page at hand is finished: it has arrived.
  expect([seen.length, requests.length]).toEqual([30, 3]);
});

test('a failure in the middle comes out of the loop', async () => {
  const { client } = clientThat((_, n) =>
    n === 1 ? { body: { messages: [{ id: '1' }], next: 'a' } } : { status: 503, body: '' },
  );
  await expect(all(client.messages.list())).rejects.toMatchObject({ name: 'RetryableError', status: 503 });
});

const folders = (total: number, meta: (page: number, limit: number) => object) =>
  clientThat(({ url }) => {
    const { searchParams } = new URL(url);
    const page = Number(searchParams.get('page') ?? 1);
    const limit = Number(searchParams.get('limit') ?? 1000);
    const ids = Array.from({ length: total }, (_, i) => ({ id: String(i) })).slice(
      (page - 1) * limit,
      page * limit,
    );
    return { body: { folders: ids, ...meta(page, limit) } };
  });

test.each([
  ['with a total', (page: number, limit: number) => ({ meta: { pagination: { page, limit, total: 25 } } })],
  ['without one', () => ({})],
  ['with half of what is known', (page: number) => ({ meta: { pagination: { page } } })],
])('pages by number, %s', async (_, meta) => {
  const { client } = folders(25, meta);
  for (const limit of [1, 4, 5, 24, 25, 26, 1000]) {
    const items = await all(client.designStudio.folders.list({ limit }));
    expect(items.map(({ id }) => Number(id))).toEqual(Array.from({ length: 25 }, (_, i) => i));
  }
});

test('pages by number end where the total says so, without asking for an empty one', async () => {
  const { client, requests } = folders(10, (page, limit) => ({
    meta: { pagination: { page, limit, total: 10 } },
  }));
  await all(client.designStudio.folders.list({ limit: 5 }));
  expect(queries(requests)).toEqual(['?limit=5', '?limit=5&page=2']);
});

test('pages by number begin where they are told', async () => {
  const { client } = folders(10, (page, limit) => ({ meta: { pagination: { page, limit, total: 10 } } }));
  const page = await client.designStudio.folders.list({ limit: 4, page: 2 });
  expect([page.items.map(({ id }) => id), page.next]).toEqual([['4', '5', '6', '7'], '3']);
});

test('a server that says that it gives another page than was asked for ends the iteration with an error', async () => {
  const { client } = clientThat(() => ({
    body: { assets: [{ id: 1 }], meta: { pagination: { page: 1, limit: 1, total: 9 } } },
  }));
  await expect(all(client.assets.files.list())).rejects.toMatchObject({
    name: 'PaginationError',
    message: 'expected page 2, got page 1 from the server',
  });
});

test('pages by offset end with the first that is not full', async () => {
  const { client, requests } = clientThat(({ url }) => {
    const { searchParams } = new URL(url);
    const offset = Number(searchParams.get('offset') ?? 0);
    const limit = Number(searchParams.get('limit') ?? 3);
    return {
      body: { category: 'bounces', suppressions: [0, 1, 2, 3, 4, 5, 6].slice(offset, offset + limit) },
    };
  });
  expect(await all(client.espSuppressions.list('bounces', { limit: 3 }))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(queries(requests)).toEqual(['?limit=3', '?limit=3&offset=3', '?limit=3&offset=6']);
  // Where the size of a page is the server's to choose, only an empty one is surely the last.
  expect(await all(client.espSuppressions.list('bounces', { offset: 2 }))).toEqual([2, 3, 4, 5, 6]);
});

test('a list that comes whole is a list like the others', async () => {
  const { client, requests } = clientThat(() => ({ body: { segments: [{ id: 1 }, { id: 2 }] } }));
  expect((await all(client.segments.list())).map(({ id }) => id)).toEqual([1, 2]);
  expect((await client.segments.list()).hasNextPage()).toBe(false);
  expect(requests).toHaveLength(2);
});

describe('a server that ignores the position', () => {
  const asset = (n: number) => ({ id: n });

  test.each([
    ['by number, with nothing but the items', { assets: [asset(1), asset(2)] }, { limit: 2 }],
    ['by number, without a limit', { assets: [asset(1), asset(2)] }, {}],
    [
      'by number, with a total beyond all measure',
      { assets: [asset(1)], meta: { pagination: { limit: 1, total: 1e15 } } },
      {},
    ],
    [
      'by number, with a limit of 0',
      { assets: [asset(1)], meta: { pagination: { limit: 0, total: 5 } } },
      {},
    ],
    [
      'by number, with texts for numbers',
      { assets: [asset(1)], meta: { pagination: { limit: 'x', total: 'x' } } },
      {},
    ],
    ['by number, with a meta that is none', { assets: [asset(1)], meta: null }, {}],
  ])('%s: an error, and nothing twice', async (_, body, params) => {
    const { client, requests } = clientThat(() => ({ body }));
    const seen: unknown[] = [];
    const iteration = (async () => {
      for await (const item of client.assets.files.list(params)) seen.push(item);
    })();
    await expect(iteration).rejects.toMatchObject({ name: 'PaginationError' });
    expect([seen, requests.length]).toEqual([body.assets, 2]);
  });

  test('by offset: an error, and nothing twice', async () => {
    const { client, requests } = clientThat(() => ({ body: { suppressions: [asset(1), asset(2)] } }));
    await expect(all(client.espSuppressions.list('bounces', { limit: 2 }))).rejects.toMatchObject({
      name: 'PaginationError',
    });
    expect(requests).toHaveLength(2);
  });

  test('by cursor, with a new one each time: an error', async () => {
    const { client, requests } = clientThat((_, n) => ({ body: { messages: [asset(1)], next: `c${n}` } }));
    await expect(all(client.messages.list())).rejects.toMatchObject({ name: 'PaginationError' });
    expect(requests).toHaveLength(2);
  });

  test('by cursor, with a new one each time and empty pages: an error after a thousand', async () => {
    const { client, requests } = clientThat((_, n) => ({ body: { messages: null, next: `c${n}` } }));
    await expect(all(client.messages.list())).rejects.toMatchObject({ name: 'PaginationError' });
    expect(requests).toHaveLength(1000);
  });
});

test('empty pages in the middle are no end', async () => {
  const { client } = clientThat((_, n) => ({
    body: { messages: n % 100 === 0 ? [{ id: `${n}` }] : [], next: n < 300 ? n : '' },
  }));
  expect((await all(client.messages.list())).map(({ id }) => id)).toEqual(['100', '200', '300']);
});

test('the same error on many pages of the errors of a broadcast is no circle', async () => {
  const { client } = clientThat((_, n) => ({ body: { errors: ['unknown person'], next: n < 500 ? n : 0 } }));
  expect(await all(client.broadcasts.getTriggerErrors(1, 2))).toHaveLength(500);
});

test.each([[{ page: 2 }], [['a']], [true], [1.5]])('next %j is an error', async (next) => {
  const { client } = clientThat(() => ({ body: { messages: [{ id: 1 }], next } }));
  await expect(all(client.messages.list())).rejects.toMatchObject({
    name: 'PaginationError',
    message: expect.stringContaining('expected the position of the next page as a string or a whole number'),
  });
});

test.each([
  [1000, 1000],
  [undefined, 100],
])('with a limit of %s and pages of %i, nothing is lost by offset', async (limit, most) => {
  const { client } = clientThat(({ url }) => {
    const offset = Number(new URL(url).searchParams.get('offset') ?? 0);
    const suppressions = Array.from(
      { length: Math.max(0, Math.min(most, 2500 - offset)) },
      (_, i) => offset + i,
    );
    return { body: { suppressions } };
  });
  const params = limit === undefined ? {} : { limit };
  expect(await all(client.espSuppressions.list('bounces', params))).toHaveLength(2500);
});

describe('a response without a list', () => {
  test.each([[{}], ['null'], [{ messages: null }], [{ messages: null, next: null }]])(
    '%j is an empty page',
    async (body) => {
      const { client } = clientThat(() => ({ body }));
      expect(await all(client.messages.list())).toEqual([]);
    },
  );

  test.each([
    [{ messages: 'abc' }, 'expected a list of messages in the response, got a string'],
    [{ messages: { a: 1 } }, 'expected a list of messages in the response, got a value of type object'],
    [{ messages: 5 }, 'expected a list of messages in the response, got 5'],
    [[1], 'expected an object in the response, got an array'],
    ['"text"', 'expected an object in the response, got a string'],
    ['5', 'expected an object in the response, got 5'],
  ])('but with %j is an ApiError', async (body, message) => {
    const { client } = clientThat(() => ({ body }));
    await expect(all(client.messages.list())).rejects.toMatchObject({
      name: 'ApiError',
      operation: 'messages.list',
      message: `messages.list → ${message}`,
    });
  });
});

test('null where one record was asked for is an ApiError', async () => {
  const { client } = clientThat(() => ({ body: 'null' }));
  await expect(client.campaigns.get(1)).rejects.toMatchObject({
    name: 'ApiError',
    operation: 'campaigns.get',
  });
});

describe('what a list is asked for is checked, before anything is sent', () => {
  const list = (params: unknown, options?: unknown) => (client: AppClient) =>
    client.messages.list(params as never, options as never);
  test.each([
    [list({ limit: 0 }), 'limit'],
    [list({ limit: -1 }), 'limit'],
    [list({ limit: 1.5 }), 'limit'],
    [list({ limit: Number.NaN }), 'limit'],
    [list({ limit: '10' }), 'limit'],
    [list({ limit: null }), 'limit'],
    [list({ start: {} }), 'start'],
    [list({ start: null }), 'start'],
    [list({ start: ' ' }), 'start'],
    [list({ start: Number.NaN }), 'start'],
    [list({ start: '\ud800' }), 'start'],
    [list(null), 'params'],
    [list('x'), 'params'],
    [list([]), 'params'],
    [
      list({
        get limit() {
          throw new Error('mine');
        },
      }),
      'params',
    ],
    [list({}, null), 'options'],
    [list({}, 5), 'options'],
    [list({}, { timeout: 500 }), 'timeout'],
    [list({}, { retry: 5 }), 'retry'],
    [list({}, { signal: {} }), 'signal'],
    [list({}, { signal: 'x' }), 'signal'],
    [list({}, { timeoutMs: 2 ** 31 }), 'timeoutMs'],
    [(client: AppClient) => client.assets.files.list({ page: 0 }), 'page'],
    [(client: AppClient) => client.assets.files.list({ page: '2' as never }), 'page'],
    [(client: AppClient) => client.espSuppressions.list('bounces', { offset: -1 }), 'offset'],
    [(client: AppClient) => client.espSuppressions.list('bounces', { offset: 0.5 }), 'offset'],
    [(client: AppClient) => client.customers.search({ segment: { id: 1 } }, { limit: 0 }), 'limit'],
  ])('%# by %s', async (make, field) => {
    const { client, requests } = clientThat(() => ({}));
    const call = (async () => all(make(client) as AsyncIterable<unknown>))();
    await expect(call).rejects.toMatchObject({ name: 'ValidationError', field });
    expect(requests).toHaveLength(0);
  });

  test('what may be given is', async () => {
    const { client, requests } = clientThat(() => ({}));
    await client.messages.list({ limit: 1, start: '' });
    await client.broadcasts.getTriggerErrors(1, 2, { start: 50 as never });
    await client.espSuppressions.list('bounces', { offset: 0 });
    expect(queries(requests)).toEqual(['?limit=1&start=', '?start=50', '?offset=0']);
  });
});
