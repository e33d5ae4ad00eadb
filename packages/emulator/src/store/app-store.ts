import { unixSeconds } from '../lib/clock.js';
import type {
  AttributeMetadata,
  EventMetadata,
  ObjectType,
  ReportingWebhook,
  Segment,
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
  StoredTransactionalContent,
  StoredTrigger,
  SubscriptionChannel,
  SubscriptionTopic,
  TransactionalMessage,
} from './app-entities.js';
import type { Changes } from './changes.js';
import { Collection } from './collection.js';
import { DesignStudio } from './design-studio.js';
import { EspSuppressions } from './esp-suppressions.js';
import { Messages } from './messages.js';
import { MultiMap } from './multi-map.js';
import { OptOuts } from './opt-outs.js';

/** What the App API reads and changes, apart from people and objects. */
export class AppStore {
  readonly segments = new Collection<Segment, 'name'>({ name: ({ name }) => name });
  readonly campaigns = new Collection<StoredCampaign>();
  readonly broadcasts = new Collection<StoredBroadcast>();
  /** The steps of campaigns and broadcasts, whose ids are counted together. */
  readonly actions = new Collection<StoredAction, 'campaign_id' | 'broadcast_id' | 'from_id'>({
    campaign_id: ({ campaign_id }) => campaign_id,
    broadcast_id: ({ broadcast_id }) => broadcast_id,
    from_id: ({ from_id }) => from_id,
  });
  readonly triggers = new Collection<StoredTrigger, 'broadcast_id'>({
    broadcast_id: ({ broadcast_id }) => broadcast_id,
  });
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
  readonly exports = new Collection<StoredExport>();
  readonly imports = new Collection<StoredImport>();
  readonly assets = new Collection<StoredAsset, 'place' | 'parent_folder_id'>({
    place: placeOf,
    parent_folder_id: ({ parent_folder_id }) => parent_folder_id,
  });
  readonly assetFolders = new Collection<StoredAssetFolder, 'place' | 'parent_folder_id'>({
    place: placeOf,
    parent_folder_id: ({ parent_folder_id }) => parent_folder_id,
  });
  readonly senderIdentities = new Collection<SenderIdentity>();
  readonly reportingWebhooks = new Collection<ReportingWebhook>();
  readonly messages: Messages;
  readonly snippets = new Map<string, Snippet>();
  readonly designStudio = new DesignStudio();
  readonly optOuts = new OptOuts();
  readonly espSuppressions = new EspSuppressions();
  readonly liveNotifications = new Map<string, StoredLiveNotification>();
  readonly topics: SubscriptionTopic[] = [];
  readonly channels: SubscriptionChannel[] = [];
  readonly objectTypes = new Map<string, ObjectType>();
  readonly attributeMetadata = new Map<string, AttributeMetadata>();
  readonly eventMetadata = new Map<string, EventMetadata>();

  constructor(changes: Changes) {
    this.messages = new Messages(changes);
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
    const created_at = unixSeconds();
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
    const created = unixSeconds();
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
