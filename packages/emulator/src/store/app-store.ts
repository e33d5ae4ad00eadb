import { randomBytes } from 'node:crypto';
import { DesignStudioData } from './design-studio.js';

type Json = Record<string, unknown>;

/** Something that has an id, and the rest as the App API has it. */
export type Stored = Json & { id: number };

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
  /** When what happened to it; unix seconds. */
  metrics: Record<string, number>;
  /** What it came from, by the App API's name for that: `broadcast_id`, `newsletter_id` … */
  source: Record<string, number>;
  /** What a send made it from. */
  transactional_id?: number;
  /** The content that it was made from, by its number. */
  template_id?: number;
  failure_message?: string;
  /** Its content as sent; undefined where it was not kept. */
  archived?: Json;
}

export interface StoredExport extends Stored {
  csv: string;
  /** When it is done; milliseconds. */
  readyAt: number;
  /** What the URL of a download must carry, and until when it is good; milliseconds. */
  links: Map<string, number>;
}

/** Things with numbers for ids, counted from 1. */
export class Table<T extends Stored = Stored> {
  readonly rows = new Map<number, T>();
  #last = 0;

  /** @param id Its number. Default: the next one. */
  add(row: Omit<T, 'id'>, id: number = this.#last + 1): T {
    const added = { ...row, id } as T;
    this.#last = Math.max(this.#last, id);
    this.rows.set(id, added);
    return added;
  }

  get(id: string | number | undefined): T | undefined {
    return this.rows.get(Number(id));
  }

  delete(id: string | number | undefined): boolean {
    return this.rows.delete(Number(id));
  }

  all(): T[] {
    return [...this.rows.values()];
  }
}

/** What the App API reads and steers, apart from people and objects. Some of everything is there from the start. */
export class AppData {
  readonly segments = new Table();
  readonly campaigns = new Table();
  readonly broadcasts = new Table();
  /** Steps of campaigns and broadcasts, in one row of ids. */
  readonly actions = new Table();
  readonly triggers = new Table();
  readonly newsletters = new Table();
  readonly contents = new Table();
  readonly transactional = new Table();
  readonly transactionalContents = new Table();
  readonly collections = new Table();
  readonly exports = new Table<StoredExport>();
  readonly imports = new Table();
  readonly assets = new Table();
  readonly assetFolders = new Table();
  readonly senderIdentities = new Table();
  readonly reportingWebhooks = new Table();
  readonly messages: StoredMessage[] = [];
  readonly snippets = new Map<string, Json>();
  readonly designStudio = new DesignStudioData();
  /** Channels opted out of, by cio_id. */
  readonly optOuts = new Map<string, { from: string; channel: string }[]>();
  /** Reasons, by email address and kind. */
  readonly espSuppressions = new Map<string, Map<string, Json>>();
  readonly liveNotifications = new Map<string, Json>();
  readonly topics: Json[] = [];
  readonly channels: Json[] = [];
  readonly objectTypes = new Map<string, Json>();
  readonly attributeMetadata = new Map<string, Json>();
  readonly eventMetadata = new Map<string, Json>();

  constructor() {
    const created = Math.floor(Date.now() / 1000);
    const stamps = { created, updated: created };
    const stampsAt = { created_at: created, updated_at: created };
    this.senderIdentities.add({
      name: 'Shop',
      email: 'shop@example.com',
      address: 'Shop <shop@example.com>',
      template_type: 'email',
      auto_generated: false,
      hidden: false,
      deduplicate_id: `1:${created}`,
    });
    this.senderIdentities.add({
      name: 'Old shop',
      email: 'old@example.com',
      address: 'Old shop <old@example.com>',
      template_type: 'email',
      auto_generated: false,
      hidden: true,
      deduplicate_id: `2:${created}`,
    });
    this.segments.add({
      name: 'Everyone',
      description: '',
      state: 'finished',
      progress: null,
      type: 'dynamic',
      tags: null,
      deduplicate_id: `1:${created}`,
      ...stampsAt,
    });
    const content = {
      language: '',
      type: 'email',
      body: 'Hello {{customer.first_name}}',
      subject: 'Hello',
      headers: '[]',
      from_id: 1,
      recipient: '{{customer.email}}',
      sending_state: 'automatic',
      translations: { fr: { language: 'fr', subject: 'Bonjour', body: 'Bonjour {{customer.first_name}}' } },
      ...stamps,
    };
    const campaign = this.campaigns.add({
      name: 'Onboarding',
      type: 'segment',
      active: true,
      state: 'running',
      tags: [],
      actions: [],
      trigger_segment_ids: [1],
      filter_segment_ids: [],
      msg_templates: [],
      first_started: created,
      deduplicate_id: `1:${created}`,
      ...stamps,
    });
    const step = this.actions.add({
      ...content,
      name: 'Welcome',
      campaign_id: campaign.id,
      deduplicate_id: `1:${created}`,
    });
    const broadcast = this.broadcasts.add({
      name: 'Announcement',
      type: 'triggered_broadcast',
      active: true,
      state: 'running',
      tags: [],
      actions: [],
      msg_template_ids: [],
      first_started: created,
      deduplicate_id: `1:${created}`,
      ...stamps,
    });
    const announcement = this.actions.add({
      ...content,
      name: 'Announcement',
      body: '{{trigger.text}}',
      broadcast_id: broadcast.id,
      deduplicate_id: `2:${created}`,
    });
    broadcast.actions = [{ id: announcement.id, type: 'email' }];
    const change = this.actions.add({
      name: 'Onboarded',
      type: 'attribute_update',
      language: '',
      body: '',
      recipient: '',
      campaign_id: campaign.id,
      deduplicate_id: `3:${created}`,
      ...stamps,
    });
    campaign.actions = [
      { id: step.id, type: 'email' },
      { id: change.id, type: 'attribute_update' },
    ];
    const welcome = { body: 'Hello {{customer.first_name}}', subject: 'Welcome' };
    const { id } = this.addTransactional('welcome', welcome);
    this.addTransactionalContent(id, {
      ...welcome,
      name: 'welcome',
      language: 'fr',
      subject: 'Bienvenue',
      body: 'Bonjour {{customer.first_name}}',
    });
    this.topics.push({
      id: 1,
      identifier: 'topic_1',
      name: 'News',
      description: 'What is new',
      subscribed_by_default: true,
    });
    this.channels.push(
      { id: 1, type: 'email', name: 'Email', description: 'Letters', subscribed_by_default: true },
      { id: 2, type: 'twilio', name: 'SMS', description: 'Texts', subscribed_by_default: false },
    );
    this.objectTypes.set('1', {
      id: '1',
      name: 'Companies',
      singular_name: 'Company',
      slug: 'companies',
      singular_slug: 'company',
      enabled: true,
      icon: 'building',
    });
  }

  /**
   * A transactional message, as people make them in Customer.io's own pages.
   *
   * @param nameOrId Its name, or the number that it has.
   */
  addTransactional(nameOrId: string | number, content: Json = {}): Stored {
    const isId = /^[1-9]\d{0,14}$/.test(String(nameOrId));
    const name = isId ? `Message ${nameOrId}` : String(nameOrId);
    const created_at = Math.floor(Date.now() / 1000);
    const message = this.transactional.add(
      {
        name,
        description: '',
        send_to_unsubscribed: true,
        link_tracking: true,
        open_tracking: true,
        hide_message_body: false,
        queue_drafts: false,
        created_at,
        updated_at: created_at,
      },
      isId ? Number(nameOrId) : undefined,
    );
    this.addTransactionalContent(message.id, { name, ...content });
    return message;
  }

  /** The content of a transactional message in one language. */
  addTransactionalContent(messageId: number, content: Json): Stored {
    const created = Math.floor(Date.now() / 1000);
    return this.transactionalContents.add({
      transactional_id: messageId,
      created,
      updated: created,
      body: '',
      subject: '',
      language: '',
      type: 'email',
      headers: '[]',
      from_id: 1,
      recipient: '{{customer.email}}',
      ...content,
    });
  }
}

/** An id of the kind that deliveries have. */
export function deliveryId(): string {
  return randomBytes(18).toString('base64url');
}
