import { expect, test } from 'vitest';
import { clientThat } from './test-transport.js';

const bodyOf = (request: { body?: unknown } | undefined) => JSON.parse(String(request?.body));

test('fields that have no type yet are merged into the body, object by object', async () => {
  const { client, requests } = clientThat(() => ({ body: { email: { id: 'e', name: 'n' } } }));
  const email = { name: 'n', envelope: { from_id: 1, bcc: 'a@x.io' } };
  await client.designStudio.emails.create(email, {
    extra: { theme: 'dark', envelope: { bcc: 'b@x.io', priority: ['high'] }, name: 'm' },
  });
  expect(bodyOf(requests[0])).toEqual({
    name: 'm',
    theme: 'dark',
    envelope: { from_id: 1, bcc: 'b@x.io', priority: ['high'] },
  });
  // What the caller holds is left as it is.
  expect(email).toEqual({ name: 'n', envelope: { from_id: 1, bcc: 'a@x.io' } });
});

test('so are they where a method puts the body together, in the shape of the request', async () => {
  const { client, requests } = clientThat(() => ({ body: {} }));
  await client.segments.create({ name: 'n' }, { extra: { segment: { color: 'red' }, dry_run: true } });
  expect(bodyOf(requests[0])).toEqual({ segment: { name: 'n', color: 'red' }, dry_run: true });
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

test('what cannot have fields says so before anything is sent', async () => {
  const { client, requests } = clientThat(() => ({ body: {} }));
  const extra = { a: 1 };
  const upload = { name: 'a.png', file: Uint8Array.of(1) };
  for (const call of [
    client.collections.updateContent(1, [{ a: 1 }], { extra }),
    client.assets.files.create(upload, { extra }),
    client.segments.create({ name: 'n' }, { extra: ['a'] as never }),
  ]) {
    await expect(call).rejects.toMatchObject({ name: 'ValidationError', field: 'extra' });
  }
  expect(requests).toHaveLength(0);
});

test('a name that every object inherits is a field like any other', async () => {
  const { client, requests } = clientThat(() => ({ body: {} }));
  await client.segments.create({ name: 'n' }, { extra: JSON.parse('{"__proto__": {"polluted": true}}') });
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  expect(Object.getPrototypeOf(bodyOf(requests[0]))).toBe(Object.prototype);
});
