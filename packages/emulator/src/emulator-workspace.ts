import type { WebhookTarget } from './engine/webhooks/send-webhook.js';
import type { SimulateOwnOptions } from './engine/webhooks/simulate.js';
import type { Workspace } from './engine/workspace.js';
import type { Faults } from './http/faults.js';
import type { SeenRequest } from './http/request-log.js';
import type { Clock } from './store/clock.js';
import { EmulatorMessages } from './testing/emulator-messages.js';
import { EmulatorPeople } from './testing/emulator-people.js';
import { EmulatorWebhooks } from './testing/emulator-webhooks.js';
import type { WorkspaceRuntime } from './workspace-runtime.js';

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
  /** The webhooks that it sent, to look up and to wait for. */
  readonly webhooks: EmulatorWebhooks;
  /** The faults that wait for its requests. */
  readonly faults: Faults;
  /**
   * The newest requests to Customer.io's routes since the start or the last `reset`, the oldest first: its own, and those
   * whose workspace cannot be told, such as one without credentials.
   */
  readonly requests: readonly SeenRequest[];
  /** The receivers' statuses of its newest webhooks, the oldest first; 0 where there was no response. */
  readonly webhookStatuses: readonly number[];
  /** Its time: the real one, until it is set or advanced. Another one after `reset`, of the real time again. */
  readonly clock: EmulatorClock;
  /** Signs an event, posts it to the webhook's URL and returns the receiver's status; 0 where there was no response. */
  sendWebhook(event: object, target?: WebhookTarget): Promise<number>;
  /** Sends an example of an event, and returns the receiver's status of each delivery. */
  simulateWebhook(options: SimulateOwnOptions): Promise<number[]>;
  /** Resolves when every webhook has been accepted by its receiver, or has been tried for seven days. */
  webhooksSettled(): Promise<void>;
  /**
   * Removes its state, and its requests, webhooks and faults: it is as at the start of an empty folder, with its seed. The
   * other workspaces stay as they are.
   */
  reset(): void;
}

/** A workspace as tests see it. */
export function workspaceHandle(runtime: WorkspaceRuntime): EmulatorWorkspace {
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
    webhooks: new EmulatorWebhooks(runtime.webhookLog),
    faults: runtime.faults,
    requests: runtime.requests.requests,
    webhookStatuses: runtime.webhookStatuses,
    get clock() {
      return runtime.workspace.clock;
    },
    sendWebhook: (event, target) => runtime.sendWebhook(event, target),
    simulateWebhook: (options) => runtime.simulateWebhook(options),
    webhooksSettled: () => runtime.webhooks.settled(),
    reset: () => runtime.reset(),
  };
}
