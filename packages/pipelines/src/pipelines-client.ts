import {
  Batcher,
  type CallOptions,
  type ClientStats,
  type CloseOptions,
  type HttpClient,
  type IngestSummary,
  ingest,
  readCallOptions,
  type SendBatchOptions,
  sendBatch,
  serializeItem,
} from '@cio/core';
import type { BatcherOptions, BatchResult, IngestOptions, MessageSource } from './batching/batching.js';
import { messageBatches } from './batching/message-batches.js';
import { type PipelinesOptions, pipelinesHttp } from './client/pipelines-http.js';
import type { AliasInput, GroupInput, IdentifyInput, TrackInput, ViewInput } from './messages/input-types.js';
import { message } from './messages/message.js';
import { MESSAGE_FORMAT } from './messages/message-format.js';
import { isReplaySafe } from './messages/replay-safety.js';
import type { Message } from './messages/types.js';

/**
 * The Pipelines API: people, events, views and groups for Customer.io and all other destinations of a workspace.
 *
 * The named methods build a message and send it. Every method rejects with `ValidationError` if an argument is invalid and
 * nothing was sent, `ApiError` if Customer.io refused, `RetryableError` if a repeat may help, and with the reason of `signal`
 * if the caller aborted. Unless `strictMode` is on, Customer.io answers 200 to messages that it then drops.
 *
 * @see https://docs.customer.io/integrations/api/cdp/
 */
export class PipelinesClient {
  /** The connection, credentials and retries: pass it to another client of the Pipelines API to share them. */
  readonly http: HttpClient;

  /**
   * @param options A write key, its region, and how requests are sent; or
   * the `http` of another client of the Pipelines API.
   * @throws ValidationError for a missing or malformed option.
   * @example
   * const pipelines = new PipelinesClient({ writeKey: process.env.CIO_WRITE_KEY!, region: 'eu' });
   */
  constructor(options: PipelinesOptions | HttpClient) {
    this.http = pipelinesHttp(options);
  }

  /**
   * Sets traits of a person.
   *
   * @example
   * await pipelines.identify({ userId: 'C-10001', traits: { email: 'ada@example.com', createdAt: new Date() } });
   * @see https://docs.customer.io/integrations/api/cdp/#operation/identify
   */
  identify(input: IdentifyInput, options?: CallOptions): Promise<void> {
    return this.#build(() => message.identify(input), options);
  }

  /**
   * Records an event of a person, or of a group.
   *
   * @example
   * await pipelines.track({ userId: 'C-10001', event: 'order_placed', properties: { total: 54.5 } });
   * @see https://docs.customer.io/integrations/api/cdp/#operation/track
   */
  track(input: TrackInput, options?: CallOptions): Promise<void> {
    return this.#build(() => message.track(input), options);
  }

  /**
   * Records that a person viewed a page.
   *
   * @see https://docs.customer.io/integrations/api/cdp/#operation/page
   */
  page(input: ViewInput, options?: CallOptions): Promise<void> {
    return this.#build(() => message.page(input), options);
  }

  /**
   * Records that a person viewed a screen of an app.
   *
   * @see https://docs.customer.io/integrations/api/cdp/#operation/screen
   */
  screen(input: ViewInput, options?: CallOptions): Promise<void> {
    return this.#build(() => message.screen(input), options);
  }

  /**
   * Adds a person to a group; in Customer.io a group is an object.
   *
   * @see https://docs.customer.io/integrations/api/cdp/#operation/group
   */
  group(input: GroupInput, options?: CallOptions): Promise<void> {
    return this.#build(() => message.group(input), options);
  }

  /**
   * Joins two ids of one person, for destinations such as Mixpanel that do not do that on `identify`.
   *
   * @see https://docs.customer.io/integrations/api/cdp/#operation/alias
   */
  alias(input: AliasInput, options?: CallOptions): Promise<void> {
    return this.#build(() => message.alias(input), options);
  }

  /** Sends one message, at most 32 KB of JSON: what a builder made, now or before. */
  async send(value: Message, options?: CallOptions): Promise<void> {
    const call = readCallOptions(options);
    const { value: read, json: raw } = serializeItem(MESSAGE_FORMAT, value);
    const type = read.type as Message['type'];
    await this.http.request({
      ...call,
      operation: type,
      bucket: 'pipelines',
      method: 'POST',
      path: `/v1/${type}`,
      raw,
      checkBody: (body) => void serializeItem(MESSAGE_FORMAT, body),
      replaySafe: isReplaySafe(read),
    });
  }

  /**
   * Sends any number of messages, in requests of less than 500,000 bytes, several at once, in order for each person. Resolves
   * when all of them were accepted. If a request fails, no more are sent. Messages without a `messageId` are not repeated, and
   * have requests of their own, whose failure does not stop the others.
   *
   * @param messages The messages, each at most 32 KB of JSON. They must not change before the promise settles.
   * @throws ValidationError, before anything is sent, if messages cannot be sent or are over 32 KB: `indexes` has their places.
   * @throws BatchError if a request failed: it has what was accepted and what is unsent.
   * @see https://docs.customer.io/integrations/api/cdp/#operation/batch
   */
  async sendBatch(messages: Iterable<Message>, options?: SendBatchOptions): Promise<BatchResult> {
    return sendBatch(messageBatches(this.http), messages, readCallOptions(options, ['concurrency']));
  }

  /**
   * Gathers messages from many callers into few requests: for servers where many requests each have a few.
   *
   * @throws ValidationError
   */
  batcher(options?: BatcherOptions): Batcher<Message> {
    return new Batcher(messageBatches(this.http), options);
  }

  /**
   * Sends all messages of a source, millions of them, with bounded memory, in order for each person.
   *
   * @throws ValidationError for an invalid source or option; IngestError if it does not come to its end: it has where to resume.
   */
  async ingest(source: MessageSource, options?: IngestOptions): Promise<IngestSummary> {
    return ingest(messageBatches(this.http), source, options);
  }

  /** What the client does at this moment: calls in flight and waiting, connections, and rate limits. For metrics. */
  stats(): ClientStats {
    return this.http.stats();
  }

  /**
   * Waits for the calls in flight, then closes the idle connections. The client can be used again. With `timeoutMs`, calls that
   * have not ended by then are aborted, and reject with a `RetryableError` of kind `closed`. What a batcher has gathered is not
   * waited for: close the batcher first.
   */
  close(options?: CloseOptions): Promise<void> {
    return this.http.close(options);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #build(build: () => Message, options: CallOptions | undefined): Promise<void> {
    await this.send(build(), options);
  }
}
