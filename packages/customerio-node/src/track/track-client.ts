import { TrackClient as ModernTrackClient } from '@cio/track';
import { TrackV2Client } from '@cio/track-v2';
import { MissingParamError } from '../errors.js';
import type { Id, Json, Result } from '../json.js';
import { kept, modernOptions } from '../modern.js';
import {
  isIdentifierType,
  isMissing,
  pathParam,
  requireIdentifierType,
  requireItems,
  requireObject,
  requireParam,
} from '../params.js';
import { type Region, RegionUS, requireRegion } from '../regions.js';
import {
  type BasicAuth,
  CIORequest,
  hide,
  type RequestData,
  type RequestDefaults,
} from '../request/request.js';
import type { RetryOptions } from '../request/retry-options.js';
import type { IdentifierType } from '../types.js';

/** Options of the client of the Track API. */
type TrackDefaults = RequestDefaults & {
  /** The region of the workspace. Default {@link RegionUS}. */
  region: Region;
  /** The address of the API with its path, `/api/v1`, in place of the region's. */
  url?: string;
  /** How failed requests are repeated. */
  retry?: Partial<RetryOptions>;
};

/** An operation of the Track API v2. */
export type BatchOperation = Json;

/** What happened to a push notification. */
export interface PushRequestData {
  /** The id of the delivery. */
  delivery_id?: string;
  /** The token of the device. */
  device_id?: string;
  /** What happened. */
  event?: 'delivered' | 'opened' | 'converted';
  /** When, in unix seconds. */
  timestamp?: number;
}

/** What happened to a message. */
export interface MetricRequestData {
  /** The id of the delivery: the header `CIO-Delivery-ID` of the message. */
  delivery_id?: string;
  /** What happened, such as `opened`. */
  metric?: string;
  /** When, in unix seconds. */
  timestamp?: number;
  /** The address or token that the message was sent to. */
  recipient?: string;
  /** Why it bounced or was dropped. */
  reason?: string;
  /** The link that was clicked. */
  href?: string;
}

/**
 * The Track API: people and their events, with the interface of customerio-node.
 *
 * A missing argument is thrown as {@link MissingParamError}, before anything is sent. Calls reject with
 * `CustomerIORequestError` for a status that is not 2xx, and as `fetch` does without a response.
 *
 * @see https://docs.customer.io/integrations/api/track/
 */
export class TrackClient {
  /** The site id. */
  declare siteid: BasicAuth['siteid'];
  /** The Track API key. */
  declare apikey: BasicAuth['apikey'];
  /** The options of the client. */
  defaults: TrackDefaults;
  /** Sends the requests, also to addresses without a method here. */
  request: CIORequest;
  /** The address of the Track API v1. */
  trackRoot: string;
  /** The address of the Track API v2. */
  trackV2Root: string;

  /**
   * @param siteid The site id of the workspace.
   * @param apikey The Track API key that belongs to it.
   * @throws Error for a region that is none.
   */
  constructor(
    siteid: BasicAuth['siteid'],
    apikey: BasicAuth['apikey'],
    defaults: Partial<TrackDefaults> = {},
  ) {
    requireRegion(defaults.region);
    hide<TrackClient>(this, { siteid, apikey });
    this.defaults = { ...defaults, region: defaults.region || RegionUS };
    const { region, url, ...requestDefaults } = this.defaults;
    this.request = new CIORequest({ siteid, apikey }, requestDefaults);
    this.trackRoot = url || region.trackUrl;
    this.trackV2Root = url ? url.replace('/api/v1', '/api/v2') : region.trackV2Url;
  }

  /**
   * The client of `@cio/track` with the same credentials, address and connections: to move a program over call by call.
   *
   * @throws ValidationError for credentials that it would not take, Error for a `url` without `/api/v1`.
   */
  get modern(): ModernTrackClient {
    return kept(modernClients, this, () => new ModernTrackClient(modernOptionsOf(this)));
  }

  /** The client of `@cio/track-v2`, in the same way. */
  get modernV2(): TrackV2Client {
    return kept(modernV2Clients, this, () => new TrackV2Client(modernOptionsOf(this)));
  }

  /**
   * Creates a person, or sets attributes of one.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/identify
   */
  identify(customerId: Id, data: RequestData = {}): Result {
    return this.request.put(personUrl(this, customerId), data);
  }

  /**
   * Deletes a person.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/delete
   */
  destroy(customerId: Id): Result {
    return this.request.destroy(personUrl(this, customerId));
  }

  /**
   * Deletes a person, and refuses whoever is identified by the same id later.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/suppress
   */
  suppress(customerId: Id): Result {
    return this.request.post(`${personUrl(this, customerId)}/suppress`);
  }

  /**
   * Takes a suppressed id again. What was deleted stays deleted.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/unsuppress
   */
  unsuppress(customerId: Id): Result {
    return this.request.post(`${personUrl(this, customerId)}/unsuppress`);
  }

  /**
   * Records an event of a person. A repeat after a failure may record it twice: `modern.track` does not.
   *
   * @param data The event, with its `name`.
   * @see https://docs.customer.io/integrations/api/track/#operation/track
   */
  track(customerId: Id, data: RequestData = {}): Result {
    const person = personUrl(this, customerId);
    requireParam('data.name', data.name);
    return this.request.post(`${person}/events`, data);
  }

  /**
   * Records an event of somebody unknown.
   *
   * @param anonymousId The id that later joins the event to a person; empty for none.
   * @see https://docs.customer.io/integrations/api/track/#operation/trackAnonymous
   */
  trackAnonymous(anonymousId: Id, data: RequestData = {}): Result {
    requireParam('data.name', data.name);
    const event = isMissing(anonymousId) ? { ...data } : { ...data, anonymous_id: anonymousId };
    return this.request.post(`${this.trackRoot}/events`, event);
  }

  /**
   * Records that a person viewed a page.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/track
   */
  trackPageView(customerId: Id, path: string): Result {
    const person = personUrl(this, customerId);
    requireParam('path', path);
    return this.request.post(`${person}/events`, { type: 'page', name: path });
  }

  /**
   * Reports what happened to a push notification.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/pushMetrics
   */
  trackPush(data: PushRequestData = {}): Result {
    return this.request.post(`${this.trackRoot}/push/events`, data);
  }

  /**
   * Adds a device to a person, or sets attributes of it.
   *
   * @param data Attributes of the device, and `last_used` in unix seconds.
   * @see https://docs.customer.io/integrations/api/track/#operation/add_device
   */
  addDevice(customerId: Id, device_id: string, platform: string, data: Json = {}): Result {
    const person = personUrl(this, customerId);
    requireParam('device_id', device_id);
    requireParam('platform', platform);
    const { last_used, ...attributes } = data;
    const device: Json = { id: device_id, platform };
    if (last_used !== undefined && last_used !== null) device.last_used = last_used;
    if (Object.keys(attributes).length > 0) device.attributes = attributes;
    return this.request.put(`${person}/devices`, { device });
  }

  /**
   * Removes a device from a person.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/delete_device
   */
  deleteDevice(customerId: Id, deviceToken: Id): Result {
    return this.request.destroy(
      `${personUrl(this, customerId)}/devices/${pathParam('deviceToken', deviceToken)}`,
    );
  }

  /**
   * Sends up to 500 KB of operations in one request. `modernV2.sendBatch` takes any number of them, and tells which were refused.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/batch
   */
  batch(operations: BatchOperation[]): Result {
    requireItems('operations', operations);
    return this.request.post(`${this.trackV2Root}/batch`, { batch: operations });
  }

  /**
   * Merges the second person into the first, who stays.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/merge
   */
  mergeCustomers(
    primaryIdType: IdentifierType,
    primaryId: Id,
    secondaryIdType: IdentifierType,
    secondaryId: Id,
  ): Result {
    requireParam('primaryId', primaryId);
    requireParam('secondaryId', secondaryId);
    if (!isIdentifierType(primaryIdType) || !isIdentifierType(secondaryIdType)) {
      throw new Error('primaryIdType and secondaryIdType must be one of "id", "cio_id", or "email"');
    }
    return this.request.post(`${this.trackRoot}/merge_customers`, {
      primary: { [primaryIdType]: primaryId },
      secondary: { [secondaryIdType]: secondaryId },
    });
  }

  /**
   * Returns the region of the account.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/getRegion
   */
  getAccountRegion(): Result {
    return this.request.get(`${this.trackRoot}/accounts/region`);
  }

  /**
   * Sends one operation of the Track API v2.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/entity
   */
  entity(operation: BatchOperation): Result {
    requireObject('operation', operation);
    if (Array.isArray(operation) || Object.keys(operation).length === 0)
      throw new MissingParamError('operation');
    return this.request.post(`${this.trackV2Root}/entity`, operation);
  }

  /**
   * Adds people to a manual segment.
   *
   * @param idType The kind of the ids. Default `id`.
   * @see https://docs.customer.io/integrations/api/track/#operation/add_to_segment
   */
  addCustomersToSegment(segmentId: Id, customerIds: Id[], idType?: IdentifierType): Result {
    return changeSegment(this, 'add_customers', segmentId, customerIds, idType);
  }

  /**
   * Removes people from a manual segment.
   *
   * @param idType The kind of the ids. Default `id`.
   * @see https://docs.customer.io/integrations/api/track/#operation/remove_from_segment
   */
  removeCustomersFromSegment(segmentId: Id, customerIds: Id[], idType?: IdentifierType): Result {
    return changeSegment(this, 'remove_customers', segmentId, customerIds, idType);
  }

  /**
   * Submits a form.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/submitForm
   */
  submitForm(formId: Id, data: RequestData = {}): Result {
    const url = `${this.trackRoot}/forms/${pathParam('formId', formId)}/submit`;
    requireObject('data', data);
    if (Object.keys(data).length === 0) throw new MissingParamError('data');
    return this.request.post(url, { data });
  }

  /**
   * Reports what happened to a message.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/metrics
   */
  reportMetric(data: MetricRequestData = {}): Result {
    requireParam('data.delivery_id', data.delivery_id);
    return this.request.post(`${this.trackRoot}/metrics`, data);
  }

  /**
   * Unsubscribes the recipient of a delivery, or subscribes them again.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/unsubscribe
   */
  unsubscribe(deliveryId: Id, unsubscribe = true): Result {
    const host = this.trackRoot.replace('/api/v1', '');
    return this.request.post(`${host}/unsubscribe/${pathParam('deliveryId', deliveryId)}`, { unsubscribe });
  }
}

const modernClients = new WeakMap<TrackClient, ModernTrackClient>();
const modernV2Clients = new WeakMap<TrackClient, TrackV2Client>();

function modernOptionsOf({ siteid: siteId, apikey: apiKey, trackRoot, defaults, request }: TrackClient) {
  return { siteId, apiKey, ...modernOptions(trackRoot, '/api/v1', defaults.region, request) };
}

// Functions and not private methods, which a client behind a Proxy, as of a mock or a tracer, would not have.

function personUrl({ trackRoot }: TrackClient, customerId: Id): string {
  return `${trackRoot}/customers/${pathParam('customerId', customerId)}`;
}

function changeSegment(
  { trackRoot, request }: TrackClient,
  change: string,
  segmentId: Id,
  customerIds: Id[],
  idType: IdentifierType | undefined,
): Result {
  const url = `${trackRoot}/segments/${pathParam('segmentId', segmentId)}/${change}`;
  requireItems('customerIds', customerIds);
  requireIdentifierType(idType ?? undefined);
  return request.post(idType ? `${url}?id_type=${idType}` : url, { ids: customerIds });
}
