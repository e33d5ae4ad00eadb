// A program as people have it who use Customer.io's own library: all of its methods, settings, callbacks and events. Nothing
// here knows of this project.

import DefaultAnalytics, {
  type AliasParams,
  type Analytics,
  type AnalyticsSettings,
  type Context,
  type GroupParams,
  type GroupTraits,
  type IdentifyParams,
  type PageParams,
  type TrackParams,
  type UserTraits,
} from '@customerio/cdp-analytics-node';

interface Order {
  id: number;
  total: number;
  at: Date;
}

class Account {
  constructor(
    readonly plan: string,
    readonly since = new Date('2026-01-02T03:04:05Z'),
  ) {}
}

/** What the program saw of each of its messages. */
export type Log = string[];

export async function run(settings: AnalyticsSettings): Promise<Log> {
  const log: Log = [];
  const analytics: Analytics = new DefaultAnalytics({
    path: '/v1/batch',
    maxRetries: 1,
    maxEventsInBatch: 4,
    flushInterval: 50,
    httpRequestTimeout: 2000,
    ...settings,
  });
  await analytics.ready;
  analytics
    .on('identify', (ctx) => log.push(`identify ${ctx.event.type}`))
    .on('group', (ctx) => log.push(`group ${ctx.event.type}`))
    .on('page', (ctx) => log.push(`page ${ctx.event.name}`))
    .on('screen', (ctx) => log.push(`screen ${ctx.event.name}`))
    .on('alias', (ctx) => log.push(`alias ${ctx.event.userId}`))
    .on('error', ({ code, reason, ctx }) =>
      log.push(`error ${code} ${reason !== undefined} ${ctx?.event.event}`),
    )
    .on('call_after_close', (event) => log.push(`after close ${event.type}`));
  analytics.once('track', (ctx) => log.push(`one track ${typeof ctx.event.event}`));
  const heard = (ctx: Context) => void log.push(`never ${ctx.id}`);
  analytics.on('track', heard).off('track', heard);
  let requests = 0;
  analytics.on('http_request', ({ method, url, body, headers }) => {
    requests += Number(
      method === 'POST' && url.endsWith('/v1/batch') && body.startsWith('{"batch":[') && !!headers,
    );
  });
  const done = (err?: unknown, ctx?: Context) => {
    log.push(`callback ${ctx?.event.type} ${err === undefined} ${ctx?.failedDelivery() === undefined}`);
  };

  const timestamp = new Date('2026-05-01T12:00:00Z');
  const traits: UserTraits = {
    email: 'ada@example.com',
    firstName: 'Ada',
    createdAt: new Date('2026-01-01T00:00:00Z'),
    address: { city: 'London' },
    logins: 5,
    gone: undefined,
    empty: null,
    nested: { list: [1, new Date(0), Number.NaN] },
  };
  const person: IdentifyParams = { userId: 'u-1', anonymousId: 'a-1', traits, timestamp };
  analytics.identify(person, done);
  analytics.identify({ userId: 'u-2', traits: new Account('gold') });
  analytics.identify({ anonymousId: 'a-2' });
  const order: Order = { id: 1, total: 54.5, at: timestamp };
  const bought: TrackParams = {
    userId: 'u-1',
    event: 'order_placed',
    properties: order,
    context: { ip: '1.2.3.4', page: { url: 'https://x.io' }, custom: { deep: [true] } },
    integrations: { All: false, Mixpanel: true, Other: { option: 1 } },
    timestamp: '2026-05-01T12:00:00+02:00',
    messageId: 'order-1',
  };
  analytics.track(bought, done);
  analytics.track({ anonymousId: 'a-1', event: 'looked' });
  analytics.track({ userId: 'u-3', event: '', properties: { text: 'ü"\\日😀' } });
  const view: PageParams = {
    userId: 'u-1',
    category: 'Docs',
    name: 'Home',
    properties: { url: 'https://x.io' },
  };
  analytics.page(view, done);
  analytics.page({ anonymousId: 'a-1' });
  analytics.screen({ ...view, name: 'Cart' });
  analytics.screen({ userId: 'u-4', properties: { items: 2 } });
  const about: GroupTraits = { name: 'Acme', employees: 5, createdAt: '2026-01-01', object_type_id: '2' };
  const member: GroupParams = { userId: 'u-1', groupId: 'acme', traits: about };
  analytics.group(member, done);
  analytics.group({ groupId: 'alone' });
  const two: AliasParams = { userId: 'u-1', previousId: 'a-1', timestamp };
  analytics.alias(two, done);

  for (const bad of [{ event: 'nobody' }, { userId: 'u-1' }, { userId: 'u-1', event: 'x', properties: [] }]) {
    try {
      analytics.track(bad as unknown as TrackParams);
    } catch (error) {
      log.push(`thrown ${(error as { field?: string }).field}`);
    }
  }
  await analytics.closeAndFlush({ timeout: 5000 });
  analytics.track({ userId: 'u-1', event: 'late' });
  log.push(`requests ${requests > 0}`, `version ${/^\d+\.\d+/.test(analytics.VERSION)}`);
  return log;
}
