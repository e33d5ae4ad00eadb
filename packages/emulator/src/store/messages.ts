import { randomBytes } from 'node:crypto';
import type { ArchivedMessage } from '../generated/app-types.js';
import { ownValue, setOwn } from '../lib/own-properties.js';
import type { Changes } from './changes.js';
import { type IndexedQuery, IndexedTimeline } from './indexed-timeline.js';
import { MetricTimes } from './metric-times.js';
import type { Person } from './person.js';
import { noop, type Table } from './table.js';

/** What a message came from, by the App API's names for that. */
export interface MessageSource {
  campaign_id?: number;
  broadcast_id?: number;
  newsletter_id?: number;
  action_id?: number;
  content_id?: number;
  trigger_id?: number;
}

/** How many characters of attachments, which are Base64, are kept: those of the newest. */
const MAX_ATTACHMENT_CHARACTERS = 64 * 1024 * 1024;

export interface StoredAttachment {
  name: string;
  /** Its size as a file, in bytes. */
  bytes: number;
  /** Base64. Undefined where newer attachments took its place. */
  content?: string;
}

/** Why a message could not be rendered. */
export interface LiquidError {
  /** The field of the message whose template is wrong: `subject`, `body` … */
  field: string;
  message: string;
  /** Where in the template; from 1. Undefined where no place is to blame, as with a time limit. */
  line?: number;
  column?: number;
}

/** A message to one person. */
export interface StoredMessage {
  id: string;
  type: string;
  cio_id: string | null;
  customer_id: string | null;
  email: string | null;
  recipient: string;
  subject?: string;
  /** Unix seconds. */
  created: number;
  /** When each thing happened to it; unix seconds. */
  metrics: Record<string, number>;
  source: MessageSource;
  /** The transactional message that a send made it from. */
  transactional_id?: number;
  /** The content that it was made from, by its number. */
  template_id?: number;
  failure_message?: string;
  /** Why it could not be rendered. */
  liquid_error?: LiquidError;
  /** The templates that it was rendered from, by field, and the data that Liquid had. Undefined where nothing was kept. */
  rendered_from?: { templates: Record<string, string>; customer: Record<string, unknown>; trigger: unknown };
  /** The plain text of an email beside its HTML. */
  plain_body?: string;
  /** Headers of the email that the send asked for. */
  headers?: Record<string, string>;
  attachments?: StoredAttachment[];
  /** Its content as sent; undefined where it was not kept. */
  archived?: ArchivedMessage;
}

type MessageIndex = keyof MessageSource | 'cio_id' | 'type' | 'metric' | 'transactional_id' | 'template_id';

/** What messages come from: the campaign 1, the transactional message 7 … */
export interface MessageOrigin {
  name: keyof MessageSource | 'transactional_id';
  id: number;
}

export type MessageQuery = IndexedQuery<StoredMessage, MessageIndex>;

/** The messages of a workspace, in the order of their time. */
export class Messages implements Iterable<StoredMessage>, Table {
  onChange: Table['onChange'] = noop;
  readonly #byId = new Map<string, StoredMessage>();
  readonly #metricTimes = new MetricTimes();
  /** Those whose content is kept, the oldest first. */
  readonly #attachments: StoredAttachment[] = [];
  #attachmentCharacters = 0;
  readonly #timeline = new IndexedTimeline<StoredMessage, MessageIndex>(({ created }) => created, {
    campaign_id: ({ source }) => [source.campaign_id],
    broadcast_id: ({ source }) => [source.broadcast_id],
    newsletter_id: ({ source }) => [source.newsletter_id],
    action_id: ({ source }) => [source.action_id],
    content_id: ({ source }) => [source.content_id],
    trigger_id: ({ source }) => [source.trigger_id],
    cio_id: ({ cio_id }) => [cio_id],
    type: ({ type }) => [type],
    metric: ({ metrics }) => Object.keys(metrics),
    transactional_id: ({ transactional_id }) => [transactional_id],
    template_id: ({ template_id }) => [template_id],
  });

  readonly #changes: Changes;

  constructor(changes: Changes) {
    this.#changes = changes;
  }

  get size(): number {
    return this.#byId.size;
  }

  [Symbol.iterator](): IterableIterator<StoredMessage> {
    return this.#timeline[Symbol.iterator]();
  }

  at(index: number): StoredMessage | undefined {
    return this.#timeline.at(index);
  }

  get(id: string | undefined): StoredMessage | undefined {
    return id === undefined ? undefined : this.#byId.get(id);
  }

  add(message: StoredMessage): void {
    this.restore(message.id, message);
    this.changed(message);
    this.#changes.publish({ topic: 'messages', id: message.id, action: 'created' });
  }

  /** Has to be called where a message was changed in its place. */
  changed({ id }: StoredMessage): void {
    this.onChange(id);
  }

  /** Gives a person the messages of another: the two are merged. */
  move(fromCioId: string, { cio_id, id, email }: Person): void {
    for (const message of [...this.#timeline.newestFirst({ by: { cio_id: fromCioId } })]) {
      Object.assign(message, { cio_id, customer_id: id ?? null, email: email ?? null });
      this.#timeline.changeKey(message, 'cio_id', fromCioId, cio_id);
      this.changed(message);
    }
  }

  *keys(): Iterable<string> {
    for (const { id } of this.#timeline) yield id;
  }

  toRecord(id: string): StoredMessage | undefined {
    return this.#byId.get(id);
  }

  restore(_: string, message: StoredMessage): void {
    this.#byId.set(message.id, message);
    this.#timeline.add(message);
    for (const [metric, time] of Object.entries(message.metrics)) this.#addTime(message, metric, time);
    this.#keepAttachments(message);
  }

  /** Removes a message. What it counts for in metrics stays. */
  delete(id: string): boolean {
    const message = this.#byId.get(id);
    if (!message) return false;
    this.#byId.delete(id);
    this.#timeline.delete(message);
    this.changed(message);
    this.#changes.publish({ topic: 'messages', id: id, action: 'deleted' });
    return true;
  }

  /** Sets when something happened to a message. The first time stands. */
  setMetric(message: StoredMessage, metric: string, time: number): void {
    if (ownValue(message.metrics, metric) !== undefined) return;
    setOwn(message.metrics, metric, time);
    this.#timeline.addKey(message, 'metric', metric);
    this.#addTime(message, metric, time);
    this.changed(message);
    this.#changes.publish({ topic: 'messages', id: message.id, action: metric });
  }

  /** The messages that match a query, the newest first. */
  newestFirst(query?: MessageQuery): Iterable<StoredMessage> {
    return this.#timeline.newestFirst(query);
  }

  /**
   * How many messages of one origin reached a metric in each of several periods.
   *
   * @param periods The ends of the periods in unix seconds, with the begin of the first before them: one more than there
   *   are periods.
   */
  countMetric(origin: MessageOrigin, type: string | undefined, metric: string, periods: number[]): number[] {
    const key = originKey(origin, type);
    return periods.slice(1).map((end, index) => this.#metricTimes.count(key, metric, periods[index]!, end));
  }

  /** Keeps the newest attachments: older ones are told by their names alone. */
  #keepAttachments(message: StoredMessage): void {
    for (const attachment of message.attachments ?? []) {
      this.#attachments.push(attachment);
      this.#attachmentCharacters += attachment.content?.length ?? 0;
    }
    while (this.#attachmentCharacters > MAX_ATTACHMENT_CHARACTERS && this.#attachments.length > 1) {
      const oldest = this.#attachments.shift()!;
      this.#attachmentCharacters -= oldest.content?.length ?? 0;
      delete oldest.content;
    }
  }

  #addTime(message: StoredMessage, metric: string, time: number): void {
    const { source, transactional_id, type } = message;
    for (const [name, id] of Object.entries({ ...source, transactional_id })) {
      if (id === undefined) continue;
      const origin = { name: name as MessageOrigin['name'], id };
      this.#metricTimes.add(originKey(origin, undefined), metric, time);
      this.#metricTimes.add(originKey(origin, type), metric, time);
    }
  }
}

function originKey({ name, id }: MessageOrigin, type: string | undefined): string {
  return type === undefined ? `${name} ${id}` : `${name} ${id} ${type}`;
}

/** An id of the kind that deliveries have. */
export function deliveryId(): string {
  return randomBytes(18).toString('base64url');
}
