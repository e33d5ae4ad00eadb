import { expect, test } from 'vitest';
import { describeOutbox } from './describe-outbox.js';
import type { DeadLetter } from './outbox.js';

const letter = (reason: object) =>
  ({ id: 'a', item: { kind: 'track' }, reason, deadAt: Date.UTC(2026, 4, 1) }) as unknown as DeadLetter;

test('dead letters are described by what is no personal data', () => {
  const stats = {
    depth: 2,
    ageSeconds: 7.4,
    deadLetters: 3,
    partitions: [{ partition: 1, depth: 2, ageSeconds: 7.4 }],
  };
  const errors = [
    { field: 'attributes.plan', reason: 'invalid', message: 'jane@example.com is no plan' },
    { pointer: '/to', code: 'bad', message: 'jane@example.com' },
    { field: 'jane@example.com', message: 'x' },
  ];
  const lines = describeOutbox(stats as never, [
    letter({ kind: 'rejected', status: 400, message: 'jane@example.com is no plan', errors }),
    letter({ kind: 'handler_failed', message: 'no jane@example.com' }),
  ]);
  expect(lines).toEqual([
    '2 to be sent, the oldest 7 s old; 3 dead letters',
    '  partition 1: 2, the oldest 7 s old',
    'a  2026-05-01T00:00:00.000Z  track  rejected 400 (attributes.plan: invalid, /to: bad)',
    'a  2026-05-01T00:00:00.000Z  track  handler_failed',
  ]);
});
