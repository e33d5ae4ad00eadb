import { pRetryStrategy } from '@cio/retry-p-retry';
import { describe, expect, test } from 'vitest';
import type { SendEmail } from '../index.js';
import { clientThat } from '../test-transport.js';

const receipt = () => ({ body: { delivery_id: 'd', queued_at: 1 } });
const template = { to: 'ada@example.com', identifiers: { id: 'ada' }, transactional_message_id: 'welcome' };
const bodyOf = (request: { body: unknown } | undefined) => JSON.parse(String(request?.body));

describe('an email', () => {
  test('goes out as given, a Date as unix seconds', async () => {
    const { client, requests } = clientThat(receipt);
    const answer = await client.sendEmail({
      ...template,
      message_data: { at: new Date(5000) },
      send_at: new Date(1_900_000_000_000),
    });
    expect(answer).toEqual({ delivery_id: 'd', queued_at: 1 });
    expect(requests[0]?.url).toBe('http://cio.test/v1/send/email');
    expect(bodyOf(requests[0])).toEqual({ ...template, message_data: { at: 5 }, send_at: 1_900_000_000 });
  });

  test('brings its own content without a template', async () => {
    const { client, requests } = clientThat(receipt);
    const email: SendEmail = { to: 'a@x.io', body: '<p>Hi</p>', subject: 'Hi', from: 'shop@x.io' };
    await client.sendEmail(email);
    expect(bodyOf(requests[0])).toEqual(email);
  });

  test.each([
    [undefined, 'email'],
    [{ ...template, to: undefined }, 'to'],
    [{ ...template, to: ' ' }, 'to'],
    [{ to: 'a@x.io' }, 'transactional_message_id'],
    [{ to: 'a@x.io', subject: 's' }, 'body'],
    [{ to: 'a@x.io', body: 'b', from: 'f' }, 'subject'],
    [{ to: 'a@x.io', body: 'b', subject: 's' }, 'from'],
    [{ ...template, transactional_message_id: '' }, 'transactional_message_id'],
    [{ ...template, transactional_message_id: null }, 'transactional_message_id'],
    [{ ...template, identifiers: {} }, 'identifiers'],
    [{ ...template, identifiers: { id: 'a', email: 'b' } }, 'identifiers'],
    [{ ...template, identifiers: { phone: '1' } }, 'identifiers'],
    [{ ...template, identifiers: { id: '' } }, 'identifiers.id'],
    [{ ...template, send_at: Date.now() }, 'send_at'],
    [{ ...template, attachments: [] }, 'attachments'],
    [{ ...template, attachments: { a: 5 } }, 'attachments.a'],
  ])('%j is refused by its field, and nothing is sent', async (email, field) => {
    const { client, requests } = clientThat(receipt);
    await expect(client.sendEmail(email as never)).rejects.toMatchObject({ name: 'ValidationError', field });
    expect(requests).toHaveLength(0);
  });

  test('the types ask for a template, or for content, not for both', () => {
    // @ts-expect-error no content and no template
    const none: SendEmail = { to: 'a' };
    // @ts-expect-error half of the content
    const half: SendEmail = { to: 'a', body: 'b', subject: 's' };
    // @ts-expect-error two identifiers
    const two: SendEmail = { ...template, identifiers: { id: 'a', emial: 'b' } };
    expect([none, half, two]).toHaveLength(3);
  });
});

describe('attachments', () => {
  const bytes = new Uint8Array([0, 1, 2, 253, 254, 255]);

  test.each([
    ['bytes', bytes],
    ['a part of other bytes', new Uint8Array([9, ...bytes, 9]).subarray(1, 7)],
    ['an ArrayBuffer', bytes.slice().buffer],
    ['a Blob', new Blob([bytes])],
    ['base64', 'AAEC/f7/'],
  ])('%s', async (_, file) => {
    const { client, requests } = clientThat(receipt);
    const email = { ...template, attachments: { 'a.bin': file } };
    await client.sendEmail(email);
    expect(bodyOf(requests[0]).attachments).toEqual({ 'a.bin': 'AAEC/f7/' });
    // What was given is as it was.
    expect(email.attachments['a.bin']).toBe(file);
  });

  test.each([0, 1, 2, 3, 8191, 8192, 8193, 100_000])(
    '%i bytes are the base64 that Node makes of them',
    async (length) => {
      const { client, requests } = clientThat(receipt);
      const file = Uint8Array.from({ length }, (_, i) => (i * 31) % 256);
      await client.sendEmail({ ...template, attachments: { a: file } });
      expect(bodyOf(requests[0]).attachments.a).toBe(Buffer.from(file).toString('base64'));
    },
  );

  const limit = 2 * 1024 * 1024;
  test('may be 2 MB together, however they come', async () => {
    const { client, requests } = clientThat(receipt);
    const text = Buffer.alloc(1000).toString('base64');
    await client.sendEmail({ ...template, attachments: { a: text, b: new Uint8Array(limit - 1000) } });
    expect(requests).toHaveLength(1);
  });

  test.each([
    [{ a: new Uint8Array(limit + 1) }, 'a', limit + 1],
    [{ a: new Uint8Array(limit), b: 'AA==' }, 'b', limit + 1],
    [{ a: new Uint8Array(limit), b: 'AAA=' }, 'b', limit + 2],
    [{ a: new Blob([new Uint8Array(limit)]), b: 'AAAA' }, 'b', limit + 3],
  ])('one byte more is refused before anything is sent', async (attachments, name, total) => {
    const { client, requests } = clientThat(receipt);
    await expect(client.sendEmail({ ...template, attachments })).rejects.toMatchObject({
      field: `attachments.${name}`,
      message: expect.stringContaining(`${total} bytes with the others, the limit is ${limit}`),
    });
    expect(requests).toHaveLength(0);
  });

  test.each(['not base64!', 'abc', 'a===', 'QUJD\n'])('%j is no base64', async (file) => {
    const { client } = clientThat(receipt);
    await expect(client.sendEmail({ ...template, attachments: { a: file } })).rejects.toMatchObject({
      field: 'attachments.a',
    });
  });
});

describe.each([
  ['sendPush', 'push', { identifiers: { id: 'a' }, transactional_message_id: 1 }],
  ['sendSms', 'sms', { identifiers: { id: 'a' }, transactional_message_id: 1, to: '+49' }],
  ['sendWhatsapp', 'whatsapp', { identifiers: { id: 'a' }, transactional_message_id: 1, to: '+49' }],
  ['sendInApp', 'in_app', { identifiers: { cio_id: 'a' }, transactional_message_id: 1 }],
  ['sendInboxMessage', 'inbox_message', { identifiers: { email: 'a@x.io' }, transactional_message_id: 1 }],
] as const)('%s', (method, channel, message) => {
  test('goes to its channel as given', async () => {
    const { client, requests } = clientThat(receipt);
    await client[method](message as never);
    expect(requests[0]?.url).toBe(`http://cio.test/v1/send/${channel}`);
    expect(bodyOf(requests[0])).toEqual(message);
  });

  test.each(Object.keys(message))('without %s is refused by that name', async (field) => {
    const { client, requests } = clientThat(receipt);
    const { [field as never]: _, ...rest } = message as Record<string, unknown>;
    const call = client[method](rest as never);
    await expect(call).rejects.toMatchObject({ name: 'ValidationError', field });
    expect(requests).toHaveLength(0);
  });
});

describe('a send that fails', () => {
  const retry = pRetryStrategy({ minTimeoutMs: 1 });

  test('is not repeated where it may have arrived', async () => {
    const { client, requests } = clientThat(() => ({ status: 503, body: '' }), { retry });
    await expect(client.sendEmail(template)).rejects.toMatchObject({ name: 'RetryableError', status: 503 });
    expect(requests).toHaveLength(1);
  });

  test('is repeated where it was turned away', async () => {
    const { client, requests } = clientThat((_, n) => (n < 3 ? { status: 429, body: '' } : receipt()), {
      retry,
    });
    await client.sendEmail(template);
    expect(requests).toHaveLength(3);
  });

  test('is repeated where the caller says that twice does no harm', async () => {
    const { client, requests } = clientThat((_, n) => (n < 3 ? { status: 503, body: '' } : receipt()), {
      retry,
    });
    await client.sendEmail(template, { replaySafe: true });
    expect(requests).toHaveLength(3);
  });
});
