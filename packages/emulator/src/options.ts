import {
  MAX_TIMER_MS,
  readOptions,
  requireCount,
  requireOneOf,
  requireText,
  ValidationError,
} from '@cio/core';
import type { WebhookTarget } from './engine/webhooks/send-webhook.js';
import type { Seed } from './seed/seed.js';

export interface EmulatorOptions {
  /** Default 0: any port that is free. */
  port?: number | undefined;
  /** The name or address to listen on. Default `127.0.0.1`: this machine alone. `0.0.0.0` is every network it is in. */
  host?: string | undefined;
  /**
   * Names or addresses, without a port, that the emulator is reached by besides `host` and those of the loopback
   * interface: `['emulator']` where other containers call it so. A request whose `Host` is another one gets 403.
   */
  allowedHosts?: readonly string[] | undefined;
  /**
   * Origins of web pages that may call the emulator from a browser: `['http://localhost:3000']`. They get CORS headers.
   * Default none: a request with a foreign `Origin` or `Sec-Fetch-Site` gets 403.
   */
  allowedOrigins?: readonly string[] | undefined;
  /** The only site id that is accepted. Default `emulator-site`. */
  siteId?: string | undefined;
  /** Its Track API key. Default `emulator-key`. */
  apiKey?: string | undefined;
  /** The App API key that is accepted. Default `emulator-app-key`. */
  appApiKey?: string | undefined;
  /** The write key of the Pipelines API that is accepted. Default `emulator-write-key`. */
  writeKey?: string | undefined;
  /**
   * Further workspaces. A request belongs to the workspace whose credentials it has; with a service account's token, to the one
   * that `X-Workspace-Id` counts, from 1.
   */
  workspaces?: readonly WorkspaceOption[] | undefined;
  /** The service account's token that is accepted for sends, with an `X-Workspace-Id`. Default `sa_live_emulator`. */
  serviceAccountToken?: string | undefined;
  /** Whether App API requests over Customer.io's limits get 429. Default false. */
  rateLimits?: boolean | undefined;
  /**
   * A folder that the state is kept in, which is made where there is none: it is there again after a restart, or when the
   * process is killed. One emulator uses a folder at a time. Default: the state is in memory alone.
   */
  data?: string | undefined;
  /**
   * What the workspace has at its start and after a reset, in place of the examples: the path of a file in YAML or JSON, or
   * what would be in it. With `data`, for an empty folder alone.
   */
  seed?: string | Seed | undefined;
  /** How long exports, imports and broadcasts take, in milliseconds. Default 50. */
  jobMs?: number | undefined;
  /**
   * How long it takes until what a Track request wrote can be read, in milliseconds. Default 0: at once. Requests are
   * validated and accepted at once all the same, and take effect in the order they came in.
   */
  consistencyMs?: number | undefined;
  /** The region in the response of `getRegion`. Default `us`. */
  region?: 'us' | 'eu' | undefined;
  /** Where every event of the first workspace goes, and what it is signed with. Default: only to the reporting webhooks that were made. */
  webhook?: WebhookTarget | undefined;
  /** What reporting webhooks made through the App API are signed with. Default `emulator-signing-key`. */
  signingKey?: string | undefined;
  /**
   * What the delays between two attempts at a webhook are multiplied by. Default 1: Customer.io's, a second, then two, four, up to
   * an hour. With 0.001 an hour is 3.6 seconds; with 0 there is no delay.
   */
  webhookRetryDelayScale?: number | undefined;
  /** How many requests and how many webhooks with their attempts are kept of each workspace: the newest. Default 10,000. */
  maxKeptRequests?: number | undefined;
  /**
   * How large the kept requests of a workspace and their responses are together, in bytes. Default 67,108,864: 64 MiB. The
   * newest is always kept.
   */
  maxKeptRequestBytes?: number | undefined;
}

/** A further workspace. */
export interface WorkspaceOption {
  /** Its site id, which no other workspace has. */
  siteId: string;
  /** Default the site id and `-key`. */
  apiKey?: string | undefined;
  /** Default the site id and `-app-key`. */
  appApiKey?: string | undefined;
  /** Default the site id and `-write-key`. */
  writeKey?: string | undefined;
  /** What it has at its start, as the option `seed` of the emulator. */
  seed?: string | Seed | undefined;
  /** Where its events go, as the option `webhook` of the emulator. Default: only to the reporting webhooks that were made. */
  webhook?: WebhookTarget | undefined;
}

/** A workspace with all of its keys. */
export interface WorkspaceKeys {
  siteId: string;
  apiKey: string;
  appApiKey: string;
  writeKey: string;
  seed: string | Seed | undefined;
  webhook: WebhookTarget | undefined;
}

export function withDefaultKeys({ siteId, ...given }: WorkspaceOption): WorkspaceKeys {
  const { apiKey, appApiKey, writeKey, seed, webhook } = given;
  return {
    siteId,
    apiKey: apiKey ?? `${siteId}-key`,
    appApiKey: appApiKey ?? `${siteId}-app-key`,
    writeKey: writeKey ?? `${siteId}-write-key`,
    seed,
    webhook,
  };
}

const HOUR_MS = 3_600_000;

const TEXTS = [
  'host',
  'data',
  'siteId',
  'apiKey',
  'appApiKey',
  'writeKey',
  'serviceAccountToken',
  'signingKey',
] as const;

const OPTIONS: readonly (keyof EmulatorOptions)[] = [
  ...TEXTS,
  'port',
  'allowedHosts',
  'allowedOrigins',
  'workspaces',
  'rateLimits',
  'seed',
  'jobMs',
  'consistencyMs',
  'region',
  'webhook',
  'webhookRetryDelayScale',
  'maxKeptRequests',
  'maxKeptRequestBytes',
];

/** Rejects options that are unknown, would fail later, or have no effect. */
export function checkOptions(options: EmulatorOptions): void {
  readOptions(options, OPTIONS);
  const {
    port,
    jobMs,
    consistencyMs,
    webhookRetryDelayScale,
    region,
    webhook,
    maxKeptRequests,
    maxKeptRequestBytes,
  } = options;
  for (const field of TEXTS) if (options[field] !== undefined) requireText(field, options[field]);
  if (port !== undefined && (!Number.isInteger(port) || port < 0 || port > 65_535)) {
    throw new ValidationError('port', 'expected a whole number from 0 to 65535');
  }
  checkMilliseconds('jobMs', jobMs, MAX_TIMER_MS);
  checkMilliseconds('consistencyMs', consistencyMs, MAX_TIMER_MS);
  if (options.data !== undefined && consistencyMs !== undefined && consistencyMs > 0) {
    throw new ValidationError(
      'consistencyMs',
      'expected 0 with `data`: what is kept is written when it is accepted, and not later',
    );
  }
  // The longest delay, an hour, has to be one that a timer can have.
  checkNumber(
    'webhookRetryDelayScale',
    webhookRetryDelayScale,
    'a number',
    Math.floor(MAX_TIMER_MS / HOUR_MS),
  );
  if (region !== undefined) requireOneOf('region', region, ['us', 'eu']);
  checkWebhook('webhook', webhook);
  checkWorkspaces(options);
  if (maxKeptRequests !== undefined) requireCount('maxKeptRequests', maxKeptRequests);
  if (maxKeptRequestBytes !== undefined) requireCount('maxKeptRequestBytes', maxKeptRequestBytes);
  for (const [index, host] of (options.allowedHosts ?? []).entries()) {
    if (typeof host === 'string' && /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/i.test(host)) continue;
    throw new ValidationError(
      `allowedHosts[${index}]`,
      'expected a name or an address, without scheme and port',
    );
  }
  for (const [index, origin] of (options.allowedOrigins ?? []).entries()) {
    if (typeof origin === 'string' && URL.canParse(origin) && new URL(origin).origin === origin) continue;
    throw new ValidationError(
      `allowedOrigins[${index}]`,
      'expected an origin, such as http://localhost:3000',
    );
  }
}

/** Rejects workspaces that a request could not be told apart by. */
function checkWorkspaces(options: EmulatorOptions): void {
  const main = {
    siteId: options.siteId ?? 'emulator-site',
    appApiKey: options.appApiKey ?? 'emulator-app-key',
    writeKey: options.writeKey ?? 'emulator-write-key',
  };
  const used = {
    siteId: new Set([main.siteId]),
    appApiKey: new Set([main.appApiKey]),
    writeKey: new Set([main.writeKey]),
  };
  for (const [index, option] of (options.workspaces ?? []).entries()) {
    const keys = withDefaultKeys(option);
    for (const name of ['siteId', 'apiKey', 'appApiKey', 'writeKey'] as const) {
      requireText(`workspaces[${index}].${name}`, keys[name]);
    }
    checkWebhook(`workspaces[${index}].webhook`, keys.webhook);
    for (const name of ['siteId', 'appApiKey', 'writeKey'] as const) {
      if (used[name].has(keys[name])) {
        throw new ValidationError(`workspaces[${index}].${name}`, 'expected one that no other workspace has');
      }
      used[name].add(keys[name]);
    }
  }
}

function checkWebhook(field: string, webhook: WebhookTarget | undefined): void {
  if (webhook === undefined) return;
  if (!/^https?:\/\//i.test(webhook.url)) {
    throw new ValidationError(`${field}.url`, 'expected an http or https URL');
  }
  requireText(`${field}.signingKey`, webhook.signingKey);
}

function checkMilliseconds(field: string, value: unknown, max: number): void {
  checkNumber(field, value, 'milliseconds', max);
}

function checkNumber(field: string, value: unknown, what: string, max: number): void {
  if (value === undefined || (typeof value === 'number' && value >= 0 && value <= max)) return;
  throw new ValidationError(field, `expected ${what}, 0 to ${max}`);
}
