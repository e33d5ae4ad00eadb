import { jobHandlers } from './apis/app/job-handlers.js';
import { WebhookDispatcher, type WebhookDispatcherOptions } from './engine/webhooks/dispatcher.js';
import { Workspace } from './engine/workspace.js';
import type { WorkspaceOptions } from './engine/workspace-state.js';
import type { Credentials } from './http/auth.js';
import { RateLimits } from './http/rate-limits.js';
import { Journal } from './persistence/journal.js';
import { applySeed } from './seed/apply-seed.js';
import { SeedError } from './seed/checks.js';
import type { SeedSource } from './seed/read-seed.js';
import { type Change, Changes } from './store/changes.js';

export interface WorkspaceRuntimeOptions {
  credentials: Credentials;
  /** The site id, where it is in the addresses of files: none for the first workspace. */
  siteId: string | undefined;
  /** The folder that its state is kept in; undefined where it is in memory alone. */
  data: string | undefined;
  /** What it has at its start; undefined for the examples. */
  seed: SeedSource | undefined;
  webhooks: Omit<WebhookDispatcherOptions, 'sleep' | 'now'>;
  jobMs: number;
  consistencyMs: number;
  rateLimits: boolean;
  /** Told of every change. */
  onChange: (change: Change) => void;
}

/** A workspace with all that runs for it. A reset replaces the workspace. */
export class WorkspaceRuntime {
  readonly credentials: Credentials;
  /** What changes in the workspace of now, and of later ones after a reset. */
  readonly changes = new Changes();
  readonly #options: WorkspaceRuntimeOptions;
  readonly #journal: Journal | undefined;
  #state: { workspace: Workspace; webhooks: WebhookDispatcher; rateLimits: RateLimits };

  /** @throws An error that says where a seed is wrong, why a folder cannot be used, or where it is corrupt. */
  constructor(options: WorkspaceRuntimeOptions) {
    this.#options = options;
    this.credentials = options.credentials;
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

  reset(): void {
    this.stop();
    this.#state = this.#newState(false);
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
    const {
      webhooks: webhookOptions,
      seed,
      jobMs,
      consistencyMs,
      rateLimits,
      siteId,
      onChange,
    } = this.#options;
    const webhooks = new WebhookDispatcher({
      ...webhookOptions,
      sleep: (ms, signal) => workspace.clock.sleep(ms, signal),
      now: () => workspace.clock.now(),
    });
    // What a seed says happened before: nobody is told.
    let isStarted = false;
    const report: WorkspaceOptions['report'] = (event, content) => {
      if (isStarted) webhooks.dispatch(event, workspace.app.reportingWebhooks, content);
    };
    const workspace = new Workspace({ report, jobMs, consistencyMs }, isRestored || seed !== undefined);
    workspace.app.siteId = siteId;
    if (!isRestored && seed) seedWorkspace(workspace, seed);
    if (isRestored) this.#journal?.restore(workspace);
    else this.#journal?.replace(workspace);
    workspace.changes.subscribe((change) => {
      onChange(change);
      this.changes.publish(change);
    });
    isStarted = true;
    workspace.jobs.start(jobHandlers(workspace));
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
