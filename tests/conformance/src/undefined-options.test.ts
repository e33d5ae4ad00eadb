// Options that are undefined in so many words, as `{ region: config.region }` makes them: as if they were left out.
import {
  AppClient,
  type AppOptions,
  type DownloadOptions,
  type NewsletterListParams,
  type SendEmail,
  type SendOptions,
  type SendPush,
  type TriggerBroadcast,
  type WaitOptions,
} from '@cio/app-api';
import type { NodeTransportOptions } from '@cio/core/node';
import { type PRetryStrategyOptions, pRetryStrategy } from '@cio/retry-p-retry';
import {
  type Attributes,
  type EventData,
  type EventOptions,
  type Hooks,
  type SegmentOptions,
  TrackClient,
  type TrackClientOptions,
} from '@cio/track';
import {
  type BatcherOptions,
  type Device,
  type IngestOptions,
  type PersonAttributes,
  type SendBatchOptions,
  TrackV2Client,
} from '@cio/track-v2';
import type { UndiciTransportOptions } from '@cio/transport-undici';
import { createWebhookHandler, type WebhookHandlerOptions } from '@cio/webhooks';
import type { ExpressWebhookOptions } from '@cio/webhooks/express';
import { expect, expectTypeOf, test } from 'vitest';
import { recordingTransport } from './recording-transport.js';

/** The optional fields of a type that refuse undefined. */
type Refusing<T> = T extends unknown
  ? {
      [K in keyof T]-?: Record<never, never> extends Pick<T, K>
        ? Record<K, undefined> extends Pick<T, K>
          ? never
          : K
        : never;
    }[keyof T]
  : never;

test('compile under exactOptionalPropertyTypes', () => {
  expectTypeOf<Refusing<{ a?: string; b?: number | undefined; c: string }>>().toEqualTypeOf<'a'>();
  expectTypeOf<Refusing<TrackClientOptions | AppOptions | Hooks>>().toBeNever();
  expectTypeOf<Refusing<EventOptions | SegmentOptions | SendOptions | DownloadOptions>>().toBeNever();
  expectTypeOf<
    Refusing<WaitOptions<unknown> | BatcherOptions | IngestOptions | SendBatchOptions>
  >().toBeNever();
  expectTypeOf<Refusing<PRetryStrategyOptions | UndiciTransportOptions | NodeTransportOptions>>().toBeNever();
  expectTypeOf<Refusing<WebhookHandlerOptions | ExpressWebhookOptions>>().toBeNever();
  expectTypeOf<Refusing<Attributes | EventData | PersonAttributes | Device>>().toBeNever();
  expectTypeOf<Refusing<SendEmail | SendPush | TriggerBroadcast | NewsletterListParams>>().toBeNever();
});

const CLIENT = {
  timeoutMs: undefined,
  retry: undefined,
  hooks: {
    onRequest: undefined,
    onResponse: undefined,
    onRetry: undefined,
    onError: undefined,
    onCall: undefined,
  },
  userAgent: undefined,
  region: undefined,
  baseUrl: undefined,
  rateLimiter: undefined,
};
const CALL = { signal: undefined, timeoutMs: undefined, retry: undefined };

test('are as if they were left out', async () => {
  const transport = recordingTransport();
  const track = new TrackClient({ siteId: 's', apiKey: 'k', transport, ...CLIENT });
  await track.identify('5', { email: undefined, plan: undefined, created_at: undefined }, CALL);
  await track.track('5', 'x', { recipient: undefined }, { ...CALL, id: undefined, timestamp: undefined });
  await track.addToSegment(1, ['5'], { ...CALL, idType: undefined });
  const v2 = new TrackV2Client(track.http);
  await v2.identifyPerson({ id: '5', email: undefined }, { created_at: undefined }, CALL);
  const app = new AppClient({ apiKey: 'k', transport, ...CLIENT, workspaceId: undefined });
  const email = { to: 'a@example.com', transactional_message_id: 1, identifiers: { id: '5' } };
  await app.sendEmail(
    { ...email, attachments: undefined, subject: undefined, message_data: undefined, send_at: undefined },
    { ...CALL, replaySafe: undefined, extra: undefined },
  );
  expect(
    transport.requests.map(({ url, body, replaySafe }) => [new URL(url).pathname, body, replaySafe]),
  ).toEqual([
    ['/api/v1/customers/5', '{}', true],
    ['/api/v1/customers/5/events', expect.stringMatching(/^\{"name":"x","id":"\w{26}","data":\{\}\}$/), true],
    ['/api/v1/segments/1/add_customers', '{"ids":["5"]}', true],
    ['/api/v2/entity', expect.stringContaining('"identifiers":{"id":"5"},"attributes":{}'), true],
    ['/v1/send/email', JSON.stringify(email), false],
  ]);
  pRetryStrategy({ retries: undefined, minTimeoutMs: undefined, maxRetryTimeMs: undefined });
  createWebhookHandler({
    signingKey: 'k',
    onEvent() {},
    deduplicate: undefined,
    ack: undefined,
    deadlineMs: undefined,
  });
});
