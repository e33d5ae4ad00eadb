import { AppClient } from '@cio/app-api';
import { appContract } from '@cio-internal/contract';
import { describe, expect, test } from 'vitest';
import { appMethods, methodOf, sampleCall } from './app-operations.js';
import { recordingTransport } from './recording-transport.js';

/** Objects that hold nothing but lists of counts or of errors, and what users name. */
const NOT_LOOKED_INTO = ['series', 'journey_metric', 'errors', 'attributes', 'data'];
/** Fields that are a list in one answer and something else in another. */
const LIST_OR_NOT = ['content', 'headers', 'identifiers'];

/** The same with the lists in it as null: of two lists, one in the other, the inner one. */
function withoutLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLists);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      if (NOT_LOOKED_INTO.includes(key) || LIST_OR_NOT.includes(key)) return [key, one];
      const below = withoutLists(one);
      return [key, Array.isArray(one) && !hasNull(below) ? null : below];
    }),
  );
}

const hasNull = (value: unknown) => JSON.stringify(value).includes(':null');

const operations = appContract.operations.flatMap((operation) => {
  const answer = appContract.sampleAnswer(operation, { full: true });
  const wire = withoutLists(answer);
  return wire !== undefined && hasNull(wire) ? [{ operation, operationId: operation.operationId, wire }] : [];
});

describe('a list that comes as null', () => {
  test('is in most answers', () => expect(operations.length).toBeGreaterThan(80));

  test.each(operations)(
    'of $operationId is a list where it is read',
    async ({ operation, operationId, wire }) => {
      const transport = recordingTransport({ body: JSON.stringify(wire) });
      const app = new AppClient({ apiKey: 'key', transport, rateLimiter: false });
      const answer = await methodOf(
        app,
        appMethods[operationId]!,
      )(...sampleCall(operation, { full: false }).args);
      const read = Object(answer).body ?? answer;
      const nulls = [...JSON.stringify(read).matchAll(/"(\w+)":null/g)].map(([, key]) => key);
      expect(nulls).toEqual([]);
    },
  );
});
