import {
  type Call,
  type CallOptions,
  type ClientStats,
  type CloseOptions,
  checkAttributes,
  checkTimestamp,
  type HttpClient,
  type Identifier,
  LIMITS,
  type ObjectInput,
  pathSegment,
  readCallOptions,
  readSafely,
  requireIdentifier,
  requireObject,
  requireOneIdentifier,
  requireOneOf,
  requireText,
  type TrackOptions,
  toJsonObject,
  trackHttp,
  ValidationError,
} from '@cio/core';
import { checkEventData, type EventFields, eventBody, isIdempotent } from './event-body.js';
import type { Attributes } from './types/attributes.js';
import type { DataArguments } from './types/data-arguments.js';
import type { Device } from './types/device.js';
import type { AnonymousEventOptions, EventData, EventOptions } from './types/event.js';
import type { Metric, PushEvent } from './types/metric.js';
import type { PersonIdentifier } from './types/person.js';
import type { AccountRegion } from './types/region.js';

/** Options of a `TrackClient`: credentials, region, and how requests are sent. */
export type TrackClientOptions = TrackOptions;

/** Options of adding people to a segment, or removing them. */
export interface SegmentOptions extends CallOptions {
  /** The type of the identifiers. Default `id`. */
  idType?: 'id' | 'email' | 'cio_id' | undefined;
}

/**
 * A client of the Track API v1: people, events, devices and segments.
 *
 * An identifier is a person's id, an email address, or a cio_id with the prefix `cio_`; at most 150 bytes.
 *
 * Every method rejects with a `ValidationError` if an argument is not valid (nothing was sent), an `ApiError` if Customer.io
 * rejected the request, a `RetryableError` if a repeat may succeed, and the signal's reason if the caller aborted the call.
 *
 * @typeParam Events The workspace's events and their data, for the compiler alone: `{ order_placed: { total: number } }`. Data of which
 * something is required cannot be left out. Default: any.
 * @typeParam PersonAttributes The attributes of its people, for the compiler alone: what one call sets. Default: any.
 * @see https://docs.customer.io/integrations/api/track/
 */
export class TrackClient<
  Events extends object = Record<string, ObjectInput<EventData>>,
  PersonAttributes extends object = ObjectInput<Attributes>,
> {
  /** The HTTP client: pass it to `new TrackV2Client(http)` to share credentials, connections and retries. */
  readonly http: HttpClient;

  /**
   * @param options The workspace's site id and Track API key, its region, and how requests are sent; or
   * the `http` of another Track client: credentials, connections and retries are shared with it.
   * @throws ValidationError for a missing or malformed option.
   * @example
   * const customerio = new TrackClient({ siteId: process.env.CIO_SITE_ID!, apiKey: process.env.CIO_API_KEY!, region: 'eu' });
   */
  constructor(options: TrackClientOptions | HttpClient) {
    this.http = trackHttp(options);
  }

  /**
   * Creates or updates a person.
   *
   * @param identifier The person: an id, an email address, or a cio_id with the prefix `cio_`. At most 150 bytes.
   * @param attributes The attributes to set; others are not changed. At most 300; names at most 150 bytes, values at most 1,000
   * bytes. A `Date` is sent as unix seconds. And options: signal, timeout and retries of this call.
   * @throws ValidationError, ApiError, RetryableError
   * @example
   * await customerio.identify('5', { email: 'ada@example.com', plan: 'pro', created_at: new Date() });
   * @see https://docs.customer.io/integrations/api/track/#operation/identify
   */
  identify(
    identifier: Identifier,
    ...attributes: DataArguments<PersonAttributes, CallOptions>
  ): Promise<void>;
  async identify(identifier: Identifier, attributes?: object, options?: CallOptions): Promise<void> {
    const target = customer(identifier);
    const json = toJsonObject('attributes', attributes === undefined ? {} : attributes);
    checkAttributes(json);
    await this.#call('identify', 'PUT', target, options, {
      raw: JSON.stringify(json),
      checkBody: (body) => checkAttributes(body),
    });
  }

  /**
   * Deletes a person and all their data. A later call with the same identifier creates a new person.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/delete
   */
  async delete(identifier: Identifier, options?: CallOptions): Promise<void> {
    await this.#call('delete', 'DELETE', customer(identifier), options);
  }

  /**
   * Adds a device to a person, or updates it.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/add_device
   */
  async addDevice(identifier: Identifier, device: Device, options?: CallOptions): Promise<void> {
    const target = customer(identifier, '/devices');
    // A copy, as one field may be replaced.
    const json = { ...toJsonObject('device', device) };
    requireText('device.id', json.id);
    requireOneOf('device.platform', json.platform, ['ios', 'android']);
    // Other clients send digits.
    if (typeof json.last_used === 'string' && /^\d+$/.test(json.last_used))
      json.last_used = Number(json.last_used);
    checkTimestamp('device.last_used', json.last_used);
    await this.#call('addDevice', 'PUT', target, options, { body: { device: json } });
  }

  /**
   * Removes a device, by its push token.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/delete_device
   */
  async deleteDevice(identifier: Identifier, deviceId: string, options?: CallOptions): Promise<void> {
    const target = customer(
      identifier,
      `/devices/${pathSegment('deviceId', deviceId)}`,
      '/devices/{device_id}',
    );
    await this.#call('deleteDevice', 'DELETE', target, options);
  }

  /**
   * Deletes a person, and ignores further data about them until `unsuppress`.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/suppress
   */
  async suppress(identifier: Identifier, options?: CallOptions): Promise<void> {
    await this.#call('suppress', 'POST', customer(identifier, '/suppress'), options);
  }

  /**
   * Allows a suppressed identifier again. The deleted data is not restored.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/unsuppress
   */
  async unsuppress(identifier: Identifier, options?: CallOptions): Promise<void> {
    await this.#call('unsuppress', 'POST', customer(identifier, '/unsuppress'), options);
  }

  /**
   * Unsubscribes the recipient of a delivery, and attributes that to the delivery. Sent without credentials.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/unsubscribe
   */
  async unsubscribe(deliveryId: string, options?: CallOptions): Promise<void> {
    const target = pathOf(
      `/unsubscribe/${pathSegment('deliveryId', deliveryId)}`,
      '/unsubscribe/{delivery_id}',
    );
    await this.#call('unsubscribe', 'POST', target, options, {
      body: { unsubscribe: true },
      authorized: false,
      expects: 'anything',
    });
  }

  /**
   * Tracks an event of a person.
   *
   * Each event has a ULID as its idempotency key, the same in all attempts of the call: Customer.io counts it once.
   *
   * @param identifier The person: an id, an email address, or a cio_id with the prefix `cio_`. At most 150 bytes.
   * @param name The name of the event. At most 100 bytes.
   * @param data The data of the event, at most 100,000 bytes of JSON, where a `Date` is sent as unix seconds; and options: the time of the
   * event, an idempotency key of your own, and signal, timeout and retries of this call.
   * @throws ValidationError, ApiError, RetryableError
   * @example
   * await customerio.track('5', 'order_placed', { total: 54.2, items: 3 });
   * @see https://docs.customer.io/integrations/api/track/#operation/track
   */
  track<Name extends keyof Events & string>(
    identifier: Identifier,
    name: Name,
    ...data: DataArguments<Events[Name], EventOptions, null>
  ): Promise<void>;
  async track(identifier: Identifier, name: string, data?: unknown, options?: EventOptions): Promise<void> {
    await this.#event('track', customer(identifier, '/events'), { name }, data, options);
  }

  /**
   * Tracks a page view of a person. The name is the URL of the page, at most 100 bytes.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/track
   */
  async pageview(
    identifier: Identifier,
    url: string,
    data: ObjectInput<EventData> | null = {},
    options?: EventOptions,
  ): Promise<void> {
    await this.#event(
      'pageview',
      customer(identifier, '/events'),
      { name: url, type: 'page' },
      data,
      options,
    );
  }

  /**
   * Tracks a screen view of a person, in an app. The name is at most 100 bytes.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/track
   */
  async screen(
    identifier: Identifier,
    name: string,
    data: ObjectInput<EventData> | null = {},
    options?: EventOptions,
  ): Promise<void> {
    await this.#event('screen', customer(identifier, '/events'), { name, type: 'screen' }, data, options);
  }

  /**
   * Tracks an event of the past: `track` with a required time, in unix seconds or as a `Date`.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/track
   */
  backfill<Name extends keyof Events & string>(
    identifier: Identifier,
    name: Name,
    timestamp: number | Date,
    ...data: DataArguments<Events[Name], Omit<EventOptions, 'timestamp'>, null>
  ): Promise<void>;
  async backfill(
    identifier: Identifier,
    name: string,
    timestamp: number | Date,
    data?: unknown,
    options?: Omit<EventOptions, 'timestamp'>,
  ): Promise<void> {
    const target = customer(identifier, '/events');
    if (timestamp === undefined) throw new ValidationError('timestamp', 'expected unix seconds or a Date');
    await this.#event('backfill', target, { name, timestamp }, data, readCallOptions(options, ['id']));
  }

  /**
   * Tracks an event of a person who has not been identified yet. When a person is identified with the same `anonymous_id`,
   * the event is added to that person. With null as the id, the event is an invitation: its messages are sent to
   * `data.recipient`, or to another address in the data that the template uses.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/trackAnonymous
   */
  trackAnonymous<Name extends keyof Events & string>(
    anonymousId: string | null,
    name: Name,
    ...data: DataArguments<Events[Name], AnonymousEventOptions, null>
  ): Promise<void>;
  async trackAnonymous(
    anonymousId: string | null,
    name: string,
    data?: unknown,
    options?: AnonymousEventOptions,
  ): Promise<void> {
    if (anonymousId !== null) requireText('anonymousId', anonymousId, LIMITS.identifierBytes);
    const { type, ...rest } = readCallOptions(options, ['type', 'id', 'timestamp']);
    if (type !== undefined) requireOneOf('type', type, ['event', 'page', 'screen']);
    const event = { name, type, anonymous_id: anonymousId ?? undefined };
    await this.#event('trackAnonymous', pathOf('/api/v1/events'), event, data, rest);
  }

  /**
   * Submits a form for a person. `data` has an `id` or an `email`, and the fields of the form. An unknown form id creates a
   * form.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/submitForm
   */
  async submitForm(
    formId: Identifier,
    data: ObjectInput<Record<string, unknown>>,
    options?: CallOptions,
  ): Promise<void> {
    const target = pathOf(
      `/api/v1/forms/${pathSegment('formId', formId)}/submit`,
      '/api/v1/forms/{form_id}/submit',
    );
    const json = toJsonObject('data', data);
    const { id, email } = json;
    if (id === undefined || id === null) requireText('data.id or data.email', email);
    // A submission has no idempotency key: sent twice, it is counted twice.
    await this.#call('submitForm', 'POST', target, options, { body: { data: json }, replaySafe: false });
  }

  /**
   * Merges the secondary person into the primary and deletes the secondary. It cannot be undone.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/merge
   */
  async mergeCustomers(
    primary: PersonIdentifier,
    secondary: PersonIdentifier,
    options?: CallOptions,
  ): Promise<void> {
    const body = {
      primary: requireOneIdentifier('primary', primary, PERSON_KEYS),
      secondary: requireOneIdentifier('secondary', secondary, PERSON_KEYS),
    };
    await this.#call('mergeCustomers', 'POST', pathOf('/api/v1/merge_customers'), options, { body });
  }

  /**
   * Reports a metric, such as `delivered`, of a message that another system delivered. Sent without credentials.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/metrics
   */
  async reportMetric(metric: Metric, options?: CallOptions): Promise<void> {
    const json = toJsonObject('metric', metric);
    requireText('metric.delivery_id', json.delivery_id);
    requireText('metric.metric', json.metric);
    checkTimestamp('metric.timestamp', json.timestamp);
    if (json.metadata !== undefined) requireObject('metric.metadata', json.metadata);
    const call = { body: json, replaySafe: false, authorized: false };
    await this.#call('reportMetric', 'POST', pathOf('/api/v1/metrics'), options, call);
  }

  /**
   * Reports a metric of a push notification. Sent without credentials.
   *
   * @deprecated Customer.io prefers {@link reportMetric}.
   * @see https://docs.customer.io/integrations/api/track/#operation/pushMetrics
   */
  async reportPushEvent(event: PushEvent, options?: CallOptions): Promise<void> {
    const json = toJsonObject('event', event);
    requireText('event.delivery_id', json.delivery_id);
    requireText('event.device_id', json.device_id);
    requireOneOf('event.event', json.event, ['opened', 'converted', 'delivered']);
    checkTimestamp('event.timestamp', json.timestamp);
    const call = { body: json, replaySafe: false, authorized: false };
    await this.#call('reportPushEvent', 'POST', pathOf('/api/v1/push/events'), options, call);
  }

  /**
   * Adds people to a manual segment, at most 1,000 per call. The segment must exist.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/add_to_segment
   */
  async addToSegment(segmentId: number, ids: readonly Identifier[], options?: SegmentOptions): Promise<void> {
    await this.#segment('addToSegment', segmentId, 'add_customers', ids, options);
  }

  /**
   * Removes people from a manual segment, at most 1,000 per call.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/remove_from_segment
   */
  async removeFromSegment(
    segmentId: number,
    ids: readonly Identifier[],
    options?: SegmentOptions,
  ): Promise<void> {
    await this.#segment('removeFromSegment', segmentId, 'remove_customers', ids, options);
  }

  /**
   * Returns the region of the workspace that the credentials belong to.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/getRegion
   */
  getRegion(options?: CallOptions): Promise<AccountRegion> {
    return this.#call(
      'getRegion',
      'GET',
      pathOf('/api/v1/accounts/region'),
      options,
    ) as Promise<AccountRegion>;
  }

  /** What the client does at this moment: calls in flight and waiting, connections, and rate limits. For metrics. */
  stats(): ClientStats {
    return this.http.stats();
  }

  /**
   * Waits for the calls in flight, then closes idle connections. The client can be used again. With `timeoutMs`, calls that
   * have not ended by then are aborted: they reject with a `RetryableError` of kind `closed`.
   */
  close(options?: CloseOptions): Promise<void> {
    return this.http.close(options);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #event(
    operation: string,
    target: Target,
    event: EventFields,
    data: unknown = {},
    options: EventOptions | undefined,
  ): Promise<void> {
    const given = readCallOptions(options, ['id', 'timestamp']);
    const { id, timestamp = event.timestamp } = given;
    const { name, type, anonymous_id } = event;
    const raw = eventBody({ name, type, anonymous_id, id, timestamp }, data as object | null);
    await this.#request(operation, 'POST', target, given, {
      raw,
      checkBody: checkEventData,
      replaySafe: isIdempotent(id),
    });
  }

  async #segment(
    operation: string,
    segmentId: number,
    action: string,
    ids: readonly Identifier[],
    options: SegmentOptions | undefined,
  ): Promise<void> {
    const { idType, ...call } = readCallOptions(options, ['idType']);
    if (!Number.isSafeInteger(segmentId)) throw new ValidationError('segmentId', 'expected an integer');
    const body = { ids: readIds(ids) };
    if (idType !== undefined) requireOneOf('idType', idType, PERSON_KEYS);
    const query = idType ? `?id_type=${idType}` : '';
    const target = pathOf(
      `/api/v1/segments/${segmentId}/${action}${query}`,
      `/api/v1/segments/{segment_id}/${action}`,
    );
    await this.#call(operation, 'POST', target, call, { body });
  }

  #call(
    operation: string,
    method: Call['method'],
    target: Target,
    options: CallOptions | undefined,
    rest: CallDetails = {},
  ): Promise<unknown> {
    let given: CallOptions;
    try {
      given = readCallOptions(options);
    } catch (error) {
      return Promise.reject(error);
    }
    return this.#request(operation, method, target, given, rest);
  }

  /** Makes a call whose options have been read and validated. */
  #request(
    operation: string,
    method: Call['method'],
    { path, pathTemplate }: Target,
    { signal, timeoutMs, retry, extra }: CallOptions,
    rest: CallDetails,
  ): Promise<unknown> {
    return this.http.request({
      signal,
      timeoutMs,
      retry,
      extra,
      operation,
      method,
      path,
      pathTemplate,
      bucket: 'track',
      replaySafe: true,
      expects: 'object',
      ...rest,
    });
  }
}

const PERSON_KEYS = ['id', 'email', 'cio_id'];

function readIds(ids: readonly Identifier[]): string[] {
  return readSafely('ids', () => {
    if (!Array.isArray(ids) || ids.length === 0 || ids.length > LIMITS.segmentIds) {
      throw new ValidationError('ids', `expected an array of 1 to ${LIMITS.segmentIds} identifiers`);
    }
    return Array.from(ids, (id: unknown, index) => {
      requireIdentifier(`ids[${index}]`, id, LIMITS.identifierBytes);
      return String(id);
    });
  });
}

/** What a call has besides where it goes. */
type CallDetails = Pick<
  Partial<Call>,
  'body' | 'raw' | 'checkBody' | 'replaySafe' | 'authorized' | 'expects'
>;

/** A path of the API, and its template for error messages, hooks and logs, without personal data. */
interface Target {
  path: string;
  pathTemplate: string;
}

/** The path of a person's resource, below `/customers/{identifier}`. */
function customer(identifier: Identifier, subpath = '', subpathTemplate = subpath): Target {
  const segment = pathSegment('identifier', identifier, LIMITS.identifierBytes);
  return {
    path: `/api/v1/customers/${segment}${subpath}`,
    pathTemplate: `/api/v1/customers/{identifier}${subpathTemplate}`,
  };
}

function pathOf(path: string, pathTemplate: string = path): Target {
  return { path, pathTemplate };
}
