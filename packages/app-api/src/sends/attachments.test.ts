import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { clientThat } from '../test-transport.js';
import { type Attachments, encodeAttachments } from './attachments.js';

const failureOf = (attachments: unknown) =>
  encodeAttachments(attachments as Attachments).then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error as Error,
  );

describe('emails as users of other clients write them', () => {
  const template = { to: 'ada@example.com', transactional_message_id: '3', identifiers: { id: '2' } };

  test.each([
    ['the bytes of a file', Buffer.from('%PDF-1.7')],
    ['the base64 that another client made of it', Buffer.from('%PDF-1.7').toString('base64')],
  ])('with %s', async (_, file) => {
    const { client, requests } = clientThat(() => ({ body: { delivery_id: 'd' } }));
    const message_data = { name: 'Ada', items: { name: 'socks', price: '23.45' }, products: [] };
    await client.sendEmail({ ...template, message_data, attachments: { 'receipt.pdf': file } });
    expect(JSON.parse(String(requests[0]?.body))).toEqual({
      ...template,
      message_data,
      attachments: { 'receipt.pdf': 'JVBERi0xLjc=' },
    });
  });

  test('with content of their own, two files, and nothing about a person', async () => {
    const { client, requests } = clientThat(() => ({ body: { delivery_id: 'd' } }));
    const email = { to: 'ada@example.com', from: 'shop@example.com', subject: 'Hello', body: 'Hi' };
    await client.sendEmail({ ...email, attachments: { file_1: 'UVFR', file_2: 'V1dX' } });
    expect(JSON.parse(String(requests[0]?.body))).toEqual({
      ...email,
      attachments: { file_1: 'UVFR', file_2: 'V1dX' },
    });
  });

  test('a text that is no base64 is not sent as if it were', async () => {
    const { client, requests } = clientThat(() => ({}));
    await expect(
      client.sendEmail({ ...template, attachments: { 'a.txt': 'hello world' } }),
    ).rejects.toMatchObject({ field: 'attachments.a.txt' });
    expect(requests).toHaveLength(0);
  });
});

const limit = 2 * 1024 * 1024;

test.each([
  ['bytes of another realm', runInNewContext('new Uint8Array([0, 1, 2, 253, 254, 255])')],
  ['an ArrayBuffer of another realm', runInNewContext('new Uint8Array([0, 1, 2, 253, 254, 255]).buffer')],
  ['a DataView', new DataView(new Uint8Array([9, 0, 1, 2, 253, 254, 255, 9]).buffer, 1, 6)],
  ['a Buffer', Buffer.from([0, 1, 2, 253, 254, 255])],
  [
    'a Blob of another maker',
    { size: 6, arrayBuffer: async () => Uint8Array.of(0, 1, 2, 253, 254, 255).buffer },
  ],
])('%s are encoded', async (_, file) => {
  expect(await encodeAttachments({ 'a.bin': file as Uint8Array })).toEqual({ 'a.bin': 'AAEC/f7/' });
});

test.each(['ü.pdf', 'a "b".pdf', "it's; filename=x.pdf", '__proto__', 'constructor', '😀.pdf', 'no ending'])(
  'a file may be called %j',
  async (name) => {
    const attachments = Object.fromEntries([[name, 'QUJD']]);
    expect(Object.entries(await encodeAttachments(attachments))).toEqual([[name, 'QUJD']]);
  },
);

test.each(['', ' ', 'a\r\nbcc: x@example.com.pdf', 'a\nb', 'a\u0000b', 'a\u0085b', 'a\ud800.pdf', '\udc00'])(
  'but not %j',
  async (name) => {
    const failure = await failureOf(Object.fromEntries([[name, 'QUJD']]));
    expect(failure).toMatchObject({ name: 'ValidationError', field: 'attachments' });
    // What is wrong with it would be wrong in a log, too.
    expect(failure.message).not.toMatch(/\p{Cc}/u);
  },
);

test.each([
  ['a text that is no base64', 'https://example.com/a.pdf'],
  ['a data URL', 'data:text/plain;base64,QUJD'],
  ['the base64 of URLs', 'AAEC_f7-'],
  ['without padding', 'QUI'],
  ['padding in the middle', 'QQ==QUJD'],
  ['null', null],
  ['undefined', undefined],
  ['a number', 5],
  ['a list of numbers', [1, 2]],
  ['a stream', (async function* () {})()],
])('%s is refused by its name', async (_, file) => {
  expect(await failureOf({ 'a.bin': file })).toMatchObject({
    name: 'ValidationError',
    field: 'attachments.a.bin',
  });
});

test('an empty file is a file', async () => {
  expect(await encodeAttachments({ a: '', b: new Uint8Array() })).toEqual({ a: '', b: '' });
});

describe('what is broken', () => {
  test('a Blob that cannot be read is told by its name, with its cause', async () => {
    const blob = { size: 3, arrayBuffer: () => Promise.reject(new Error('mine')) };
    expect(await failureOf({ 'a.bin': blob })).toMatchObject({
      name: 'ValidationError',
      field: 'attachments.a.bin',
      cause: { message: 'mine' },
    });
  });

  test('a Blob that holds more than it says is measured', async () => {
    const blob = { size: 3, arrayBuffer: async () => new ArrayBuffer(limit + 1) };
    expect(await failureOf({ 'a.bin': blob })).toMatchObject({
      field: 'attachments.a.bin',
      message: expect.stringContaining(`${limit + 1} bytes with the others, the limit is ${limit}`),
    });
  });

  test('a getter that throws is told, with its cause', async () => {
    const attachments = {
      get a(): string {
        throw new Error('mine');
      },
    };
    expect(await failureOf(attachments)).toMatchObject({
      name: 'ValidationError',
      field: 'attachments',
      cause: { message: 'mine' },
    });
  });

  test.each([[null], [[]], ['a'], [5]])('%j are no attachments', async (attachments) => {
    expect(await failureOf(attachments)).toMatchObject({ name: 'ValidationError', field: 'attachments' });
  });
});
