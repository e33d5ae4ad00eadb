import {
  Batcher,
  type CallOptions,
  type CloseOptions,
  type HttpClient,
  type IngestSummary,
  ingest,
  type ObjectInput,
  readCallOptions,
  type SendBatchOptions,
  sendBatch,
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
import { person } from './operations/person.js';
import { isReplaySafe } from './operations/replay-safety.js';
import { serializeOperation } from './operations/serialize-operation.js';
import type {
  ActorIdentifiers,
  ObjectIdentifiers,
  Operation,
  PersonIdentifiers,
  RelatedPersonIdentifiers,
} from './operations/types.js';

/** What an event takes besides its attributes. */
export interface EventOptions extends OccurrenceOptions, CallOptions {}

/** What a person's identification takes besides the attributes. */
export interface IdentifyOptions extends PersonIdentifyOptions, CallOptions {}

/** What an object's identification takes besides the attributes. */
export interface IdentifyObjectOptions extends ObjectIdentifyOptions, CallOptions {}

/**
 * The Track API v2: operations on people, objects and deliveries, one by one, in batches, or by the million.
 *
 * The named methods build an operation and send it. Every method rejects with `ValidationError` where
 * an argument is bad and nothing was sent, `ApiError` where Customer.io refused, `RetryableError`
 * where a repeat may help, and with the reason of `signal` where the caller gave up.
 *
 * @see https://docs.customer.io/integrations/api/track/#tag/track_v2
 */
export class TrackV2Client {
  /** The connection, credentials and retries: give it to another client of the Track API to share them. */
  readonly http: HttpClient;

  /**
   * @param options The workspace's site id and Track API key, its region, and how requests are sent.
   * @throws ValidationError for a missing or malformed option.
   * @example
   * const customerio = new TrackV2Client({ siteId: process.env.CIO_SITE_ID!, apiKey: process.env.CIO_API_KEY!, region: 'eu' });
   */
  constructor(options: TrackOptions);
  /** @param http The `http` of another Track client: credentials, connections and retries are shared with it. */
  constructor(http: HttpClient);
  constructor(options: TrackOptions | HttpClient) {
    this.http = trackHttp(options);
  }

  /**
   * Sends one operation, at most 32 KB of JSON.
   *
   * @see https://docs.customer.io/integrations/api/track/#operation/entity
   */
  async send(operation: Operation, options?: CallOptions): Promise<void> {
    const call = readCallOptions(options);
    const { json: raw } = serializeOperation(operation);
    await this.http.request({
      ...call,
      operation: 'send',
      bucket: 'track',
      method: 'POST',
      path: '/api/v2/entity',
      raw,
      replaySafe: isReplaySafe(operation),
    });
  }

  /**
   * Sends any number of operations, in requests of less than 500,000 bytes, several at once, in order for each person and
   * object. Resolves when all of them were accepted or rejected. Where a request fails, no more are sent.
   *
   * @throws ValidationError, before anything is sent, where operations cannot be sent or are over 32 KB: `indexes` tells which.
   * @throws BatchError where a request failed: it tells what was accepted, rejected, and is unsent.
   * @see https://docs.customer.io/integrations/api/track/#operation/batch
   */
  async sendBatch(operations: Iterable<Operation>, options?: SendBatchOptions): Promise<BatchResult> {
    return sendBatch(operationBatches(this.http), operations, readCallOptions(options, ['concurrency']));
  }

  /**
   * Gathers operations from many callers into few requests: for servers where many requests each tell a little.
   *
   * @throws ValidationError
   */
  batcher(options?: BatcherOptions): Batcher<Operation> {
    return new Batcher(operationBatches(this.http), options);
  }

  /**
   * Sends all that a source has, millions of operations, with bounded memory, in order for each person and object.
   *
   * @throws ValidationError for what is no source and for bad options; IngestError where it does not come to its end: it
   * tells how to go on.
   */
  async ingest(source: OperationSource, options?: IngestOptions): Promise<IngestSummary> {
    return ingest(operationBatches(this.http), source, options);
  }

  /** Creates a person, or changes the one there is. */
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

  /** Deletes a person and all that is known of them. */
  async deletePerson(identifiers: PersonIdentifiers, options?: CallOptions): Promise<void> {
    await this.send(person.delete(identifiers), options);
  }

  /** Records that a person, or somebody not identified yet, did something. The name is at most 100 bytes. */
  async trackPersonEvent(
    identifiers: ActorIdentifiers,
    name: string,
    attributes?: ObjectInput<Attributes>,
    options?: EventOptions,
  ): Promise<void> {
    const { id, timestamp, ...call } = readCallOptions(options, ['id', 'timestamp']);
    await this.send(person.event(identifiers, name, attributes, { id, timestamp }), call);
  }

  /** Records that a person saw a page; the name is its URL. */
  async personPageview(
    identifiers: ActorIdentifiers,
    name: string,
    attributes?: ObjectInput<Attributes>,
    options?: EventOptions,
  ): Promise<void> {
    const { id, timestamp, ...call } = readCallOptions(options, ['id', 'timestamp']);
    await this.send(person.page(identifiers, name, attributes, { id, timestamp }), call);
  }

  /** Records that a person saw a screen of an app. */
  async personScreen(
    identifiers: ActorIdentifiers,
    name: string,
    attributes?: ObjectInput<Attributes>,
    options?: EventOptions,
  ): Promise<void> {
    const { id, timestamp, ...call } = readCallOptions(options, ['id', 'timestamp']);
    await this.send(person.screen(identifiers, name, attributes, { id, timestamp }), call);
  }

  /** Adds a device to a person, or changes it. */
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

  /** Deletes a person and refuses whatever is said of them, until `unsuppressPerson`. */
  async suppressPerson(identifiers: PersonIdentifiers, options?: CallOptions): Promise<void> {
    await this.send(person.suppress(identifiers), options);
  }

  /** Lets a suppressed identifier be used again. */
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

  /** Relates a person to objects. */
  async addPersonRelationships(
    identifiers: PersonIdentifiers,
    relationships: readonly ObjectRelationship[],
    options?: CallOptions,
  ): Promise<void> {
    await this.send(person.addRelationships(identifiers, relationships), options);
  }

  /** Ends relationships of a person to objects. */
  async deletePersonRelationships(
    identifiers: PersonIdentifiers,
    relationships: readonly ObjectRelationship[],
    options?: CallOptions,
  ): Promise<void> {
    await this.send(person.deleteRelationships(identifiers, relationships), options);
  }

  /** Creates an object, or changes the one there is. */
  async identifyObject(
    identifiers: ObjectIdentifiers,
    attributes?: ObjectInput<Attributes>,
    options?: IdentifyObjectOptions,
  ): Promise<void> {
    const { cio_relationships, ...call } = readCallOptions(options, ['cio_relationships']);
    await this.send(object.identify(identifiers, attributes, { cio_relationships }), call);
  }

  /** Records that something happened to an object. */
  async trackObjectEvent(
    identifiers: ObjectIdentifiers,
    name: string,
    attributes?: ObjectInput<Attributes>,
    options?: EventOptions,
  ): Promise<void> {
    const { id, timestamp, ...call } = readCallOptions(options, ['id', 'timestamp']);
    await this.send(object.event(identifiers, name, attributes, { id, timestamp }), call);
  }

  /** Deletes an object and its relationships. */
  async deleteObject(identifiers: ObjectIdentifiers, options?: CallOptions): Promise<void> {
    await this.send(object.delete(identifiers), options);
  }

  /** Relates an object to people. */
  async addObjectRelationships(
    identifiers: ObjectIdentifiers,
    relationships: readonly PersonRelationship[],
    options?: CallOptions,
  ): Promise<void> {
    await this.send(object.addRelationships(identifiers, relationships), options);
  }

  /** Ends relationships of an object to people. */
  async deleteObjectRelationships(
    identifiers: ObjectIdentifiers,
    relationships: readonly PersonRelationship[],
    options?: CallOptions,
  ): Promise<void> {
    await this.send(object.deleteRelationships(identifiers, relationships), options);
  }

  /**
   * Waits for the calls under way, then closes the idle connections. The client can be used again. With `timeoutMs`, what
   * has not ended by then is given up, and rejects with a `RetryableError` of kind `closed`. What a batcher has gathered is
   * not waited for: close the batcher first.
   */
  close(options?: CloseOptions): Promise<void> {
    return this.http.close(options);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
