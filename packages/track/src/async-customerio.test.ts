// What the documentation of async-customerio shows of Track v1, with the types of its arguments: what was written for it has
// to go out the same.
import type { Transport } from '@cio/core';
import { expect, test } from 'vitest';
import { TrackClient } from './index.js';

interface Sent {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Record<string, unknown> | undefined;
}

function recorded(options: { region?: 'us' | 'eu'; userAgent?: string } = {}) {
  const sent: Sent[] = [];
  const transport: Transport = async ({ method, url, headers, body }) => {
    sent.push({ method, url, headers, body: body === undefined ? undefined : JSON.parse(String(body)) });
    return { status: 200, headers: {}, text: async () => '{}', stream: async function* () {} };
  };
  return { cio: new TrackClient({ siteId: 'site', apiKey: 'key', transport, ...options }), sent };
}

const CUSTOMERS = 'https://track.customer.io/api/v1/customers';

test.each<[string, (cio: TrackClient) => Promise<void>, object]>([
  [
    'identify, by a number',
    (cio) =>
      cio.identify(5, {
        email: 'customer@example.com',
        first_name: 'John',
        last_name: 'Doe',
        subscription_plan: 'premium',
      }),
    {
      method: 'PUT',
      url: `${CUSTOMERS}/5`,
      body: {
        email: 'customer@example.com',
        first_name: 'John',
        last_name: 'Doe',
        subscription_plan: 'premium',
      },
    },
  ],
  [
    'identify, by an address',
    (cio) => cio.identify('user@domain.com'),
    { method: 'PUT', url: `${CUSTOMERS}/user%40domain.com`, body: {} },
  ],
  [
    'identify with a time and without a number',
    (cio) => cio.identify(1, { created_at: new Date('2024-01-01T00:00:00Z'), score: Number.NaN }),
    { body: { created_at: 1_704_067_200, score: null } },
  ],
  [
    'track, with data',
    (cio) => cio.track(5, 'product.purchased', { product_sku: 'XYZ-12345', price: 23.45 }),
    {
      method: 'POST',
      url: `${CUSTOMERS}/5/events`,
      body: { name: 'product.purchased', data: { product_sku: 'XYZ-12345', price: 23.45 } },
    },
  ],
  [
    'track, without',
    (cio) => cio.track(100, 'user_signed_in'),
    { url: `${CUSTOMERS}/100/events`, body: { name: 'user_signed_in', data: {} } },
  ],
  [
    'track_anonymous',
    (cio) => cio.trackAnonymous('anon-123', 'viewed_page', { source: 'google' }),
    {
      method: 'POST',
      url: 'https://track.customer.io/api/v1/events',
      body: { name: 'viewed_page', anonymous_id: 'anon-123', data: { source: 'google' } },
    },
  ],
  [
    'track_anonymous of nobody',
    (cio) => cio.trackAnonymous(null, 'user-redirected'),
    { url: 'https://track.customer.io/api/v1/events', body: { name: 'user-redirected', data: {} } },
  ],
  [
    'pageview',
    (cio) => cio.pageview(100, 'landing-page', { referrer: 'https://example.com' }),
    {
      url: `${CUSTOMERS}/100/events`,
      body: { type: 'page', name: 'landing-page', data: { referrer: 'https://example.com' } },
    },
  ],
  [
    'backfill, at a date',
    (cio) => cio.backfill(100, 'user-ordered-some-product', new Date('2024-01-01T00:00:00Z'), { a: 1 }),
    { body: { name: 'user-ordered-some-product', timestamp: 1_704_067_200, data: { a: 1 } } },
  ],
  [
    'backfill, at unix seconds',
    (cio) => cio.backfill('100', 'user-ordered-some-product', 1_704_067_200),
    { body: { timestamp: 1_704_067_200 } },
  ],
  ['delete', (cio) => cio.delete(100), { method: 'DELETE', url: `${CUSTOMERS}/100`, body: undefined }],
  [
    'add_device, by its token and platform',
    (cio) => cio.addDevice(100, { id: 'tok_abc', platform: 'android' }),
    {
      method: 'PUT',
      url: `${CUSTOMERS}/100/devices`,
      body: { device: { id: 'tok_abc', platform: 'android' } },
    },
  ],
  [
    'add_device, with more',
    (cio) =>
      cio.addDevice(100, {
        id: 'tok_abc',
        platform: 'ios',
        last_used: 1_234_567_890,
        attributes: { device_os: '17' },
      }),
    {
      body: {
        device: {
          id: 'tok_abc',
          platform: 'ios',
          last_used: 1_234_567_890,
          attributes: { device_os: '17' },
        },
      },
    },
  ],
  [
    'delete_device',
    (cio) => cio.deleteDevice(100, 'some/device id'),
    { method: 'DELETE', url: `${CUSTOMERS}/100/devices/some%2Fdevice%20id` },
  ],
  ['suppress', (cio) => cio.suppress(100), { method: 'POST', url: `${CUSTOMERS}/100/suppress` }],
  ['unsuppress', (cio) => cio.unsuppress(100), { method: 'POST', url: `${CUSTOMERS}/100/unsuppress` }],
  [
    'merge_customers, by numbers',
    (cio) => cio.mergeCustomers({ id: 9 }, { cio_id: 'a3000001' }),
    {
      method: 'POST',
      url: 'https://track.customer.io/api/v1/merge_customers',
      body: { primary: { id: 9 }, secondary: { cio_id: 'a3000001' } },
    },
  ],
  [
    'merge_customers, by an address',
    (cio) => cio.mergeCustomers({ email: 'cool.person@company.com' }, { email: 'cperson@gmail.com' }),
    {
      body: { primary: { email: 'cool.person@company.com' }, secondary: { email: 'cperson@gmail.com' } },
    },
  ],
])('%s', async (_what, call, expected) => {
  const { cio, sent } = recorded();
  await call(cio);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject(expected);
});

test('the region of the EU, and a user agent', async () => {
  const { cio, sent } = recorded({ region: 'eu', userAgent: 'my-app/1.0' });
  await cio.identify(5);
  expect(sent[0]).toMatchObject({
    url: 'https://track-eu.customer.io/api/v1/customers/5',
    headers: { 'user-agent': 'my-app/1.0', authorization: `Basic ${btoa('site:key')}` },
  });
});

test('async with is await using', async () => {
  let closed = 0;
  const transport: Transport = Object.assign(
    async () => ({ status: 200, headers: {}, text: async () => '', stream: async function* () {} }),
    { close: () => void closed++ },
  );
  {
    await using cio = new TrackClient({ siteId: 'site', apiKey: 'key', transport });
    await cio.identify(5);
  }
  expect(closed).toBe(1);
});

test('what it refuses is refused: blanks, and times that are none', async () => {
  const { cio, sent } = recorded();
  for (const call of [
    () => cio.identify(''),
    () => cio.track('', 'x'),
    () => cio.pageview('', 'x'),
    () => cio.delete(''),
    () => cio.addDevice(100, { id: '', platform: 'ios' }),
    () => cio.addDevice(100, { id: 'tok', platform: '' as never }),
    () => cio.deleteDevice(100, ''),
    () => cio.backfill('123', 'name', 'not-a-timestamp' as never),
    () => cio.mergeCustomers({ foo: 2 } as never, { id: 200 }),
    () => cio.mergeCustomers({ id: 2 }, { email: '' }),
  ]) {
    await expect(call()).rejects.toMatchObject({ name: 'ValidationError' });
  }
  expect(sent).toHaveLength(0);
});
