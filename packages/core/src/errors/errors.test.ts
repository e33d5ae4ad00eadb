import { expect, test } from 'vitest';
import { ApiError, isApiError } from './api-error.js';
import { isCustomerIOError } from './base.js';
import { parseErrorDetails } from './error-details.js';
import { isRetryableError, RetryableError } from './retryable-error.js';
import { isValidationError, ValidationError } from './validation-error.js';

test.each([
  [{ errors: [{ detail: 'no such campaign', status: '404' }] }, [{ message: 'no such campaign' }]],
  [
    { errors: [{ detail: 'is invalid', status: '422', source: { pointer: '/data/name' } }] },
    [{ message: 'is invalid', pointer: '/data/name' }],
  ],
  [
    {
      errors: [{ detail: 'Liquid', status: '422', code: 'invalid_liquid', meta: { fr: ['no such filter'] } }],
    },
    [{ message: 'Liquid', code: 'invalid_liquid', meta: { fr: ['no such filter'] } }],
  ],
  [{ errors: [{ detail: 'x', code: 5, meta: ['a'], source: { pointer: null } }] }, [{ message: 'x' }]],
  [{ meta: { error: 'Unauthorized request' } }, [{ message: 'Unauthorized request' }]],
  [{ meta: { errors: ['one', 'two'] } }, [{ message: 'one' }, { message: 'two' }]],
  [
    { errors: [{ reason: 'required', field: 'name', message: 'name is missing' }] },
    [{ message: 'name is missing', reason: 'required', field: 'name' }],
  ],
  [
    { errors: [{ reason: 'required', field: 'name' }] },
    [{ message: 'required', reason: 'required', field: 'name' }],
  ],
  [{ errors: 'just a string' }, [{ message: 'just a string' }]],
  [{ errors: [null, 5, {}, { detail: 5 }] }, []],
  [{ meta: null, errors: null }, []],
  ['<html>', []],
  [null, []],
  [[], []],
])('%j', (body, details) => {
  expect(parseErrorDetails(body)).toEqual(details);
});

const answer = { status: 400, details: [], body: null, headers: {}, requestId: 'r' };
const validation = new ValidationError('name', 'expected x');
const api = new ApiError('m', answer);
const retryable = new RetryableError('m', {
  kind: 'network',
  requestSent: false,
  requestId: 'r',
  cause: 'c',
});

test('names are literal, causes are kept, and guards tell the classes apart', () => {
  expect([validation, api, retryable].map(({ name }) => name)).toEqual([
    'ValidationError',
    'ApiError',
    'RetryableError',
  ]);
  expect([validation, api, retryable].map((e) => e instanceof Error && isCustomerIOError(e))).toEqual([
    true,
    true,
    true,
  ]);
  expect(retryable.cause).toBe('c');
  expect([validation, api, retryable].map(isValidationError)).toEqual([true, false, false]);
  expect([validation, api, retryable].map(isApiError)).toEqual([false, true, false]);
  expect([validation, api, retryable].map(isRetryableError)).toEqual([false, false, true]);
});

test('guards hold across copies of the package, and refuse look-alikes', async () => {
  const copy = (await import(
    new URL('../../dist/index.js', import.meta.url).href
  )) as typeof import('../index.js');
  const other = new copy.ApiError('m', answer);
  expect(other instanceof ApiError).toBe(false);
  expect(isApiError(other)).toBe(true);
  for (const no of [
    null,
    undefined,
    'ApiError',
    {},
    new Error('x'),
    Object.assign(new Error('x'), { name: 'ApiError' }),
  ]) {
    expect(isApiError(no)).toBe(false);
  }
});
