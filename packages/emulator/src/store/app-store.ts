import type {
  AttributeMetadata,
  CampaignJourneys,
  EventMetadata,
  ObjectType,
  ReportingWebhook,
  SenderIdentity,
  Snippet,
  StoredAction,
  StoredAsset,
  StoredAssetFolder,
  StoredBroadcast,
  StoredCampaign,
  StoredCollection,
  StoredExport,
  StoredImport,
  StoredLiveNotification,
  StoredNewsletter,
  StoredNewsletterContent,
  StoredSegment,
  StoredTransactionalContent,
  StoredTrigger,
  SubscriptionChannel,
  SubscriptionTopic,
  TransactionalMessage,
} from './app-entities.js';
import type { Clock } from './clock.js';
import { actionCodec, assetCodec, exportCodec, readyAtCodec } from './codecs.js';
import { Collection } from './collection.js';
import { DesignStudio } from './design-studio.js';
import { EspSuppressions } from './esp-suppressions.js';
import { Messages } from './messages.js';
import { MultiMap } from './multi-map.js';
import { OptOuts } from './opt-outs.js';
import { RecordMap } from './record-map.js';
import type { StoreContext } from './store-context.js';
import type { Table } from './table.js';

/** What the App API reads and changes, apart from people and objects. */
export class AppStore {
  readonly clock: Clock;
  /** The site id, where it is in the addresses of files: none for the first workspace. */
  siteId: string | undefined;
  readonly segments = new Collection<StoredSegment, 'name'>({ name: ({ name }) => name });
  readonly campaigns = new Collection<StoredCampaign, 'event_name' | 'trigger'>({
    event_name: (campaign) => (campaign.type === 'event' ? campaign.event_name : undefined),
    trigger: ({ type, state }) => (state === 'running' ? type : undefined),
  });
  /** By the campaign's id, a space, and the person's cio_id. */
  readonly campaignJourneys = new RecordMap<CampaignJourneys>();
  readonly broadcasts = new Collection<StoredBroadcast>();
  /** The steps of campaigns and broadcasts, whose ids are counted together. */
  readonly actions = new Collection<StoredAction, 'campaign_id' | 'broadcast_id' | 'from_id'>(
    {
      campaign_id: ({ campaign_id }) => campaign_id,
      broadcast_id: ({ broadcast_id }) => broadcast_id,
      from_id: ({ from_id }) => from_id,
    },
    actionCodec,
  );
  readonly triggers = new Collection<StoredTrigger, 'broadcast_id'>(
    {
      broadcast_id: ({ broadcast_id }) => broadcast_id,
    },
    readyAtCodec<StoredTrigger>(),
  );
  /** The triggers that may not be done yet, by broadcast. */
  readonly waitingTriggers = new MultiMap<number, StoredTrigger>();
  readonly newsletters = new Collection<StoredNewsletter>();
  readonly contents = new Collection<StoredNewsletterContent, 'newsletter_id' | 'from_id'>({
    newsletter_id: ({ newsletter_id }) => newsletter_id,
    from_id: ({ from_id }) => from_id,
  });
  readonly transactional = new Collection<TransactionalMessage, 'name'>({ name: ({ name }) => name });
  readonly transactionalContents = new Collection<StoredTransactionalContent, 'transactional_id'>({
    transactional_id: ({ transactional_id }) => transactional_id,
  });
  readonly collections = new Collection<StoredCollection>();
  readonly exports = new Collection<StoredExport>({}, exportCodec);
  readonly imports = new Collection<StoredImport>();
  readonly assets = new Collection<StoredAsset, 'place' | 'parent_folder_id'>(
    {
      place: placeOf,
      parent_folder_id: ({ parent_folder_id }) => parent_folder_id,
    },
    assetCodec,
  );
  readonly assetFolders = new Collection<StoredAssetFolder, 'place' | 'parent_folder_id'>({
    place: placeOf,
    parent_folder_id: ({ parent_folder_id }) => parent_folder_id,
  });
  readonly senderIdentities = new Collection<SenderIdentity>();
  readonly reportingWebhooks = new Collection<ReportingWebhook>();
  readonly messages: Messages;
  readonly snippets = new RecordMap<Snippet>();
  readonly designStudio = new DesignStudio();
  readonly optOuts = new OptOuts();
  readonly espSuppressions = new EspSuppressions();
  readonly liveNotifications = new RecordMap<StoredLiveNotification>();
  readonly topics = new Collection<SubscriptionTopic>();
  readonly channels = new Collection<SubscriptionChannel>();
  readonly objectTypes = new RecordMap<ObjectType>();
  readonly attributeMetadata = new RecordMap<AttributeMetadata>();
  readonly eventMetadata = new RecordMap<EventMetadata>();

  constructor({ clock, changes }: StoreContext) {
    this.clock = clock;
    this.messages = new Messages(changes);
  }

  /** The address of a file that can be downloaded. */
  downloadUrl(origin: string, path: string, query: Record<string, string> = {}): string {
    const { siteId } = this;
    const search = new URLSearchParams({
      ...query,
      ...(siteId !== undefined && { workspace: siteId }),
    }).toString();
    return `${origin}/_downloads/${path}${search && `?${search}`}`;
  }

  /** All that is kept, by name. */
  get tables(): Record<string, Table> {
    const { clock: _, siteId: __, waitingTriggers: ___, designStudio, ...tables } = this;
    return { ...tables, ...designStudio.tables };
  }

  /** Has to be called when all records are restored. */
  restored(): void {
    this.designStudio.restored();
    for (const trigger of this.triggers) {
      if (trigger.readyAt > this.clock.now()) this.waitingTriggers.add(trigger.broadcast_id, trigger);
    }
  }

  /**
   * Adds a transactional message, as people do it in Customer.io's own pages.
   *
   * @param nameOrId Its name, or the number that it is to have.
   */
  addTransactional(
    nameOrId: string | number,
    content: Partial<StoredTransactionalContent> = {},
  ): TransactionalMessage {
    const isId = /^[1-9]\d{0,14}$/.test(String(nameOrId));
    const name = isId ? `Message ${nameOrId}` : String(nameOrId);
    const created_at = this.clock.unixSeconds();
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

  /** Adds the content of a transactional message in one language. */
  addTransactionalContent(
    messageId: number,
    content: Partial<StoredTransactionalContent>,
  ): StoredTransactionalContent {
    const created = this.clock.unixSeconds();
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

/** The key of a file or folder by its name and the folder that it is in. */
export function placeOf({
  name,
  parent_folder_id,
}: {
  name: string;
  parent_folder_id?: number | null;
}): string {
  return JSON.stringify([parent_folder_id ?? null, name]);
}
