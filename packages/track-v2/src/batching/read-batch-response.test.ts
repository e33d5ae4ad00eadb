import type { ErrorDetail } from '@cio/core';
import { describe, expect, test } from 'vitest';
import {
  type BatchError,
  type IngestError,
  type NotAccepted,
  type PersonEvent,
  person,
  type Rejection,
} from '../index.js';
import { batchServer, type Reply } from '../testing/batch-server.js';

const operations = ['a', 'b', 'c'].map((id) => person.event({ id }, 'x'));

/** What each way to send three operations tells of them, by their places. */
async function told(reply: Reply) {
  const { client } = batchServer(() => reply);

  const bySendBatch = await client.sendBatch(operations).then(
    ({ accepted, rejected }) => ({ accepted, rejected: errorsOf(rejected), unknown: [] as number[] }),
    ({ accepted, rejected, unsent }: BatchError) => ({
      accepted,
      rejected: errorsOf(rejected),
      unknown: unsent.filter(({ outcome }) => outcome === 'unknown').map(({ index }) => index),
    }),
  );

  const rejections: Rejection[] = [];
  const byIngest = await client
    .ingest(operations, { onRejected: (rejection) => rejections.push(rejection) })
    .then(
      ({ accepted }) => ({ accepted, rejected: errorsOf(rejections), unknown: [] as number[] }),
      ({ summary, unsent }: IngestError) => ({
        accepted: summary.accepted,
        rejected: errorsOf(rejections),
        unknown: unsent.filter(({ outcome }) => outcome === 'unknown').map(({ index }) => index),
      }),
    );

  const calls: NotAccepted[] = [];
  const batcher = client.batcher({ maxWaitMs: 1, onRejected: (call) => calls.push(call) });
  const added = await Promise.allSettled(operations.map((operation) => batcher.add(operation)));
  const place = ({ operation }: NotAccepted) => operations.indexOf(operation as PersonEvent);
  const byBatcher = {
    accepted: added.filter(({ status }) => status === 'fulfilled').length,
    rejected: Object.fromEntries(
      calls
        .filter(({ outcome }) => outcome === 'rejected')
        .map((call) => [place(call), (call.error as { errors: ErrorDetail[] }).errors]),
    ),
    unknown: calls.filter(({ outcome }) => outcome === 'unknown').map(place),
  };
  // What the promise rejects with is what the callback hears.
  for (const call of calls) expect(added[place(call)]).toMatchObject({ reason: call.error });
  return { bySendBatch, byIngest, byBatcher };
}

function errorsOf(rejections: readonly Rejection[]): Record<number, readonly ErrorDetail[]> {
  return Object.fromEntries(rejections.map(({ index, errors }) => [index, errors]));
}

async function expectTold(reply: Reply, expected: { accepted: number; rejected: object; unknown: number[] }) {
  expect(await told(reply)).toEqual({ bySendBatch: expected, byIngest: expected, byBatcher: expected });
}

const bad = { reason: 'invalid', field: 'name', message: 'is bad' };

describe('every operation is accepted', () => {
  test.each<[string, Reply]>([
    ['200 and {}', { body: {} }],
    ['200 without a body', { body: '' }],
    ['200 and no errors', { body: { errors: [] } }],
    ['200 and errors that are null', { body: { errors: null } }],
    ['200 and something else', { body: { meta: { took: 5 } } }],
  ])('%s', async (_what, reply) => {
    await expectTold(reply, { accepted: 3, rejected: {}, unknown: [] });
  });
});

describe('those that are named are rejected, the others accepted', () => {
  test.each<[string, number, unknown[], Record<number, ErrorDetail[]>]>([
    ['one', 207, [{ batch_index: 1, ...bad }], { 1: [bad] }],
    [
      'the first and the last',
      207,
      [2, 0].map((batch_index) => ({ batch_index, ...bad })),
      { 0: [bad], 2: [bad] },
    ],
    ['with the status 200', 200, [{ batch_index: 1, ...bad }], { 1: [bad] }],
    ['by the digits of an integer', 207, [{ batch_index: '1', ...bad }], { 1: [bad] }],
    [
      'with two errors of one',
      207,
      [
        { batch_index: 0, reason: 'invalid', field: 'attributes.plan', message: 'is too long' },
        { batch_index: '0', reason: 'invalid', field: 'attributes.note', message: 'is too long' },
      ],
      {
        0: [
          { reason: 'invalid', field: 'attributes.plan', message: 'is too long' },
          { reason: 'invalid', field: 'attributes.note', message: 'is too long' },
        ],
      },
    ],
    ['without a reason', 207, [{ batch_index: 1 }], { 1: [{ message: 'no reason given' }] }],
    [
      'with a reason alone',
      207,
      [{ batch_index: 1, reason: 'required' }],
      { 1: [{ message: 'required', reason: 'required' }] },
    ],
    [
      'with what is no text',
      207,
      [{ batch_index: 1, reason: [1], field: 5, message: { a: 1 } }],
      { 1: [{ message: 'no reason given' }] },
    ],
  ])('%s', async (_what, status, errors, rejected) => {
    const accepted = 3 - Object.keys(rejected).length;
    await expectTold({ status, body: { errors } }, { accepted, rejected, unknown: [] });
  });
});

describe('what is not told of each operation is unknown of each, and an ApiError', () => {
  const indexes: unknown[] = [
    3,
    -1,
    0.5,
    1e15,
    null,
    undefined,
    true,
    '',
    ' 1',
    '01',
    '1.0',
    '1e0',
    '+1',
    '3',
    'length',
    'constructor',
    '__proto__',
    [1],
    { valueOf: 1 },
  ];
  test.each(indexes)('the index %j', async (batch_index) => {
    // The other one is right.
    const errors = [
      { batch_index: 0, ...bad },
      { batch_index, ...bad },
    ];
    await expectTold({ status: 207, body: { errors } }, { accepted: 0, rejected: {}, unknown: [0, 1, 2] });
  });

  test.each<[string, unknown]>([
    ['an entry that is null', { errors: [null] }],
    ['an entry that is text', { errors: ['x'] }],
    ['an entry that is a list', { errors: [[0]] }],
    ['errors that are no list', { errors: {} }],
    ['errors like a list', { errors: { length: 1, 0: { batch_index: 0 } } }],
    ['errors that are text', { errors: 'bad' }],
    ['errors that are null', { errors: null }],
    ['no errors', { errors: [] }],
    ['an object without errors', {}],
    ['no body', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['text', '"x"'],
  ])('207 and %s', async (_what, body) => {
    await expectTold({ status: 207, body }, { accepted: 0, rejected: {}, unknown: [0, 1, 2] });
  });

  test('the error carries what was answered', async () => {
    const { client } = batchServer(() => ({ status: 207, body: { errors: [{ batch_index: 7 }] } }));
    await expect(client.sendBatch(operations)).rejects.toMatchObject({
      cause: {
        name: 'ApiError',
        status: 207,
        body: { errors: [{ batch_index: 7 }] },
        message: expect.stringContaining('which of the 3 operations were accepted is unknown'),
      },
    });
  });
});

test('messages are one line, and end', async () => {
  const message = `line\r\nbreak \u001b[31mred\u202e ${'x'.repeat(2000)}`;
  const errors = Array.from({ length: 1000 }, () => ({ batch_index: 0, field: 'name', message }));
  const { client } = batchServer(() => ({ status: 207, body: { errors } }));
  const { rejected } = await client.sendBatch(operations);
  expect(rejected[0]!.errors).toHaveLength(1000);
  expect(rejected[0]!.message).toMatch(/^name: line break {2}\[31mred {2}x+…$/);
  expect(rejected[0]!.message).toHaveLength(500);
  await expect(client.batcher({ maxWaitMs: 0 }).add(operations[0]!)).rejects.toMatchObject({
    name: 'RejectedError',
    message: expect.stringMatching(/^person event was rejected: name: line break/),
  });
});
