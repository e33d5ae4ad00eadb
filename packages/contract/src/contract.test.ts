import { describe, expect, test } from 'vitest';
import app from '../openapi/app.json' with { type: 'json' };
import { withAppOverlay } from './app-overlay.js';
import { appContract, trackContract } from './index.js';

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
  expect(trackContract.requestErrors(operation, {})).toEqual([]);
  expect(trackContract.requestErrors(operation, { a: 1 })).toEqual(['expected no body']);
});

test('which operations carry credentials', () => {
  const open = trackContract.operations.filter((o) => !o.authorized).map((o) => o.operationId);
  expect(open).toEqual(['unsubscribe', 'metrics', 'pushMetrics']);
});

describe('the App API', () => {
  test('has 167 operations, and says what each is', () => {
    expect(appContract.operations).toHaveLength(167);
    const send = appContract.match('POST', '/v1/send/email')!.operation;
    expect(send).toMatchObject({ safeToReplay: false, rateLimit: '100/s', bodyType: 'application/json' });
    const list = appContract.match('GET', '/v1/messages')!.operation;
    expect(list).toMatchObject({ safeToReplay: true, pagination: 'cursor' });
  });

  test('a parameter is read as it stands in a URL', () => {
    const { operation } = appContract.match('GET', '/v1/messages')!;
    expect(appContract.queryErrors(operation, 'limit', '10')).toEqual([]);
    expect(appContract.queryErrors(operation, 'limit', 'ten')).toEqual(['limit must be integer']);
    expect(appContract.queryErrors(operation, 'drafts', 'true')).toEqual([]);
    expect(appContract.queryErrors(operation, 'drafts', 'yes')).toEqual(['drafts must be boolean']);
    expect(appContract.queryErrors(operation, 'nope', '1')).toEqual(['no query parameter "nope"']);
    const { operation: activities } = appContract.match('GET', '/v1/activities')!;
    expect(appContract.queryErrors(activities, 'type', 'event')).toEqual([]);
  });

  test('only a language may be left out of a path', () => {
    expect(appContract.match('GET', '/v1/transactional/1/language/')?.parameters.language).toBe('');
    expect(appContract.match('GET', '/v1/transactional/')).toBeUndefined();
  });

  test.each(appContract.operations)('samples of $operationId keep to the contract', (operation) => {
    for (const full of [false, true]) {
      for (let variant = 0; variant < appContract.requestVariants(operation); variant++) {
        const request = appContract.sampleRequest(operation, { full, variant });
        if (operation.bodyType === 'application/json')
          expect(appContract.requestErrors(operation, request)).toEqual([]);
      }
      const answer = appContract.sampleAnswer(operation, { full });
      expect(appContract.responseErrors(operation, 200, answer)).toEqual([]);
      expect(answer === undefined).toBe(!operation.statuses.includes(200));
    }
  });
});

test('the overlay leaves the published document as it is', () => {
  const document = { paths: app.paths, components: app.components };
  const before = JSON.stringify(document);
  expect(JSON.stringify(withAppOverlay(document))).not.toBe(before);
  expect(JSON.stringify(document)).toBe(before);
});
