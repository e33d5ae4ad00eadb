import { isUlid } from '@cio/core';
import { TrackClient } from '@cio/track';
import { type Operation, trackContract } from '@cio-internal/contract';
import { describe, expect, test } from 'vitest';
import { recordingTransport } from './recording-transport.js';
import { trackCalls } from './track-calls.js';

const AUTHORIZATION = `Basic ${Buffer.from('site:key').toString('base64')}`;
const EVENTS = new Set(['track', 'trackAnonymous']);

async function record(call: (client: TrackClient) => Promise<unknown>) {
  const transport = recordingTransport();
  await call(new TrackClient({ siteId: 'site', apiKey: 'key', transport }));
  expect(transport.requests).toHaveLength(1);
  const [request] = transport.requests;
  const { host, pathname, searchParams } = new URL(request!.url);
  return { request: request!, host, pathname, searchParams };
}

describe.each(trackCalls)('$method is $operationId', ({ operationId, call }) => {
  test('method, path, headers and body keep to the contract', async () => {
    const { request, host, pathname, searchParams } = await record(call);
    expect(host).toBe('track.customer.io');

    const match = trackContract.match(request.method, pathname);
    const operation = match?.operation as Operation;
    expect(operation?.operationId).toBe(operationId);

    const { headers } = request;
    expect(headers.authorization).toBe(operation.authorized ? AUTHORIZATION : undefined);
    expect(headers['user-agent']).toMatch(/^cio-ts\/\d+\.\d+\.\d+/);
    expect(headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
    expect(headers.accept).toBe('application/json');
    expect(headers['content-type']).toBe(request.body === undefined ? undefined : 'application/json');

    const body = request.body === undefined ? undefined : JSON.parse(String(request.body));
    expect(trackContract.requestErrors(operation, body)).toEqual([]);
    for (const [name, value] of searchParams)
      expect(trackContract.queryErrors(operation, name, value)).toEqual([]);
    if (EVENTS.has(operationId)) expect(isUlid(body.id)).toBe(true);

    for (const parameter of ['identifier', 'device_id', 'delivery_id', 'form_id']) {
      const value = match?.parameters[parameter];
      if (value !== undefined) expect(['user/5+a@x', 'token/1', 'dgOq/1', 'newsletter/1']).toContain(value);
    }
  });
});

test('bodies hold exactly what was given, in the names of the wire', async () => {
  const bodies: Record<string, unknown> = {};
  for (const { method, call } of trackCalls) {
    const { request } = await record(call);
    if (request.body !== undefined) bodies[method] = JSON.parse(String(request.body));
  }
  const id = expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(bodies).toEqual({
    identify: {
      email: 'ada@example.com',
      created_at: 1_700_000_000,
      plan: 'gold',
      _timestamp: 1_700_000_000,
      _update: false,
      anonymous_id: 'anon-1',
      unsubscribed: false,
      cio_subscription_preferences: { topics: { topic_1: true } },
      cio_relationships: {
        action: 'add_relationships',
        relationships: [
          {
            identifiers: { object_type_id: 1, object_id: 'acme' },
            relationship_attributes: { role: 'admin' },
          },
        ],
      },
    },
    addDevice: {
      device: {
        id: 'token/1',
        platform: 'ios',
        last_used: 1_700_000_000,
        attributes: { device_os: '17', push_enabled: 'true', battery: 0.5 },
      },
    },
    unsubscribe: { unsubscribe: true },
    track: {
      name: 'purchase',
      id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      timestamp: 1_700_000_000,
      data: { price: 3, at: 0 },
    },
    pageview: { name: 'https://x.io/a?b', type: 'page', id, data: { referrer: 'y' } },
    screen: { name: 'Home', type: 'screen', id, data: { tab: 1 } },
    backfill: { name: 'purchase', id, timestamp: 1_600_000_000, data: {} },
    trackAnonymous: {
      name: 'viewed',
      type: 'page',
      anonymous_id: 'anon-1',
      id,
      timestamp: 1_700_000_000,
      data: { price: 3 },
    },
    submitForm: { data: { email: 'ada@example.com', name: 'Ada' } },
    mergeCustomers: { primary: { id: 'a' }, secondary: { email: 'b@example.com' } },
    reportMetric: { delivery_id: 'd1', metric: 'clicked', href: 'https://x.io', timestamp: 0 },
    reportPushEvent: { delivery_id: 'd1', event: 'opened', device_id: 't', timestamp: 1_700_000_000 },
    addToSegment: { ids: ['a@example.com', 'b@example.com'] },
    removeFromSegment: { ids: ['1', '2'] },
  });
});

test('every public method of the client has a sample here', () => {
  const methods = Object.getOwnPropertyNames(TrackClient.prototype).filter(
    (name) => !['constructor', 'close', 'stats'].includes(name),
  );
  expect(trackCalls.map(({ method }) => method).sort()).toEqual(methods.sort());
});

test('region and baseUrl choose the host', async () => {
  for (const [options, host] of [
    [{ region: 'eu' }, 'https://track-eu.customer.io'],
    [{ region: 'us' }, 'https://track.customer.io'],
    [{ baseUrl: 'http://127.0.0.1:9/proxy/' }, 'http://127.0.0.1:9/proxy'],
  ] as const) {
    const transport = recordingTransport();
    await new TrackClient({ siteId: 's', apiKey: 'k', transport, ...options }).getRegion();
    expect(transport.requests[0]!.url).toBe(`${host}/api/v1/accounts/region`);
  }
});
