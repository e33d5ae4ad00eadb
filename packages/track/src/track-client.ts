import {
  type Call,
  type CallOptions,
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
import { countsOnce, type EventFields, eventBody } from './event-body.js';
import type { Attributes } from './types/attributes.js';
import type { Device } from './types/device.js';
import type { AnonymousEventOptions, EventData, EventOptions } from './types/event.js';
import type { Metric, PushEvent } from './types/metric.js';
import type { PersonIdentifier } from './types/person.js';
import type { AccountRegion } from './types/region.js';

/** Credentials, address, and what every client takes. */
export type TrackClientOptions = TrackOptions;

export interface SegmentOptions extends CallOptions {
  /** What the ids are. Default `id`. */
  idType?: 'id' | 'email' | 'cio_id' | undefined;
}

/**
 * The Track API v1: tells Customer.io about people and what they do.
 *
 * An identifier is a person's id, an email address, or `cio_` and a cio_id; at most 150 bytes.
 * Every method rejects with `ValidationError` where an argument is bad and nothing was sent,
 * `ApiError` where Customer.io refused, `RetryableError` where a repeat may help, and with the
 * reason of `signal` where the caller gave up.
 *
 * @see https://docs.customer.io/integrations/api/track/
 */
export class TrackClient {
  /** The connection, credentials and retries: give it to another client of the Track API to share them. */
  readonly http: HttpClient;

  /**
   * @param options The workspace's site id and Track API key, its region, and how requests are sent.
   * @throws ValidationError for a missing or malformed option.
   * @example
   * const customerio = new TrackClient({ siteId: process.env.CIO_SITE_ID!, apiKey: process.env.CIO_API_KEY!, region: 'eu' });
   */
  constructor(options: TrackClientOptions);
  /** @param http The `http` of another Track client: credentials, connections and retries are shared with it. */
  constructor(http: HttpClient);
  constructor(options: TrackClientOptions | HttpClient) {
    this.http = trackHttp(options);
  }

  /**
   * Creates a person, or changes the one there is. At most 300 attributes, names at most 150 bytes.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/identify
   */
  async identify(
    identifier: Identifier,
    attributes: ObjectInput<Attributes> = {},
    options?: CallOptions,
  ): Promise<void> {
    const to = customer(identifier);
    const json = toJsonObject('attributes', attributes);
    checkAttributes(json);
    await this.#call('identify', 'PUT', to, options, { raw: JSON.stringify(json) });
  }

  /**
   * Deletes a person and all that is known of them. A later call with the same identifier makes a new one.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/delete
   */
  async delete(identifier: Identifier, options?: CallOptions): Promise<void> {
    await this.#call('delete', 'DELETE', customer(identifier), options);
  }

  /**
   * Adds a device to a person, or changes it.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/add_device
   */
  async addDevice(identifier: Identifier, device: Device, options?: CallOptions): Promise<void> {
    const to = customer(identifier, '/devices');
    const json = toJsonObject('device', device);
    requireText('device.id', json.id);
    requireOneOf('device.platform', json.platform, ['ios', 'android']);
    checkTimestamp('device.last_used', json.last_used);
    await this.#call('addDevice', 'PUT', to, options, { body: { device: json } });
  }

  /**
   * Removes a device, by its push token.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/delete_device
   */
  async deleteDevice(identifier: Identifier, deviceId: string, options?: CallOptions): Promise<void> {
    const to = customer(identifier, `/devices/${pathSegment('deviceId', deviceId)}`, '/devices/{device_id}');
    await this.#call('deleteDevice', 'DELETE', to, options);
  }

  /**
   * Deletes a person and refuses whatever is said of them, until `unsuppress`.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/suppress
   */
  async suppress(identifier: Identifier, options?: CallOptions): Promise<void> {
    await this.#call('suppress', 'POST', customer(identifier, '/suppress'), options);
  }

  /**
   * Lets a suppressed identifier be used again. What was deleted does not come back.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/unsuppress
   */
  async unsuppress(identifier: Identifier, options?: CallOptions): Promise<void> {
    await this.#call('unsuppress', 'POST', customer(identifier, '/unsuppress'), options);
  }

  /**
   * Unsubscribes the person that a delivery went to, on account of that delivery. Sent without credentials.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/unsubscribe
   */
  async unsubscribe(deliveryId: string, options?: CallOptions): Promise<void> {
    const to = target(`/unsubscribe/${pathSegment('deliveryId', deliveryId)}`, '/unsubscribe/{delivery_id}');
    await this.#call('unsubscribe', 'POST', to, options, {
      body: { unsubscribe: true },
      authorized: false,
      expects: 'anything',
    });
  }

  /**
   * Records that a person did something. The name is at most 100 bytes, the data 100,000 bytes of JSON.
   * Every event carries a ULID, the same in every attempt: repeated, it counts once.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/track
   */
  async track(
    identifier: Identifier,
    name: string,
    data: ObjectInput<EventData> = {},
    options?: EventOptions,
  ): Promise<void> {
    await this.#event('track', customer(identifier, '/events'), { name }, data, options);
  }

  /**
   * Records that a person saw a page. The name is the page's URL, at most 100 bytes.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/track
   */
  async pageview(
    identifier: Identifier,
    url: string,
    data: ObjectInput<EventData> = {},
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
   * Records that a person saw a screen of an app. The name is at most 100 bytes.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/track
   */
  async screen(
    identifier: Identifier,
    name: string,
    data: ObjectInput<EventData> = {},
    options?: EventOptions,
  ): Promise<void> {
    await this.#event('screen', customer(identifier, '/events'), { name, type: 'screen' }, data, options);
  }

  /**
   * Records an event of the past: `track` with a time, unix seconds or a `Date`, that cannot be forgotten.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/track
   */
  async backfill(
    identifier: Identifier,
    name: string,
    timestamp: number | Date,
    data: ObjectInput<EventData> = {},
    options?: Omit<EventOptions, 'timestamp'>,
  ): Promise<void> {
    const to = customer(identifier, '/events');
    if (timestamp === undefined) throw new ValidationError('timestamp', 'expected unix seconds or a Date');
    await this.#event('backfill', to, { name, timestamp }, data, readCallOptions(options, ['id']));
  }

  /**
   * Records an event of somebody not identified yet. When a person is identified with the same
   * `anonymous_id`, it becomes theirs. With null in its place the event is an invitation: a message can go to
   * `data.recipient`, or to whatever else of the data its template names.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/trackAnonymous
   */
  async trackAnonymous(
    anonymousId: string | null,
    name: string,
    data: ObjectInput<EventData> = {},
    options?: AnonymousEventOptions,
  ): Promise<void> {
    if (anonymousId !== null) requireText('anonymousId', anonymousId, LIMITS.identifierBytes);
    const { type, ...rest } = readCallOptions(options, ['type', 'id', 'timestamp']);
    if (type !== undefined) requireOneOf('type', type, ['event', 'page', 'screen']);
    const event = { name, type, anonymous_id: anonymousId ?? undefined };
    await this.#event('trackAnonymous', target('/api/v1/events'), event, data, rest);
  }

  /**
   * Submits a form in a person's name; `data` holds an `id` or an `email`, and the form's fields.
   * A form id that is new makes a new form.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/submitForm
   */
  async submitForm(
    formId: Identifier,
    data: ObjectInput<Record<string, unknown>>,
    options?: CallOptions,
  ): Promise<void> {
    const to = target(
      `/api/v1/forms/${pathSegment('formId', formId)}/submit`,
      '/api/v1/forms/{form_id}/submit',
    );
    const json = toJsonObject('data', data);
    const { id, email } = json;
    if (id === undefined || id === null) requireText('data.id or data.email', email);
    // A submission carries no ULID: made twice, it counts twice.
    await this.#call('submitForm', 'POST', to, options, { body: { data: json }, replaySafe: false });
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
    await this.#call('mergeCustomers', 'POST', target('/api/v1/merge_customers'), options, { body });
  }

  /**
   * Reports what became of a message that went out over a channel of your own. Sent without credentials.
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
    await this.#call('reportMetric', 'POST', target('/api/v1/metrics'), options, call);
  }

  /**
   * Reports what became of a push. Sent without credentials.
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
    await this.#call('reportPushEvent', 'POST', target('/api/v1/push/events'), options, call);
  }

  /**
   * Puts people into a manual segment, at most 1,000 a call. The segment must exist.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/add_to_segment
   */
  async addToSegment(segmentId: number, ids: readonly Identifier[], options?: SegmentOptions): Promise<void> {
    await this.#segment('addToSegment', segmentId, 'add_customers', ids, options);
  }

  /**
   * Takes people out of a manual segment, at most 1,000 a call.
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
   * Tells in which region the workspace of these credentials lives.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/getRegion
   */
  getRegion(options?: CallOptions): Promise<AccountRegion> {
    return this.#call(
      'getRegion',
      'GET',
      target('/api/v1/accounts/region'),
      options,
    ) as Promise<AccountRegion>;
  }

  /**
   * Waits for the calls under way, then closes the idle connections. The client can be used again. With `timeoutMs`, what
   * has not ended by then is given up, and rejects with a `RetryableError` of kind `closed`.
   */
  close(options?: CloseOptions): Promise<void> {
    return this.http.close(options);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #event(
    operation: string,
    to: Target,
    event: EventFields,
    data: ObjectInput<EventData>,
    options: EventOptions | undefined,
  ): Promise<void> {
    const { id, timestamp = event.timestamp, ...call } = readCallOptions(options, ['id', 'timestamp']);
    const raw = eventBody({ ...event, id, timestamp }, data);
    await this.#call(operation, 'POST', to, call, { raw, replaySafe: countsOnce(id) });
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
    const to = target(
      `/api/v1/segments/${segmentId}/${action}${query}`,
      `/api/v1/segments/{segment_id}/${action}`,
    );
    await this.#call(operation, 'POST', to, call, { body });
  }

  #call(
    operation: string,
    method: Call['method'],
    to: Target,
    options: CallOptions | undefined,
    rest: Pick<Partial<Call>, 'body' | 'raw' | 'replaySafe' | 'authorized' | 'expects'> = {},
  ): Promise<unknown> {
    let given: CallOptions;
    try {
      given = readCallOptions(options);
    } catch (error) {
      return Promise.reject(error);
    }
    return this.http.request({
      ...given,
      operation,
      method,
      ...to,
      bucket: 'track',
      replaySafe: true,
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

/** A path of the API, and the same with names in place of values, which error messages tell. */
interface Target {
  path: string;
  pathTemplate: string;
}

/** What belongs to one person, below `/customers/{identifier}`. */
function customer(identifier: Identifier, below = '', belowTemplate = below): Target {
  const segment = pathSegment('identifier', identifier, LIMITS.identifierBytes);
  return {
    path: `/api/v1/customers/${segment}${below}`,
    pathTemplate: `/api/v1/customers/{identifier}${belowTemplate}`,
  };
}

function target(path: string, pathTemplate: string = path): Target {
  return { path, pathTemplate };
}
