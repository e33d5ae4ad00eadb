import { expect, test } from 'vitest';
import type { TriggerBroadcast } from '../index.js';
import { clientThat } from '../test-transport.js';

test.each([
  {},
  { data: { a: new Date(5000) } },
  { recipients: { segment: { id: 1 } } },
  { ids: ['a'], id_ignore_missing: true },
  { emails: ['a@x.io'], email_add_duplicates: true },
  { per_user_data: [{ id: 'a', data: { n: 1 } }, { email: 'b@x.io' }] },
  { data_file_url: 'https://x.io/people.json' },
  // Users of the official client give ids as numbers too.
  { ids: [1, 2], id_ignore_missing: true },
  { per_user_data: [{ id: 1, data: { n: 1 } }] },
  { recipients: { and: [{ segment: { id: 7 } }] } },
] satisfies TriggerBroadcast[])('%j goes out as it is', async (trigger) => {
  const { client, requests } = clientThat(() => ({ body: { id: 3 } }));
  expect(await client.broadcasts.trigger(7, trigger)).toEqual({ id: 3 });
  expect(requests[0]?.url).toBe('http://cio.test/v1/campaigns/7/triggers');
  expect(JSON.parse(String(requests[0]?.body))).toEqual('data' in trigger ? { data: { a: 5 } } : trigger);
});

test.each([
  [null, 'trigger'],
  [{ ids: ['a'], emails: ['b'] }, 'trigger'],
  [{ recipients: {} }, 'recipients'],
  [{ recipients: { and: [{ segment: {} }] } }, 'recipients.and[0].segment.id'],
  [{ ids: [] }, 'ids'],
  [{ ids: 'a' }, 'ids'],
  [{ ids: ['a', ' '] }, 'ids[1]'],
  [{ emails: [5] }, 'emails[0]'],
  [{ per_user_data: [{ id: 'a' }, {}] }, 'per_user_data[1]'],
  [{ per_user_data: [{ id: 'a', email: 'b' }] }, 'per_user_data[0]'],
  [{ per_user_data: [{ email: '' }] }, 'per_user_data[0].email'],
  [{ data_file_url: '' }, 'data_file_url'],
  [{ data: 'text' }, 'data'],
  [{ ids: null }, 'ids'],
  [{ ids: [1.5] }, 'ids[0]'],
  [{ ids: [1, Number.NaN] }, 'ids[1]'],
  [{ ids: [null] }, 'ids[0]'],
  [{ per_user_data: [{ id: 1.5 }] }, 'per_user_data[0].id'],
  [{ per_user_data: [{ email: 5 }] }, 'per_user_data[0].email'],
  [{ per_user_data: [{ id: 'a', data: 'x' }] }, 'per_user_data[0].data'],
  [{ ids: new Set(['a']) }, 'ids'],
  [{ emails: null }, 'emails'],
  [{ recipients: null }, 'recipients'],
  [{ per_user_data: null }, 'per_user_data'],
  [{ per_user_data: [null] }, 'per_user_data[0]'],
  [{ data: { at: new Date(Number.NaN) } }, 'data.at'],
])('%j is refused by %s, and nothing is sent', async (trigger, field) => {
  const { client, requests } = clientThat(() => ({}));
  await expect(client.broadcasts.trigger(7, trigger as never)).rejects.toMatchObject({
    name: 'ValidationError',
    field,
  });
  expect(requests).toHaveLength(0);
});

test('the types take one audience at the most', () => {
  // @ts-expect-error two audiences
  const two: TriggerBroadcast = { ids: ['a'], emails: ['b'] };
  // @ts-expect-error a person with two names
  const twice: TriggerBroadcast = { per_user_data: [{ id: 'a', email: 'b' }] };
  expect([two, twice]).toHaveLength(2);
});
