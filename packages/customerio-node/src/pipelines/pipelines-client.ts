import { randomUUID } from 'node:crypto';
import { PipelinesClient as ModernPipelinesClient } from '@cio/pipelines';
import { MissingParamError } from '../errors.js';
import type { Json, Result } from '../json.js';
import { kept, modernOptions } from '../modern.js';
import { isMissing, requireItems, requireParam } from '../params.js';
import { type Region, RegionUS, requireRegion } from '../regions.js';
import { CIORequest, hide, type RequestDefaults } from '../request/request.js';
import type { RetryOptions } from '../request/retry-options.js';
import { version } from '../version.js';
import type {
  AliasPayload,
  BatchItem,
  GroupPayload,
  IdentifyPayload,
  PagePayload,
  PipelinesCommon,
  PipelinesContext,
  ScreenPayload,
  TrackPayload,
} from './payloads.js';

/** Options of the client of the Pipelines API. */
export type PipelinesDefaults = RequestDefaults & {
  /** The region of the workspace. Default {@link RegionUS}. */
  region: Region;
  /** The address of the API with its path, `/v1`, in place of the region's. */
  url?: string;
  /** Customer.io refuses invalid messages with 400, in place of answering 200 and dropping them. */
  strictMode?: boolean;
  /** The context of every message. That of a message takes precedence. */
  defaultContext?: PipelinesContext;
  /** How failed requests are repeated. */
  retry?: Partial<RetryOptions>;
};

/**
 * The Pipelines API, with the interface of customerio-node: people, events and groups for all destinations of a workspace.
 *
 * @see https://docs.customer.io/integrations/api/cdp/
 */
export class PipelinesClient {
  /** The write key of a source. */
  declare writeKey: string;
  /** The options of the client. */
  defaults: PipelinesDefaults;
  /** Sends the requests, also to addresses without a method here. */
  request: CIORequest;
  /** The address of the Pipelines API. */
  pipelinesRoot: string;
  /** The context of every message. */
  readonly context: PipelinesContext;

  /**
   * @param writeKey The write key of a source.
   * @throws MissingParamError without a write key, Error for a region that is none.
   */
  constructor(writeKey: string, defaults: Partial<PipelinesDefaults> = {}) {
    requireParam('writeKey', writeKey);
    requireRegion(defaults.region);
    hide<PipelinesClient>(this, { writeKey });
    const headers = defaults.strictMode ? { ...defaults.headers, 'X-Strict-Mode': '1' } : defaults.headers;
    this.defaults = { ...defaults, headers, region: defaults.region || RegionUS } as PipelinesDefaults;
    const { region, url, strictMode, defaultContext, ...requestDefaults } = this.defaults;
    this.request = new CIORequest({ siteid: writeKey, apikey: '' }, requestDefaults);
    this.pipelinesRoot = url || region.pipelinesUrl;
    this.context = { ...defaultContext, library: { name: 'customerio-node', version } };
  }

  /**
   * The client of `@cio/pipelines` with the same write key, address, mode and connections: to move a program over call by call.
   *
   * @throws ValidationError for a write key that it would not take, Error for a `url` without `/v1`.
   */
  get modern(): ModernPipelinesClient {
    const { writeKey, pipelinesRoot, defaults, request } = this;
    const strictMode = defaults.strictMode === true;
    const options = modernOptions(pipelinesRoot, '/v1', defaults.region, request);
    return kept(modernClients, this, () => new ModernPipelinesClient({ writeKey, strictMode, ...options }));
  }

  /**
   * Sets traits of a person.
   *
   * @see https://docs.customer.io/integrations/api/cdp/#operation/identify
   */
  identify(payload: IdentifyPayload): Result {
    requireSomebody(payload);
    return send(this, 'identify', payload);
  }

  /**
   * Records an event.
   *
   * @see https://docs.customer.io/integrations/api/cdp/#operation/track
   */
  track(payload: TrackPayload): Result {
    requireSomebody(payload);
    requireParam('event', payload.event);
    return send(this, 'track', payload);
  }

  /**
   * Records that a person viewed a page.
   *
   * @see https://docs.customer.io/integrations/api/cdp/#operation/page
   */
  page(payload: PagePayload): Result {
    requireSomebody(payload);
    return send(this, 'page', payload);
  }

  /**
   * Records that a person viewed a screen of an app.
   *
   * @see https://docs.customer.io/integrations/api/cdp/#operation/screen
   */
  screen(payload: ScreenPayload): Result {
    requireSomebody(payload);
    return send(this, 'screen', payload);
  }

  /**
   * Adds a person to a group.
   *
   * @see https://docs.customer.io/integrations/api/cdp/#operation/group
   */
  group(payload: GroupPayload): Result {
    requireSomebody(payload);
    requireParam('groupId', payload.groupId);
    return send(this, 'group', payload);
  }

  /**
   * Joins two ids of one person.
   *
   * @see https://docs.customer.io/integrations/api/cdp/#operation/alias
   */
  alias(payload: AliasPayload): Result {
    requireParam('userId', payload?.userId);
    requireParam('previousId', payload?.previousId);
    return send(this, 'alias', payload);
  }

  /**
   * Sends up to 500 KB of messages in one request, each of at most 32 KB: Customer.io drops what is longer, and answers 200.
   * `modern.sendBatch` takes any number of them, and checks them before.
   *
   * @see https://docs.customer.io/integrations/api/cdp/#operation/batch
   */
  batch(items: BatchItem[]): Result {
    requireItems('items', items);
    const batch = items.map((item) => ({ ...complete(this, item), type: item.type }));
    return this.request.post(`${this.pipelinesRoot}/batch`, { batch });
  }
}

const modernClients = new WeakMap<PipelinesClient, ModernPipelinesClient>();

// Functions and not private methods, which a client behind a Proxy, as of a mock or a tracer, would not have.

function send(client: PipelinesClient, operation: string, payload: PipelinesCommon): Result {
  return client.request.post(`${client.pipelinesRoot}/${operation}`, complete(client, payload));
}

/** A message with its id, time and context. */
function complete<T extends PipelinesCommon>(client: PipelinesClient, payload: T): T & Json {
  const context = { ...client.context, ...payload.context };
  context.library = payload.context?.library ?? client.context.library!;
  return {
    ...payload,
    messageId: payload.messageId ?? randomUUID(),
    timestamp: payload.timestamp ?? new Date().toISOString(),
    context,
  };
}

function requireSomebody(payload: { userId?: unknown; anonymousId?: unknown } | undefined): void {
  if (isMissing(payload?.userId) && isMissing(payload?.anonymousId)) {
    throw new MissingParamError('userId or anonymousId');
  }
}
