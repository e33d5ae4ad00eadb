import type { TrackClient } from '@cio/track';

export interface SampleCall {
  /** The client's method. */
  method: Extract<keyof TrackClient, string>;
  /** The contract's operation that it must turn out to be. */
  operationId: string;
  call(client: TrackClient): Promise<unknown>;
}

const ID = 'user/5+a@x';
const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

/** One call of each public method of the Track client, with all that it takes. */
export const trackCalls: SampleCall[] = [
  {
    method: 'identify',
    operationId: 'identify',
    call: (c) =>
      c.identify(ID, {
        email: 'ada@example.com',
        created_at: new Date(1_700_000_000_500),
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
      }),
  },
  { method: 'delete', operationId: 'delete', call: (c) => c.delete(ID) },
  {
    method: 'addDevice',
    operationId: 'add_device',
    call: (c) =>
      c.addDevice(ID, {
        id: 'token/1',
        platform: 'ios',
        last_used: new Date(1_700_000_000_000),
        attributes: { device_os: '17', push_enabled: 'true', battery: 0.5 },
      }),
  },
  { method: 'deleteDevice', operationId: 'delete_device', call: (c) => c.deleteDevice(ID, 'token/1') },
  { method: 'suppress', operationId: 'suppress', call: (c) => c.suppress(ID) },
  { method: 'unsuppress', operationId: 'unsuppress', call: (c) => c.unsuppress(ID) },
  { method: 'unsubscribe', operationId: 'unsubscribe', call: (c) => c.unsubscribe('dgOq/1') },
  {
    method: 'track',
    operationId: 'track',
    call: (c) =>
      c.track(ID, 'purchase', { price: 3, at: new Date(0) }, { id: ULID, timestamp: 1_700_000_000 }),
  },
  {
    method: 'pageview',
    operationId: 'track',
    call: (c) => c.pageview(ID, 'https://x.io/a?b', { referrer: 'y' }),
  },
  { method: 'screen', operationId: 'track', call: (c) => c.screen(ID, 'Home', { tab: 1 }) },
  {
    method: 'backfill',
    operationId: 'track',
    call: (c) => c.backfill(ID, 'purchase', new Date(1_600_000_000_000)),
  },
  {
    method: 'trackAnonymous',
    operationId: 'trackAnonymous',
    call: (c) =>
      c.trackAnonymous('anon-1', 'viewed', { price: 3 }, { type: 'page', timestamp: 1_700_000_000 }),
  },
  {
    method: 'submitForm',
    operationId: 'submitForm',
    call: (c) => c.submitForm('newsletter/1', { email: 'ada@example.com', name: 'Ada' }),
  },
  {
    method: 'mergeCustomers',
    operationId: 'merge',
    call: (c) => c.mergeCustomers({ id: 'a' }, { email: 'b@example.com' }),
  },
  {
    method: 'reportMetric',
    operationId: 'metrics',
    call: (c) =>
      c.reportMetric({ delivery_id: 'd1', metric: 'clicked', href: 'https://x.io', timestamp: new Date(0) }),
  },
  {
    method: 'reportPushEvent',
    operationId: 'pushMetrics',
    call: (c) =>
      c.reportPushEvent({ delivery_id: 'd1', event: 'opened', device_id: 't', timestamp: 1_700_000_000 }),
  },
  {
    method: 'addToSegment',
    operationId: 'add_to_segment',
    call: (c) => c.addToSegment(7, ['a@example.com', 'b@example.com'], { idType: 'email' }),
  },
  {
    method: 'removeFromSegment',
    operationId: 'remove_from_segment',
    call: (c) => c.removeFromSegment(7, [1, 2]),
  },
  { method: 'getRegion', operationId: 'getRegion', call: (c) => c.getRegion() },
];
