import { expect, test } from 'vitest';
import { trackContract } from './index.js';

test('the Track API has 18 operations', () => {
  expect(trackContract.operations).toHaveLength(18);
});

test('a request is found by its raw path, and its parameters come decoded once', () => {
  const match = trackContract.match('PUT', '/api/v1/customers/a%2Fb%252F');
  expect(match?.operation.operationId).toBe('identify');
  expect(match?.parameters).toEqual({ identifier: 'a/b%2F' });
  expect(trackContract.match('PUT', '/api/v1/customers/')).toBeUndefined();
  expect(trackContract.match('PUT', '/api/v1/customers/%zz')).toBeUndefined();
  expect(trackContract.match('PATCH', '/api/v1/customers/5')).toBeUndefined();
});

test('a body is held against the operation it belongs to', () => {
  const { operation } = trackContract.match('PUT', '/api/v1/customers/5/devices')!;
  expect(trackContract.requestErrors(operation, { device: { id: 'x', platform: 'ios' } })).toEqual([]);
  expect(trackContract.requestErrors(operation, { device: { id: 'x', platform: 'palm' } })).toEqual([
    'device.platform must be equal to one of the allowed values: ios, android',
  ]);
  expect(trackContract.requestErrors(operation, {})).toEqual(["body must have required property 'device'"]);
});

test('an event id that is no ULID is found', () => {
  const { operation } = trackContract.match('POST', '/api/v1/customers/5/events')!;
  expect(trackContract.requestErrors(operation, { name: 'x', id: 'nope' })).toContain(
    'id must match format "ulid"',
  );
});

test('an operation without a body refuses one', () => {
  const { operation } = trackContract.match('DELETE', '/api/v1/customers/5')!;
  expect(trackContract.requestErrors(operation, undefined)).toEqual([]);
  expect(trackContract.requestErrors(operation, {})).toEqual(['expected no body']);
});

test('which operations carry credentials', () => {
  const open = trackContract.operations.filter((o) => !o.authorized).map((o) => o.operationId);
  expect(open).toEqual(['unsubscribe', 'metrics', 'pushMetrics']);
});
