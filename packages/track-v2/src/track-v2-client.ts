import {
  Batcher,
  type CallOptions,
  type ClientStats,
  type CloseOptions,
  type HttpClient,
  type IngestSummary,
  ingest,
  type ObjectInput,
  readCallOptions,
  type SendBatchOptions,
  sendBatch,
  serializeItem,
  type TrackOptions,
  trackHttp,
} from '@cio/core';
import type { BatcherOptions, BatchResult, IngestOptions, OperationSource } from './batching/batching.js';
import { operationBatches } from './batching/operation-batches.js';
import type {
  Attributes,
  Device,
  ObjectIdentifyOptions,
  ObjectRelationship,
  OccurrenceOptions,
  PersonAttributes,
  PersonIdentifyOptions,
  PersonRelationship,
} from './operations/input-types.js';
import { object } from './operations/object.js';
import { OPERATION_FORMAT } from './operations/operation-format.js';
import { person } from './operations/person.js';
import { isReplaySafe } from './operations/replay-safety.js';
import type {
  ActorIdentifiers,
  ObjectIdentifiers,
  Operation,
  PersonIdentifiers,
  RelatedPersonIdentifiers,
} from './operations/types.js';

/** Options of an event, a page view or a screen view. */
export interface EventOptions extends OccurrenceOptions, CallOptions {}

/** Options of `identifyPerson`. */
export interface IdentifyOptions extends PersonIdentifyOptions, CallOptions {}

/** Options of `identifyObject`. */
export interface IdentifyObjectOptions extends ObjectIdentifyOptions, CallOptions {}

/**
 * A client of the Track API v2: operations on people, objects and deliveries, sent one by one, in batches, or by the million.
 *
 * Methods such as `identifyPerson` build one operation and send it. Every method rejects with a `ValidationError` if an
 * argument is not valid (nothing was sent), an `ApiError` if Customer.io rejected the request, a `RetryableError` if a repeat
 * may succeed, and the signal's reason if the caller aborted the call.
 *
 * @see https://docs.customer.io/integrations/api/track/#tag/track_v2
 */
export class TrackV2Client {
  /** The HTTP client: pass it to `new TrackClient(http)` to share credentials, connections and retries. */
  readonly http: HttpClient;

  /**
   * @param options The workspace's site id and Track API key, its region, and how requests are sent; or
   * the `http` of another Track client: credentials, connections and retries are shared with it.
   * @throws ValidationError for a missing or malformed option.
   * @example
   * const customerio = new TrackV2Client({ siteId: process.env.CIO_SITE_ID!, apiKey: process.env.CIO_API_KEY!, region: 'eu' });
   */
  constructor(options: TrackOptions | HttpClient) {
    this.http = trackHttp(options);
  }

  /**
   * Sends one operation.
   *
   * @param operation The operation: at most 32 KB of JSON. `person`, `object` and `delivery` build operations.
   * @param options Signal, timeout and retries of this call.
   * @throws ValidationError, ApiError, RetryableError
   * @example
   * await customerio.send(person.identify({ id: '5' }, { plan: 'pro' }));
   * @see https://docs.customer.io/integrations/api/track/#operation/entity
   */
  async send(operation: Operation, options?: CallOptions): Promise<void> {
    const call = readCallOptions(options);
    const { value, json: raw } = serializeItem(OPERATION_FORMAT, operation);
    await this.http.request({
      ...call,
      operation: 'send',
      bucket: 'track',
      method: 'POST',
      path: '/api/v2/entity',
      expects: 'object',
      raw,
      checkBody: (body) => void serializeItem(OPERATION_FORMAT, body),
      replaySafe: isReplaySafe(value),
    });
  }

  /**
   * Sends any number of operations, in requests of less than 500,000 bytes, several at once, in order for each person and
   * object. Resolves when all of them were accepted or rejected. Where a request fails, no more are sent. Operations that may not
   * be repeated, such as events whose id is no ULID, have requests of their own, whose failure does not stop the others.
   *
   * @param operations The operations, each at most 32 KB of JSON. They must not change before the promise settles.
   * @param options Signal, timeout and retries of each request.
   * @returns How many operations were accepted, and the rejected ones with their errors.
   * @throws ValidationError, before anything is sent, if operations are not valid or larger than 32 KB: see its `indexes`.
   * @throws BatchError if a request failed, with the accepted, the rejected and the unsent operations.
   * @example
   * const { rejected } = await customerio.sendBatch([
   *   person.identify({ id: '5' }, { plan: 'pro' }),
   *   person.event({ id: '5' }, 'order_placed', { total: 54.2 }),
   * ]);
   * @see https://docs.customer.io/integrations/api/track/#operation/batch
   */
  async sendBatch(operations: Iterable<Operation>, options?: SendBatchOptions): Promise<BatchResult> {
    return sendBatch(operationBatches(this.http), operations, readCallOptions(options, ['concurrency']));
  }

  /**
   * Creates a batcher, which collects operations from many callers into few requests: for servers.
   *
   * @throws ValidationError for an option that is not valid.
   * @example
   * const batcher = customerio.batcher({ onRejected: ({ operation, error }) => log.error({ operation, error }) });
   * void batcher.add(person.event({ id: '5' }, 'order_placed', { total: 54.2 }));
   * await batcher.close();
   */
  batcher(options?: BatcherOptions): Batcher<Operation> {
    return new Batcher(operationBatches(this.http), options);
  }

  /**
   * Sends all operations of a source, such as a file or a query with millions of rows: with bounded memory, and in order for
   * each person and object.
   *
   * @param source An iterable or an async iterable of operations.
   * @param options Concurrency limit, callbacks, and signal.
   * @throws ValidationError for a source or an option that is not valid.
   * @throws IngestError if the ingestion did not complete, with the position to resume from.
   * @example
   * const { accepted, rejected } = await customerio.ingest(operationsOf(rows), { onRejected: console.error });
   */
  async ingest(source: OperationSource, options?: IngestOptions): Promise<IngestSummary> {
    return ingest(operationBatches(this.http), source, options);
  }

  /** Creates or updates a person. */
  async identifyPerson(
    identifiers: PersonIdentifiers,
    attributes?: ObjectInput<PersonAttributes>,
    options?: IdentifyOptions,
  ): Promise<void> {
    const { cio_relationships, timestamp, ...call } = readCallOptions(options, [
      'cio_relationships',
      'timestamp',
    ]);
    await this.send(person.identify(identifiers, attributes, { cio_relationships, timestamp }), call);
  }

  /** Deletes a person and all their data. */
  async deletePerson(identifiers: PersonIdentifiers, options?: CallOptions): Promise<void> {
    await this.send(person.delete(identifiers), options);
  }

  /** Records that a person, or somebody not identified yet, did something. The name is at most 100 bytes. */
  async trackPersonEvent(
    identifiers: ActorIdentifiers,
    name: string,
    attributes?: ObjectInput<Attributes> | null,
    options?: EventOptions,
  ): Promise<void> {
    const { id, timestamp, ...call } = readCallOptions(options, ['id', 'timestamp']);
    await this.send(person.event(identifiers, name, attributes, { id, timestamp }), call);
  }

  /** Tracks a page view of a person. The name is the URL of the page, at most 100 bytes. */
  async personPageview(
    identifiers: ActorIdentifiers,
    name: string,
    attributes?: ObjectInput<Attributes> | null,
    options?: EventOptions,
  ): Promise<void> {
    const { id, timestamp, ...call } = readCallOptions(options, ['id', 'timestamp']);
    await this.send(person.page(identifiers, name, attributes, { id, timestamp }), call);
  }

  /** Tracks a screen view of a person, in an app. The name is at most 100 bytes. */
  async personScreen(
    identifiers: ActorIdentifiers,
    name: string,
    attributes?: ObjectInput<Attributes> | null,
    options?: EventOptions,
  ): Promise<void> {
    const { id, timestamp, ...call } = readCallOptions(options, ['id', 'timestamp']);
    await this.send(person.screen(identifiers, name, attributes, { id, timestamp }), call);
  }

  /** Adds a device to a person, or updates it. */
  async addPersonDevice(
    identifiers: PersonIdentifiers,
    device: Device,
    options?: CallOptions,
  ): Promise<void> {
    await this.send(person.addDevice(identifiers, device), options);
  }

  /** Removes a device, by its push token. */
  async deletePersonDevice(
    identifiers: PersonIdentifiers,
    token: string,
    options?: CallOptions,
  ): Promise<void> {
    await this.send(person.deleteDevice(identifiers, token), options);
  }

  /** Deletes a person, and ignores further data about them until `unsuppressPerson`. */
  async suppressPerson(identifiers: PersonIdentifiers, options?: CallOptions): Promise<void> {
    await this.send(person.suppress(identifiers), options);
  }

  /** Allows a suppressed person again. The deleted data is not restored. */
  async unsuppressPerson(identifiers: PersonIdentifiers, options?: CallOptions): Promise<void> {
    await this.send(person.unsuppress(identifiers), options);
  }

  /** Merges the secondary person into the primary and deletes the secondary. It cannot be undone. */
  async mergePersons(
    primary: RelatedPersonIdentifiers,
    secondary: RelatedPersonIdentifiers,
    options?: CallOptions,
  ): Promise<void> {
    await this.send(person.merge(primary, secondary), options);
  }

  /** Adds relationships between a person and objects. */
  async addPersonRelationships(
    identifiers: PersonIdentifiers,
    relationships: readonly ObjectRelationship[],
    options?: CallOptions,
  ): Promise<void> {
    await this.send(person.addRelationships(identifiers, relationships), options);
  }

  /** Removes relationships between a person and objects. */
  async deletePersonRelationships(
    identifiers: PersonIdentifiers,
    relationships: readonly ObjectRelationship[],
    options?: CallOptions,
  ): Promise<void> {
    await this.send(person.deleteRelationships(identifiers, relationships), options);
  }

  /** Creates or updates an object. */
  async identifyObject(
    identifiers: ObjectIdentifiers,
    attributes?: ObjectInput<Attributes>,
    options?: IdentifyObjectOptions,
  ): Promise<void> {
    const { cio_relationships, ...call } = readCallOptions(options, ['cio_relationships']);
    await this.send(object.identify(identifiers, attributes, { cio_relationships }), call);
  }

  /** Tracks an event of an object. The name is at most 100 bytes. */
  async trackObjectEvent(
    identifiers: ObjectIdentifiers,
    name: string,
    attributes?: ObjectInput<Attributes> | null,
    options?: EventOptions,
  ): Promise<void> {
    const { id, timestamp, ...call } = readCallOptions(options, ['id', 'timestamp']);
    await this.send(object.event(identifiers, name, attributes, { id, timestamp }), call);
  }

  /** Deletes an object and its relationships. */
  async deleteObject(identifiers: ObjectIdentifiers, options?: CallOptions): Promise<void> {
    await this.send(object.delete(identifiers), options);
  }

  /** Adds relationships between an object and people. */
  async addObjectRelationships(
    identifiers: ObjectIdentifiers,
    relationships: readonly PersonRelationship[],
    options?: CallOptions,
  ): Promise<void> {
    await this.send(object.addRelationships(identifiers, relationships), options);
  }

  /** Removes relationships between an object and people. */
  async deleteObjectRelationships(
    identifiers: ObjectIdentifiers,
    relationships: readonly PersonRelationship[],
    options?: CallOptions,
  ): Promise<void> {
    await this.send(object.deleteRelationships(identifiers, relationships), options);
  }

  /** What the client does at this moment: calls in flight and waiting, connections, and rate limits. For metrics. */
  stats(): ClientStats {
    return this.http.stats();
  }

  /**
   * Waits for the calls in flight, then closes idle connections. The client can be used again. With `timeoutMs`, calls that
   * have not ended by then are aborted: they reject with a `RetryableError` of kind `closed`. Pending operations of a batcher
   * are not waited for: close the batcher first.
   */
  close(options?: CloseOptions): Promise<void> {
    return this.http.close(options);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
