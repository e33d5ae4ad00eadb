import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { admin } from './server/admin.js';
import { type SeenRequest, serveApi } from './server/api.js';
import { Faults } from './server/faults.js';
import { type Bucket, RateLimits } from './server/rate-limits.js';
import { type ReportingEvent, subscriptionName } from './webhooks/reporting-event.js';
import { sendWebhook, type WebhookTarget } from './webhooks/send-webhook.js';
import { type SimulateOptions, simulateWebhook } from './webhooks/simulate.js';
import { WebhookQueue } from './webhooks/webhook-queue.js';
import { Workspace } from './workspace/workspace.js';

export interface EmulatorOptions {
  /** Default 0: any port that is free. */
  port?: number;
  /** Default `127.0.0.1`. */
  host?: string;
  /** The only site id that is let in. Default `emulator-site`. */
  siteId?: string;
  /** Its Track API key. Default `emulator-key`. */
  apiKey?: string;
  /** The App API key that is let in. Default `emulator-app-key`. */
  appApiKey?: string;
  /** The service account's token that is let in to sends, with an `X-Workspace-Id`. Default `sa_live_emulator`. */
  serviceAccountToken?: string;
  /** Whether App API requests over Customer.io's limits get 429. Default false. */
  rateLimits?: boolean;
  /** How long exports, imports and broadcasts take, in milliseconds. Default 50. */
  jobMs?: number;
  /** What `getRegion` answers. Default `us`. */
  region?: 'us' | 'eu';
  /** Where every event goes, and what it is signed with. Default: only to the reporting webhooks that were made. */
  webhook?: WebhookTarget;
  /** What reporting webhooks made through the App API are signed with. Default `emulator-signing-key`. */
  signingKey?: string;
  /** How long a second is between two attempts at a webhook, in milliseconds. Default 1,000: as it is. */
  webhookSecondMs?: number;
}

/** A Customer.io of one's own. */
export interface Emulator {
  /** The `baseUrl` for the clients. */
  readonly url: string;
  readonly siteId: string;
  readonly apiKey: string;
  readonly appApiKey: string;
  /** What reporting webhooks are signed with. */
  readonly signingKey: string;
  /** What it knows. Another one after `reset`. */
  readonly workspace: Workspace;
  /** What goes wrong on purpose. */
  readonly faults: Faults;
  /** Every request to Customer.io's routes since the start or the last `reset`. */
  readonly requests: readonly SeenRequest[];
  /** The receiver's status for each webhook sent by itself; 0 where there was no answer. */
  readonly webhookStatuses: readonly number[];
  /** Signs an event, posts it to the webhook's URL and tells the receiver's status; 0 where there was no answer. */
  sendWebhook(event: object, target?: WebhookTarget): Promise<number>;
  /** Sends an example of an event, well or badly, and tells the receiver's statuses. */
  simulateWebhook(
    options: Omit<SimulateOptions, keyof WebhookTarget> & Partial<WebhookTarget>,
  ): Promise<number[]>;
  /** Resolves when every webhook has been taken, or given up. */
  webhooksSettled(): Promise<void>;
  /** Forgets everything, faults included. */
  reset(): void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a local Customer.io, and resolves when it listens. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const {
    port = 0,
    host = '127.0.0.1',
    siteId = 'emulator-site',
    apiKey = 'emulator-key',
    appApiKey = 'emulator-app-key',
    serviceAccountToken = 'sa_live_emulator',
    rateLimits = false,
    jobMs = 50,
    signingKey = 'emulator-signing-key',
    webhookSecondMs = 1000,
    region = 'us',
  } = options;
  const faults = new Faults();
  let limits = new RateLimits();
  const requests: SeenRequest[] = [];
  const webhookStatuses: number[] = [];
  /** A queue for each receiver: one that is slow holds up itself alone. */
  let queues = new Map<string, WebhookQueue>();

  function enqueue(name: string, target: WebhookTarget, event: ReportingEvent) {
    let queue = queues.get(name);
    if (!queue) {
      const onStatus = (status: number) => void webhookStatuses.push(status);
      queue = new WebhookQueue({ target, secondMs: webhookSecondMs, onStatus });
      queues.set(name, queue);
    }
    queue.add(event);
  }

  const newWorkspace = (): Workspace =>
    new Workspace((event) => {
      if (options.webhook) enqueue('', options.webhook, event);
      for (const { id, endpoint, events, disabled } of workspace.app.reportingWebhooks.all()) {
        const wanted = !disabled && (events as string[]).includes(subscriptionName(event));
        if (wanted) enqueue(`${id} ${endpoint}`, { url: String(endpoint), signingKey }, event);
      }
    });
  let workspace = newWorkspace();

  const emulator: Emulator = {
    get url() {
      return `http://${host}:${(server.address() as AddressInfo).port}`;
    },
    siteId,
    apiKey,
    appApiKey,
    signingKey,
    get workspace() {
      return workspace;
    },
    faults,
    requests,
    webhookStatuses,
    sendWebhook(event, target = options.webhook) {
      if (!target)
        throw new Error('the emulator was not told where webhooks go: give it `webhook`, or a target');
      return sendWebhook(event, target);
    },
    simulateWebhook({ url, ...rest }) {
      const target = {
        url: url ?? options.webhook?.url,
        signingKey: options.webhook?.signingKey ?? signingKey,
      };
      if (target.url === undefined)
        throw new Error('the emulator was not told where webhooks go: give it a `url`');
      return simulateWebhook({ ...target, url: target.url, ...rest });
    },
    async webhooksSettled() {
      await Promise.all([...queues.values()].map((queue) => queue.settled()));
    },
    reset() {
      for (const queue of queues.values()) queue.stop();
      queues = new Map();
      workspace = newWorkspace();
      limits = new RateLimits();
      faults.clear();
      requests.length = 0;
      webhookStatuses.length = 0;
    },
    async close() {
      // What a receiver has not taken by now it will not take.
      const taken = new Promise((resolve) => setTimeout(resolve, 100));
      await Promise.race([emulator.webhooksSettled(), taken]);
      for (const queue of queues.values()) queue.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
    [Symbol.asyncDispose]: () => emulator.close(),
  };

  const api = {
    workspace: () => workspace,
    faults,
    seen: requests,
    siteId,
    apiKey,
    appApiKey,
    serviceAccountToken,
    jobMs,
    isOverLimit: (bucket: Bucket) => rateLimits && limits.isOver(bucket),
    region,
  };
  const adminListener = getRequestListener(admin(emulator).fetch);
  const server: Server = createServer((request, response) => {
    if (request.url?.startsWith('/_emulator')) return void adminListener(request, response);
    serveApi(request, response, api).catch((error: unknown) => {
      // A caller that hangs up while sending is no fault of the emulator's.
      if (request.destroyed && !request.complete) return;
      response.destroy(error as Error);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return emulator;
}
