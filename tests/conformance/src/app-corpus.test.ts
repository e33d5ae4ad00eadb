import { AppClient } from '@cio/app-api';
import { appContract } from '@cio-internal/contract';
import { describe, expect, test } from 'vitest';
import { answers } from './corpus/answers.js';
import { recordingTransport } from './recording-transport.js';

/** Of a page of a list, the response that it was read from. */
const bodyOf = (answer: unknown) =>
  answer !== null && typeof answer === 'object' && 'hasNextPage' in answer
    ? (answer as unknown as { body: unknown }).body
    : answer;

describe.each(answers)('$operation: $what', ({ operation, call, wire, read = wire }) => {
  test('is read in the one form that the types have', async () => {
    const transport = recordingTransport({ body: JSON.stringify(wire) });
    const app = new AppClient({ apiKey: 'key', transport, rateLimiter: false });
    expect(bodyOf(await call(app))).toEqual(read);
    const { method, url } = transport.requests[0]!;
    expect(appContract.match(method, new URL(url).pathname)?.operation.operationId).toBe(operation);
  });

  test('what is made of it keeps to the contract', () => {
    const published = appContract.operations.find(({ operationId }) => operationId === operation)!;
    expect(appContract.responseErrors(published, 200, read)).toEqual([]);
  });
});
