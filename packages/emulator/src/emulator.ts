import { type AddressInfo, isIPv6 } from 'node:net';
import { join } from 'node:path';
import { ValidationError } from '@cio/core';
import { sendLogged } from './engine/webhooks/deliver-webhook.js';
import type { ExamplePerson } from './engine/webhooks/example-event.js';
import type { WebhookTarget } from './engine/webhooks/send-webhook.js';
import { type SimulateOptions, simulateBy } from './engine/webhooks/simulate.js';
import { type WebhookDelivery, WebhookLog } from './engine/webhooks/webhook-log.js';
import type { Workspace } from './engine/workspace.js';
import { Faults } from './http/faults.js';
import { createHttpServer } from './http/http-server.js';
import { LiveUpdates } from './http/inspection/live.js';
import type { InspectionTarget } from './http/inspection/route.js';
import { createRequestListener } from './http/request-listener.js';
import { RequestLog, type SeenRequest } from './http/request-log.js';
import { checkOptions, type EmulatorOptions, type WorkspaceKeys, withDefaultKeys } from './options.js';
import { readSeed } from './seed/read-seed.js';
import type { Clock } from './store/clock.js';
import { EmulatorMessages } from './testing/emulator-messages.js';
import { EmulatorPeople } from './testing/emulator-people.js';
import { EmulatorWebhooks } from './testing/emulator-webhooks.js';
import { WorkspaceRuntime } from './workspace-runtime.js';

/** How an emulator sends an example of an event. */
export type SimulateOwnOptions = Omit<SimulateOptions, keyof WebhookTarget | 'person'> &
  Partial<WebhookTarget> & {
    /**
     * The person that the event is about, by an identifier as in a path: an id, an email address, or `cio_` and a
     * cio_id. Default: the newest person, or an example where there is none.
     */
    person?: string;
  };

/** The time of an emulator, which sends, delays, retries and expiry go by. */
export type EmulatorClock = Pick<Clock, 'now' | 'unixSeconds' | 'advance' | 'set'>;

/** One workspace of an emulator. */
export interface EmulatorWorkspace {
  /** The site id of the Track API. */
  readonly siteId: string;
  /** The key of the Track API. */
  readonly apiKey: string;
  /** The App API key. */
  readonly appApiKey: string;
  /** The write key of the Pipelines API. */
  readonly writeKey: string;
  /** Its state. Another one after `reset`. */
  readonly workspace: Workspace;
  /** Its people, to look up and to wait for. */
  readonly people: EmulatorPeople;
  /** The messages that it sent, to look up and to wait for. */
  readonly messages: EmulatorMessages;
  /** Its time: the real one, until it is set or advanced. Another one after `reset`, of the real time again. */
  readonly clock: EmulatorClock;
}

/** A local Customer.io, with its first workspace. */
export interface Emulator extends EmulatorWorkspace {
  /** The `baseUrl` for the clients. With a `host` that stands for all addresses, the loopback address. */
  readonly url: string;
  /** All workspaces by their site ids, the first one with them. */
  readonly workspaces: ReadonlyMap<string, EmulatorWorkspace>;
  /** What reporting webhooks are signed with. */
  readonly signingKey: string;
  /** The webhooks that it sent, to look up and to wait for. */
  readonly webhooks: EmulatorWebhooks;
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
  /** Removes all state, faults included: the workspace is as at the start of an empty folder, with its seed. */
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
  const workspaceKeys = (options.workspaces ?? []).map(withDefaultKeys);
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
  const webhookLog = new WebhookLog(maxKeptRequests);
  webhookLog.subscribe(({ id }) => live.add('webhooks', id));
  const webhookStatuses: number[] = [];

  const runtimes: WorkspaceRuntime[] = [];
  const closeAll = () => {
    for (const runtime of runtimes) runtime.close();
  };
  /** Opens a workspace. What goes wrong closes those that were opened before. */
  async function open({ siteId, apiKey, appApiKey, writeKey, seed }: WorkspaceKeys): Promise<void> {
    const isMain = runtimes.length === 0;
    const { data } = options;
    try {
      runtimes.push(
        new WorkspaceRuntime({
          credentials: { siteId, apiKey, appApiKey, writeKey, serviceAccountToken },
          siteId: isMain ? undefined : siteId,
          data: data === undefined || isMain ? data : join(data, encodeURIComponent(siteId)),
          seed: seed === undefined ? undefined : await readSeed(seed),
          webhooks: {
            target: isMain ? options.webhook : undefined,
            signingKey,
            log: webhookLog,
            secondMs: webhookSecondMs,
            onStatus: (status) => {
              webhookStatuses.push(status);
              if (webhookStatuses.length > maxKeptRequests) webhookStatuses.shift();
            },
          },
          jobMs,
          consistencyMs,
          rateLimits,
          onChange: (change) => {
            log.addEffect(change);
            live.add(change.topic, change.id);
          },
        }),
      );
    } catch (error) {
      closeAll();
      throw error;
    }
  }
  await open({ siteId, apiKey, appApiKey, writeKey, seed: options.seed });
  for (const keys of workspaceKeys) await open(keys);
  const main = runtimes[0]!;

  const emulator: Emulator = {
    get url() {
      return `http://${reachableAddress(host)}:${(server.address() as AddressInfo).port}`;
    },
    signingKey,
    ...viewOf(main),
    get workspace() {
      return main.workspace;
    },
    get clock() {
      return main.workspace.clock;
    },
    workspaces: new Map(runtimes.map((runtime) => [runtime.credentials.siteId, viewOf(runtime)])),
    webhooks: new EmulatorWebhooks(webhookLog),
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
      const person = examplePerson(main.workspace, identifier);
      const key = options.webhook?.signingKey ?? signingKey;
      return simulateBy((event, target, time) => sendLogged(webhookLog, event, target, time).then(statusOf), {
        signingKey: key,
        ...rest,
        url,
        ...(person && { person }),
      });
    },
    webhooksSettled: async () => {
      await Promise.all(runtimes.map((runtime) => runtime.webhooks.settled()));
    },
    reset() {
      for (const runtime of runtimes) runtime.reset();
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
      for (const runtime of runtimes) runtime.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      closeAll();
    },
    [Symbol.asyncDispose]: () => emulator.close(),
  };

  const siteIds = runtimes.map(({ credentials }) => credentials.siteId);
  const inspectionOf = (runtime: WorkspaceRuntime): InspectionTarget => ({
    siteId: runtime.credentials.siteId,
    siteIds,
    get workspace() {
      return runtime.workspace;
    },
    get rateLimits() {
      return runtime.rateLimits;
    },
    changes: runtime.changes,
    keep: () => runtime.keep(),
    resendWebhook: (delivery) => runtime.webhooks.resend(delivery),
    faults,
    log,
    webhooks: webhookLog,
    live,
    webhookUrl: options.webhook?.url,
    // What is not valid rejects, as it does with the others.
    sendWebhook: async (event) => emulator.sendWebhook(event),
    simulateWebhook: async (simulation) => emulator.simulateWebhook(simulation),
    reset: () => emulator.reset(),
  });
  const serve = createRequestListener({
    admin: new Map(runtimes.map((runtime) => [runtime.credentials.siteId, inspectionOf(runtime)])),
    api: { workspaces: runtimes, faults, log, region },
    guard: {
      hosts: [reachableAddress(host), ...(options.allowedHosts ?? [])].map((name) => name.toLowerCase()),
      origins: options.allowedOrigins ?? [],
    },
  });
  const server = createHttpServer(serve);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((error) => {
    closeAll();
    throw error;
  });
  return emulator;
}

/** A workspace as tests see it. */
function viewOf(runtime: WorkspaceRuntime): EmulatorWorkspace {
  const { siteId, apiKey, appApiKey, writeKey } = runtime.credentials;
  return {
    siteId,
    apiKey,
    appApiKey,
    writeKey,
    get workspace() {
      return runtime.workspace;
    },
    people: new EmulatorPeople(() => runtime.workspace, runtime.changes),
    messages: new EmulatorMessages(() => runtime.workspace, runtime.changes),
    get clock() {
      return runtime.workspace.clock;
    },
  };
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
