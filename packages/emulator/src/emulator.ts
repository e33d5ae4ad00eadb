import { type AddressInfo, isIPv6 } from 'node:net';
import { ValidationError } from '@cio/core';
import { sendLogged } from './engine/webhooks/deliver-webhook.js';
import { WebhookDispatcher } from './engine/webhooks/dispatcher.js';
import type { ExamplePerson } from './engine/webhooks/example-event.js';
import type { WebhookTarget } from './engine/webhooks/send-webhook.js';
import { type SimulateOptions, simulateBy } from './engine/webhooks/simulate.js';
import { type WebhookDelivery, WebhookLog } from './engine/webhooks/webhook-log.js';
import { Workspace } from './engine/workspace.js';
import { Faults } from './http/faults.js';
import { createHttpServer } from './http/http-server.js';
import { LiveUpdates } from './http/inspection/live.js';
import type { InspectionTarget } from './http/inspection/route.js';
import { RateLimits } from './http/rate-limits.js';
import { createRequestListener } from './http/request-listener.js';
import { RequestLog, type SeenRequest } from './http/request-log.js';
import { checkOptions, type EmulatorOptions } from './options.js';
import { Changes } from './store/changes.js';

/** How an emulator sends an example of an event. */
export type SimulateOwnOptions = Omit<SimulateOptions, keyof WebhookTarget | 'person'> &
  Partial<WebhookTarget> & {
    /**
     * The person that the event is about, by an identifier as in a path: an id, an email address, or `cio_` and a
     * cio_id. Default: the newest person, or an example where there is none.
     */
    person?: string;
  };

/** A local Customer.io. */
export interface Emulator {
  /** The `baseUrl` for the clients. With a `host` that stands for all addresses, the loopback address. */
  readonly url: string;
  readonly siteId: string;
  readonly apiKey: string;
  readonly appApiKey: string;
  /** The write key of the Pipelines API. */
  readonly writeKey: string;
  /** What reporting webhooks are signed with. */
  readonly signingKey: string;
  /** Its state. Another one after `reset`. */
  readonly workspace: Workspace;
  /** The faults that wait for their requests. */
  readonly faults: Faults;
  /** The newest requests to Customer.io's routes since the start or the last `reset`, the oldest first. */
  readonly requests: readonly SeenRequest[];
  /** The receivers' statuses of the newest webhooks, the oldest first; 0 where there was no response. */
  readonly webhookStatuses: readonly number[];
  /** Signs an event, posts it to the webhook's URL and returns the receiver's status; 0 where there was no response. */
  sendWebhook(event: object, target?: WebhookTarget): Promise<number>;
  /** Sends an example of an event, and returns the receiver's status of each delivery. */
  simulateWebhook(options: SimulateOwnOptions): Promise<number[]>;
  /** Resolves when every webhook has been accepted by its receiver, or has been tried for seven days. */
  webhooksSettled(): Promise<void>;
  /** Removes all state, faults included. */
  reset(): void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a local Customer.io, and resolves when it listens.
 *
 * @throws `ValidationError` where an option is not valid, with its name; the server's error where it cannot listen.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  checkOptions(options);
  const {
    port = 0,
    host = '127.0.0.1',
    siteId = 'emulator-site',
    apiKey = 'emulator-key',
    appApiKey = 'emulator-app-key',
    writeKey = 'emulator-write-key',
    serviceAccountToken = 'sa_live_emulator',
    rateLimits = false,
    jobMs = 50,
    consistencyMs = 0,
    signingKey = 'emulator-signing-key',
    webhookSecondMs = 1000,
    maxKeptRequests = 10_000,
    maxKeptRequestBytes = 64 * 1024 * 1024,
    region = 'us',
  } = options;
  const live = new LiveUpdates();
  const faults = new Faults(() => live.add('faults', ''));
  const log = new RequestLog({
    maxRequests: maxKeptRequests,
    maxBytes: maxKeptRequestBytes,
    onChange: ({ id, method, status, operation }) => {
      live.add('requests', id);
      const isWrite = method !== 'GET' && status !== null && status < 300;
      if (isWrite && operation !== undefined) live.add('workspace', operation);
    },
  });
  const webhookLog = new WebhookLog(maxKeptRequests, ({ id }) => live.add('webhooks', id));
  const changes = new Changes();
  const webhookStatuses: number[] = [];

  /** All that a reset replaces. */
  function newState() {
    const webhooks = new WebhookDispatcher({
      target: options.webhook,
      signingKey,
      log: webhookLog,
      secondMs: webhookSecondMs,
      onStatus: (status) => {
        webhookStatuses.push(status);
        if (webhookStatuses.length > maxKeptRequests) webhookStatuses.shift();
      },
    });
    const workspace: Workspace = new Workspace({
      report: (event, content) => webhooks.dispatch(event, workspace.app.reportingWebhooks, content),
      jobMs,
      consistencyMs,
    });
    workspace.changes.subscribe((change) => {
      log.addEffect(change);
      live.add(change.topic, change.id);
      changes.publish(change);
    });
    return { workspace, webhooks, rateLimits: new RateLimits(rateLimits) };
  }
  let state = newState();

  const emulator: Emulator = {
    get url() {
      return `http://${reachableAddress(host)}:${(server.address() as AddressInfo).port}`;
    },
    siteId,
    apiKey,
    appApiKey,
    writeKey,
    signingKey,
    get workspace() {
      return state.workspace;
    },
    faults,
    requests: log.requests,
    webhookStatuses,
    sendWebhook(event, target = options.webhook) {
      if (!target) {
        throw new ValidationError(
          'webhook',
          'expected a receiver: pass a target, or start the emulator with `webhook`',
        );
      }
      return sendLogged(webhookLog, event, target).then(statusOf);
    },
    simulateWebhook({ url = options.webhook?.url, person: identifier, ...rest }) {
      if (url === undefined) {
        throw new ValidationError(
          'url',
          'expected a URL to send to: pass `url`, or start the emulator with `webhook`',
        );
      }
      const person = examplePerson(state.workspace, identifier);
      const key = options.webhook?.signingKey ?? signingKey;
      return simulateBy((event, target, time) => sendLogged(webhookLog, event, target, time).then(statusOf), {
        signingKey: key,
        ...rest,
        url,
        ...(person && { person }),
      });
    },
    webhooksSettled: () => state.webhooks.settled(),
    reset() {
      state.webhooks.stop();
      state.workspace.jobs.cancelAll();
      state = newState();
      faults.clear();
      log.clear();
      webhookLog.clear();
      webhookStatuses.length = 0;
      live.add('reset', '');
    },
    async close() {
      // Receivers have this long to take what is left.
      const timeout = new Promise((resolve) => setTimeout(resolve, 100));
      await Promise.race([emulator.webhooksSettled(), timeout]);
      state.workspace.jobs.cancelAll();
      state.webhooks.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
    [Symbol.asyncDispose]: () => emulator.close(),
  };

  const admin: InspectionTarget = {
    get workspace() {
      return state.workspace;
    },
    get rateLimits() {
      return state.rateLimits;
    },
    faults,
    log,
    webhooks: webhookLog,
    changes,
    live,
    webhookUrl: options.webhook?.url,
    // What is not valid rejects, as it does with the others.
    sendWebhook: async (event) => emulator.sendWebhook(event),
    simulateWebhook: async (simulation) => emulator.simulateWebhook(simulation),
    resendWebhook: (delivery) => state.webhooks.resend(delivery),
    reset: () => emulator.reset(),
  };
  const serve = createRequestListener({
    admin,
    api: {
      workspace: () => state.workspace,
      rateLimits: () => state.rateLimits,
      faults,
      log,
      credentials: { siteId, apiKey, appApiKey, writeKey, serviceAccountToken },
      region,
    },
    guard: {
      hosts: [reachableAddress(host), ...(options.allowedHosts ?? [])].map((name) => name.toLowerCase()),
      origins: options.allowedOrigins ?? [],
    },
  });
  const server = createHttpServer(serve);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return emulator;
}

/** The receiver's last status. */
function statusOf({ attempts }: WebhookDelivery): number {
  return attempts.at(-1)?.status ?? 0;
}

/** The person that an example is about: the one with an identifier, or else the newest. Undefined where there is nobody. */
function examplePerson(workspace: Workspace, identifier: string | undefined): ExamplePerson | undefined {
  const person = identifier === undefined ? workspace.people.newest() : workspace.find(identifier);
  if (!person && identifier !== undefined) {
    throw new ValidationError('person', `the emulator knows nobody with the identifier ${identifier}`);
  }
  if (!person) return undefined;
  const { id = null, email = null, cio_id, attributes } = person;
  const { phone } = attributes;
  return { cio_id, id, email, ...(typeof phone === 'string' && { phone }) };
}

/** The address that clients use, for the one that a server listens on. */
function reachableAddress(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return isIPv6(host) ? `[${host}]` : host;
}
