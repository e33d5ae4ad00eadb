import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import { ValidationError } from '@cio/core';
import { Jobs } from './engine/jobs.js';
import { checkOptions } from './options.js';
import { isAdminPath, serveAdmin } from './server/admin.js';
import { errorAnswer, internalError } from './server/answers.js';
import { serveApi } from './server/api.js';
import { Faults } from './server/faults.js';
import { createHttpServer } from './server/http-server.js';
import { RateLimits } from './server/rate-limits.js';
import { corsHeaders, refusal } from './server/request-guard.js';
import { RequestLog, type SeenRequest } from './server/request-log.js';
import { write } from './server/write-answer.js';
import type { ExamplePerson } from './webhooks/example-event.js';
import { type ReportingEvent, subscriptionName } from './webhooks/reporting-event.js';
import { sendWebhook, type WebhookTarget } from './webhooks/send-webhook.js';
import { type SimulateOptions, simulateWebhook } from './webhooks/simulate.js';
import { WebhookQueue } from './webhooks/webhook-queue.js';
import { type Person, Workspace } from './workspace/workspace.js';

export interface EmulatorOptions {
  /** Default 0: any port that is free. */
  port?: number;
  /** The name or address to listen on. Default `127.0.0.1`: this machine alone. `0.0.0.0` is every network it is in. */
  host?: string;
  /**
   * Names or addresses, without a port, that the emulator is reached by besides `host` and those of the loopback
   * interface: `['emulator']` where other containers call it so. A request whose `Host` is another one gets 403.
   */
  allowedHosts?: readonly string[];
  /**
   * Origins of web pages that may call the emulator from a browser: `['http://localhost:3000']`. They get CORS headers.
   * Default none: a request with a foreign `Origin` or `Sec-Fetch-Site` gets 403.
   */
  allowedOrigins?: readonly string[];
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
  /**
   * How long it takes until what a Track request wrote can be read, in milliseconds. Default 0: at once. Requests are
   * validated and answered at once all the same, and take effect in the order they came in.
   */
  consistencyMs?: number;
  /** What `getRegion` answers. Default `us`. */
  region?: 'us' | 'eu';
  /** Where every event goes, and what it is signed with. Default: only to the reporting webhooks that were made. */
  webhook?: WebhookTarget;
  /** What reporting webhooks made through the App API are signed with. Default `emulator-signing-key`. */
  signingKey?: string;
  /** How long a second is between two attempts at a webhook, in milliseconds. Default 1,000: as it is. */
  webhookSecondMs?: number;
  /** How many requests and how many webhook statuses are kept: the newest. Default 10,000. */
  maxKeptRequests?: number;
  /** How large the kept requests are together, in bytes. Default 67,108,864: 64 MiB. The newest is always kept. */
  maxKeptRequestBytes?: number;
}

/** How an emulator sends an example of an event. */
export type SimulateOwnOptions = Omit<SimulateOptions, keyof WebhookTarget | 'person'> &
  Partial<WebhookTarget> & {
    /**
     * The person that the event is about, by an identifier as in a path: an id, an email address, or `cio_` and a
     * cio_id. Default the one who came last, and an example where there is nobody.
     */
    person?: string;
  };

/** A Customer.io of one's own. */
export interface Emulator {
  /** The `baseUrl` for the clients. With a `host` that stands for all addresses, the loopback address. */
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
  /** The newest requests to Customer.io's routes since the start or the last `reset`, the oldest first. */
  readonly requests: readonly SeenRequest[];
  /** The receiver's status for the newest webhooks sent by themselves, the oldest first; 0 where there was no answer. */
  readonly webhookStatuses: readonly number[];
  /** Signs an event, posts it to the webhook's URL and tells the receiver's status; 0 where there was no answer. */
  sendWebhook(event: object, target?: WebhookTarget): Promise<number>;
  /** Sends an example of an event, well or badly, and tells the receiver's statuses. */
  simulateWebhook(options: SimulateOwnOptions): Promise<number[]>;
  /** Resolves when every webhook has been taken, or given up. */
  webhooksSettled(): Promise<void>;
  /** Forgets everything, faults included. */
  reset(): void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a local Customer.io, and resolves when it listens.
 *
 * @throws `ValidationError` where an option is none, with its name; the server's error where it cannot listen.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  checkOptions(options);
  const {
    port = 0,
    host = '127.0.0.1',
    siteId = 'emulator-site',
    apiKey = 'emulator-key',
    appApiKey = 'emulator-app-key',
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
  const faults = new Faults();
  let limits = new RateLimits();
  const log = new RequestLog({ maxRequests: maxKeptRequests, maxBytes: maxKeptRequestBytes });
  const webhookStatuses: number[] = [];
  /** A queue for each receiver: one that is slow holds up itself alone. */
  let queues = new Map<string, WebhookQueue>();

  function enqueue(name: string, target: WebhookTarget, event: ReportingEvent) {
    let queue = queues.get(name);
    if (!queue) {
      const onStatus = (status: number) => {
        webhookStatuses.push(status);
        if (webhookStatuses.length > maxKeptRequests) webhookStatuses.shift();
      };
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
  const newJobs = () => new Jobs((name, error) => workspace.drop(name, `the emulator failed: ${error}`));
  let workspace = newWorkspace();
  let jobs = newJobs();

  const emulator: Emulator = {
    get url() {
      return `http://${reachable(host)}:${(server.address() as AddressInfo).port}`;
    },
    siteId,
    apiKey,
    appApiKey,
    signingKey,
    get workspace() {
      return workspace;
    },
    faults,
    requests: log.requests,
    webhookStatuses,
    sendWebhook(event, target = options.webhook) {
      if (!target) {
        throw new ValidationError(
          'webhook',
          'the emulator was not told where webhooks go: give it `webhook`, or a target',
        );
      }
      return sendWebhook(event, target);
    },
    simulateWebhook({ url, person: identifier, ...rest }) {
      const target = {
        url: url ?? options.webhook?.url,
        signingKey: options.webhook?.signingKey ?? signingKey,
      };
      if (target.url === undefined)
        throw new Error('the emulator was not told where webhooks go: give it a `url`');
      const known =
        identifier === undefined ? [...workspace.people.values()].at(-1) : workspace.find(identifier);
      if (identifier !== undefined && !known) {
        throw new ValidationError('person', `the emulator knows nobody with the identifier ${identifier}`);
      }
      const person = known && examplePerson(known);
      return simulateWebhook({ ...target, url: target.url, ...rest, ...(person && { person }) });
    },
    async webhooksSettled() {
      await Promise.all([...queues.values()].map((queue) => queue.settled()));
    },
    reset() {
      for (const queue of queues.values()) queue.stop();
      queues = new Map();
      jobs.cancelAll();
      jobs = newJobs();
      workspace = newWorkspace();
      limits = new RateLimits();
      faults.clear();
      log.clear();
      webhookStatuses.length = 0;
    },
    async close() {
      // What a receiver has not taken by now it will not take.
      const taken = new Promise((resolve) => setTimeout(resolve, 100));
      await Promise.race([emulator.webhooksSettled(), taken]);
      jobs.cancelAll();
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
    log,
    siteId,
    apiKey,
    appApiKey,
    serviceAccountToken,
    jobMs,
    consistencyMs,
    jobs: () => jobs,
    apply: (operation: string, effect: () => void) => {
      if (consistencyMs === 0) effect();
      else jobs.schedule(operation, consistencyMs, effect);
    },
    limits: () => limits,
    enforcesLimits: rateLimits,
    region,
  };
  const guard = {
    hosts: [reachable(host), ...(options.allowedHosts ?? [])].map((name) => name.toLowerCase()),
    origins: options.allowedOrigins ?? [],
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '/' } = request;
    const [path = '/'] = url.split('?');
    const reason = refusal(request.headers, guard);
    if (reason)
      return write(response, { ...errorAnswer(path, 403, reason), headers: { connection: 'close' } });
    const cors = corsHeaders(request.headers, guard);
    for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
    const isPreflight =
      method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
    if (isPreflight && 'access-control-allow-origin' in cors) {
      return write(response, { status: 204, body: null });
    }
    try {
      if (isAdminPath(path)) await serveAdmin(request, response, emulator);
      else await serveApi(request, response, api);
    } catch (error) {
      // A caller that hangs up while sending gets no answer.
      if (response.headersSent || response.destroyed) response.destroy();
      else write(response, internalError(path, error));
    }
  }

  const server = createHttpServer(serve);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return emulator;
}

/** What an event tells of a person. */
function examplePerson({ id, email, cio_id, attributes }: Person): ExamplePerson {
  const { phone } = attributes;
  return {
    cio_id,
    id: id ?? null,
    email: email ?? null,
    ...(typeof phone === 'string' && { phone }),
  };
}

/** The address that clients use, for the one that a server listens on. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return isIPv6(host) ? `[${host}]` : host;
}
