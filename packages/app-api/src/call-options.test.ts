import { expect, test } from 'vitest';
import { clientThat } from './test-transport.js';

const bodyOf = (request: { body?: unknown } | undefined) => JSON.parse(String(request?.body));

test('fields that have no type yet are merged into the body, object by object', async () => {
  const { client, requests } = clientThat(() => ({ body: { email: { id: 'e', name: 'n' } } }));
  const email = { name: 'n', envelope: { from_id: 1, bcc: 'a@x.io' } };
  await client.designStudio.emails.create(email, {
    extra: { theme: 'dark', envelope: { priority: ['high'] } },
  });
  expect(bodyOf(requests[0])).toEqual({
    name: 'n',
    theme: 'dark',
    envelope: { from_id: 1, bcc: 'a@x.io', priority: ['high'] },
  });
  // What the caller holds is left as it is.
  expect(email).toEqual({ name: 'n', envelope: { from_id: 1, bcc: 'a@x.io' } });
});

test('so are they where a method puts the body together, in the shape of the request', async () => {
  const { client, requests } = clientThat(() => ({ body: {} }));
  await client.segments.create({ name: 'n' }, { extra: { segment: { color: 'red' }, dry_run: true } });
  expect(bodyOf(requests[0])).toEqual({ segment: { name: 'n', color: 'red' }, dry_run: true });
});

test('what the arguments say cannot be said differently', async () => {
  const { client, requests } = clientThat(() => ({ body: {} }));
  const email = { name: 'n', envelope: { from_id: 1 } };
  for (const [extra, field] of [
    [{ name: 'm' }, 'extra.name'],
    [{ envelope: { from_id: 2 } }, 'extra.envelope.from_id'],
    [{ envelope: 'none' }, 'extra.envelope'],
  ] as const) {
    const call = client.designStudio.emails.create(email, { extra });
    await expect(call).rejects.toMatchObject({ name: 'ValidationError', field });
  }
  const list = client.messages.list({ limit: 5 }, { extra: { limit: 7 } });
  await expect(list).rejects.toMatchObject({ name: 'ValidationError', field: 'extra.limit' });
  expect(requests).toHaveLength(0);
});

test('a request that can have a body, and has none, gets one', async () => {
  const { client, requests } = clientThat(() => ({ body: { status: 'done' } }));
  await client.designStudio.emails.publish('123e4567-e89b-42d3-a456-426614174000', { extra: { note: 'v2' } });
  expect(bodyOf(requests[0])).toEqual({ note: 'v2' });
  expect(requests[0]!.url).not.toContain('note');
});

test('a request without a body has them in its query', async () => {
  const { client, requests } = clientThat(() => ({ body: { broadcasts: [] } }));
  await client.broadcasts.list({ extra: { limit: 100, state: 'a&b' } });
  await client.messages.list({ limit: 5 }, { extra: { since: 7 } });
  expect(requests.map(({ url }) => url.replace('http://cio.test', ''))).toEqual([
    '/v1/broadcasts?limit=100&state=a%26b',
    '/v1/messages?limit=5&since=7',
  ]);
});

test('every page of a list has them', async () => {
  const { client, requests } = clientThat((_, n) => ({
    body: { messages: [{ id: n }], next: n < 2 ? 'x' : '' },
  }));
  for await (const _ of client.messages.list({}, { extra: { since: 7 } }));
  expect(requests.map(({ url }) => new URL(url).search)).toEqual(['?since=7', '?start=x&since=7']);
});

test('sends have them too', async () => {
  const { client, requests } = clientThat(() => ({ body: { delivery_id: 'd' } }));
  const message = { identifiers: { id: 'a' }, transactional_message_id: 1 };
  await client.sendPush(
    { ...message, message_data: { a: 1 } },
    { extra: { message_data: { b: 2 }, ttl: 5 } },
  );
  expect(bodyOf(requests[0])).toEqual({ ...message, message_data: { a: 1, b: 2 }, ttl: 5 });
});

test('an option that there is not is refused, of sends too', async () => {
  const { client, requests } = clientThat(() => ({ body: {} }));
  const message = { identifiers: { id: 'a' }, transactional_message_id: 1 };
  for (const call of [
    // @ts-expect-error misspelt
    client.sendPush(message, { exrta: { ttl: 5 } }),
    // @ts-expect-error misspelt
    client.segments.list({ exrta: { ttl: 5 } }),
  ]) {
    await expect(call).rejects.toMatchObject({ name: 'ValidationError', field: 'exrta' });
  }
  expect(requests).toHaveLength(0);
});

test('what cannot have fields says so before anything is sent', async () => {
  const { client, requests } = clientThat(() => ({ body: {} }));
  for (const [call, field] of [
    [client.collections.updateContent(1, [{ a: 1 }], { extra: { a: 1 } }), 'body'],
    [client.segments.create({ name: 'n' }, { extra: ['a'] as never }), 'extra'],
    [client.segments.create({ name: 'n' }, { extra: null as never }), 'extra'],
  ] as const) {
    await expect(call).rejects.toMatchObject({ name: 'ValidationError', field });
  }
  expect(requests).toHaveLength(0);
});

test('a name that every object inherits is a field like any other', async () => {
  const { client, requests } = clientThat(() => ({ body: {} }));
  await client.segments.create({ name: 'n' }, { extra: JSON.parse('{"__proto__": {"polluted": true}}') });
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  expect(Object.getPrototypeOf(bodyOf(requests[0]))).toBe(Object.prototype);
});
