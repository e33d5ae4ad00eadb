import { ValidationError } from '@cio/core';
import { jobHandlers } from './apis/app/job-handlers.js';
import { sendLogged } from './engine/webhooks/deliver-webhook.js';
import { WebhookDispatcher } from './engine/webhooks/dispatcher.js';
import type { ExamplePerson } from './engine/webhooks/example-event.js';
import type { WebhookTarget } from './engine/webhooks/send-webhook.js';
import { type SimulateOwnOptions, simulateBy } from './engine/webhooks/simulate.js';
import { type WebhookDelivery, WebhookLog } from './engine/webhooks/webhook-log.js';
import { Workspace } from './engine/workspace.js';
import type { WorkspaceOptions } from './engine/workspace-state.js';
import type { Credentials } from './http/auth.js';
import { createFaultCollection, Faults } from './http/faults.js';
import { LiveUpdates } from './http/inspection/live.js';
import { RateLimits } from './http/rate-limits.js';
import type { RequestLog } from './http/request-log.js';
import type { RequestRecorder } from './http/request-recorder.js';
import { Journal } from './persistence/journal.js';
import { applySeed } from './seed/apply-seed.js';
import { SeedError } from './seed/checks.js';
import type { SeedSource } from './seed/read-seed.js';
import { Changes } from './store/changes.js';

export interface WorkspaceRuntimeOptions {
  credentials: Credentials;
  /** The site id, where it is in the addresses of files: none for the first workspace. */
  siteId: string | undefined;
  /** The folder that its state is kept in; undefined where it is in memory alone. */
  data: string | undefined;
  /** What it has at its start; undefined for the examples. */
  seed: SeedSource | undefined;
  /** A receiver of every event. */
  webhook: WebhookTarget | undefined;
  /** What reporting webhooks are signed with. */
  signingKey: string;
  /** What the delays between two attempts at a webhook are multiplied by. */
  webhookRetryDelayScale: number;
  /** Records the requests of all workspaces. */
  recorder: RequestRecorder;
  /** How many requests and webhooks are kept. */
  maxKeptRequests: number;
  maxKeptRequestBytes: number;
  jobMs: number;
  consistencyMs: number;
  rateLimits: boolean;
}

/** A workspace with all that runs for it. A reset replaces the workspace. */
export class WorkspaceRuntime {
  readonly credentials: Credentials;
  /** What changes in the workspace of now, and of later ones after a reset. */
  readonly changes = new Changes();
  /** Tells browsers and tests what changes. */
  readonly live = new LiveUpdates();
  readonly #storedFaults = createFaultCollection();
  readonly faults = new Faults(this.#storedFaults, () => this.live.add('faults', ''));
  /** The newest requests: its own, and those that belong to no workspace. */
  readonly requests: RequestLog;
  readonly webhookLog: WebhookLog;
  /** The receivers' statuses of the newest webhooks, the oldest first; 0 where there was no response. */
  readonly webhookStatuses: number[] = [];
  readonly #options: WorkspaceRuntimeOptions;
  readonly #journal: Journal | undefined;
  #state: { workspace: Workspace; webhooks: WebhookDispatcher; rateLimits: RateLimits };

  /** @throws An error that says where a seed is wrong, why a folder cannot be used, or where it is corrupt. */
  constructor(options: WorkspaceRuntimeOptions) {
    this.#options = options;
    this.credentials = options.credentials;
    const { recorder, maxKeptRequests, maxKeptRequestBytes } = options;
    this.requests = recorder.createLog({
      maxRequests: maxKeptRequests,
      maxBytes: maxKeptRequestBytes,
      onChange: ({ id, method, status, operation }) => {
        this.live.add('requests', id);
        const isWrite = method !== 'GET' && status !== null && status < 300;
        if (isWrite && operation !== undefined) this.live.add('workspace', operation);
      },
    });
    const { webhook, signingKey } = options;
    this.webhookLog = new WebhookLog(maxKeptRequests, (url) =>
      webhook?.url === url ? webhook : { url, signingKey },
    );
    this.webhookLog.subscribe(({ id }) => this.live.add('webhooks', id));
    this.#journal = options.data === undefined ? undefined : new Journal(options.data);
    try {
      this.#state = this.#newState(this.#journal?.isEmpty === false);
    } catch (error) {
      this.#journal?.close();
      throw error;
    }
  }

  get workspace(): Workspace {
    return this.#state.workspace;
  }

  get webhooks(): WebhookDispatcher {
    return this.#state.webhooks;
  }

  get rateLimits(): RateLimits {
    return this.#state.rateLimits;
  }

  /** Keeps what was changed, where the state is kept. */
  keep(): void {
    this.#journal?.flush();
  }

  /** Where webhooks go by default. */
  get webhookUrl(): string | undefined {
    return this.#options.webhook?.url;
  }

  /** Posts an event once, signed, and returns the receiver's status; 0 where there was no response. */
  sendWebhook(event: object, target = this.#options.webhook): Promise<number> {
    if (!target) {
      throw new ValidationError(
        'webhook',
        'expected a receiver: pass a target, or start the emulator with `webhook` for this workspace',
      );
    }
    return sendLogged(this.webhookLog, event, target).then(statusOf);
  }

  /** Sends an example of an event, and returns the receiver's status of each delivery. */
  simulateWebhook({
    url = this.webhookUrl,
    person: identifier,
    ...rest
  }: SimulateOwnOptions): Promise<number[]> {
    if (url === undefined) {
      throw new ValidationError(
        'url',
        'expected a URL to send to: pass `url`, or start the emulator with `webhook` for this workspace',
      );
    }
    const person = examplePerson(this.workspace, identifier);
    const signingKey = this.#options.webhook?.signingKey ?? this.#options.signingKey;
    return simulateBy(
      (event, target, time) => sendLogged(this.webhookLog, event, target, time).then(statusOf),
      { signingKey, ...rest, url, ...(person && { person }) },
    );
  }

  reset(): void {
    this.stop();
    this.faults.clear();
    this.requests.clear();
    this.webhookLog.clear();
    this.webhookStatuses.length = 0;
    this.#state = this.#newState(false);
    this.live.add('reset', '');
  }

  /** Sends nothing more, and does nothing more of what was scheduled. */
  stop(): void {
    this.webhooks.stop();
    this.workspace.clock.stop();
  }

  close(): void {
    this.stop();
    this.#journal?.close();
  }

  #newState(isRestored: boolean) {
    const { webhook, signingKey, webhookRetryDelayScale, maxKeptRequests, ...options } = this.#options;
    const { seed, jobMs, consistencyMs, rateLimits, siteId, recorder } = options;
    const webhooks = new WebhookDispatcher({
      target: webhook,
      signingKey,
      log: this.webhookLog,
      retryDelayScale: webhookRetryDelayScale,
      sleep: (ms, signal) => workspace.clock.sleep(ms, signal),
      now: () => workspace.clock.now(),
      onStatus: (status) => {
        this.webhookStatuses.push(status);
        if (this.webhookStatuses.length > maxKeptRequests) this.webhookStatuses.shift();
      },
    });
    // What a seed says happened before: nobody is told.
    let isStarted = false;
    const report: WorkspaceOptions['report'] = (event, content) => {
      if (isStarted) webhooks.dispatch(event, workspace.app.reportingWebhooks, content);
    };
    const workspace = new Workspace({ report, jobMs, consistencyMs }, isRestored || seed !== undefined);
    workspace.app.siteId = siteId;
    if (!isRestored && seed) seedWorkspace(workspace, seed);
    const kept = {
      tables: { ...workspace.tables, faults: this.#storedFaults, webhooks: this.webhookLog },
      restored: () => workspace.restored(),
    };
    if (isRestored) this.#journal?.restore(kept);
    else this.#journal?.replace(kept);
    workspace.changes.subscribe((change) => {
      recorder.addEffect(change);
      this.live.add(change.topic, change.id);
      this.changes.publish(change);
    });
    isStarted = true;
    workspace.jobs.start(jobHandlers(workspace));
    webhooks.resume();
    return { workspace, webhooks, rateLimits: new RateLimits(rateLimits) };
  }
}

/** Adds what a seed says. Throws an error that says where it is wrong. */
function seedWorkspace(workspace: Workspace, { seed, explain }: SeedSource): void {
  try {
    applySeed(workspace, seed);
  } catch (error) {
    throw error instanceof SeedError ? explain(error) : error;
  }
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
