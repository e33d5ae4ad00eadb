import type { StoredCampaign } from '../store/app-entities.js';
import type { AppStore } from '../store/app-store.js';

/** Adds one of everything that people make in Customer.io's own pages, and that no API can make. */
export function addInitialData(app: AppStore): void {
  const created = app.clock.unixSeconds();
  addBasics(app);
  addHiddenSender(app, created);
  const campaign = addCampaign(app, created);
  addBroadcast(app, created);
  addAttributeUpdate(app, campaign, created);
  addTransactional(app);
  app.topics.add({
    identifier: 'topic_1',
    name: 'News',
    description: 'What is new',
    subscribed_by_default: true,
  });
}

/**
 * Adds what every workspace has: the segment of everyone, a sender, channels, and a type of objects.
 *
 * @param others What is going to have senders or types of objects of its own.
 */
export function addBasics(app: AppStore, others: { senders?: unknown; object_types?: unknown } = {}): void {
  const created = app.clock.unixSeconds();
  app.segments.add({
    name: 'Everyone',
    description: '',
    state: 'finished',
    progress: null,
    type: 'dynamic',
    tags: null,
    deduplicate_id: `1:${created}`,
    created_at: created,
    updated_at: created,
  });
  app.channels.add({ type: 'email', name: 'Email', description: 'Letters', subscribed_by_default: true });
  app.channels.add({ type: 'twilio', name: 'SMS', description: 'Texts', subscribed_by_default: false });
  if (!others.senders) addSender(app, created);
  if (others.object_types) return;
  app.objectTypes.set('1', {
    id: '1',
    name: 'Companies',
    singular_name: 'Company',
    slug: 'companies',
    singular_slug: 'company',
    enabled: true,
    icon: 'building',
  });
}

const SENDER = { template_type: 'email', auto_generated: false } as const;

function addSender({ senderIdentities }: AppStore, created: number): void {
  senderIdentities.add({
    ...SENDER,
    name: 'Shop',
    email: 'shop@example.com',
    address: 'Shop <shop@example.com>',
    hidden: false,
    deduplicate_id: `1:${created}`,
  });
}

function addHiddenSender({ senderIdentities }: AppStore, created: number): void {
  senderIdentities.add({
    ...SENDER,
    name: 'Old shop',
    email: 'old@example.com',
    address: 'Old shop <old@example.com>',
    hidden: true,
    deduplicate_id: `2:${created}`,
  });
}

/** The content that steps have. */
function emailContent(created: number) {
  return {
    type: 'email',
    language: '',
    body: 'Hello {{customer.first_name}}',
    subject: 'Hello',
    headers: '[]',
    from_id: 1,
    recipient: '{{customer.email}}',
    sending_state: 'automatic',
    translations: new Map([
      ['fr', { language: 'fr', subject: 'Bonjour', body: 'Bonjour {{customer.first_name}}' }],
    ]),
    created,
    updated: created,
  } as const;
}

function addCampaign({ campaigns, actions }: AppStore, created: number): StoredCampaign {
  const campaign = campaigns.add({
    name: 'Onboarding',
    type: 'segment',
    // A running one would send an email to everyone who is created.
    active: false,
    state: 'draft',
    tags: [],
    actions: [],
    trigger_segment_ids: [1],
    filter_segment_ids: [],
    msg_templates: [],
    deduplicate_id: `1:${created}`,
    created,
    updated: created,
  });
  const { id, type } = actions.add({
    ...emailContent(created),
    name: 'Welcome',
    campaign_id: campaign.id,
    deduplicate_id: `1:${created}`,
  });
  campaigns.update(campaign, { actions: [{ id, type }] });
  return campaign;
}

function addAttributeUpdate(
  { actions, campaigns }: AppStore,
  campaign: StoredCampaign,
  created: number,
): void {
  const { id, type } = actions.add({
    name: 'Onboarded',
    type: 'attribute_update',
    language: '',
    body: '',
    recipient: '',
    campaign_id: campaign.id,
    deduplicate_id: `3:${created}`,
    translations: new Map(),
    created,
    updated: created,
  });
  campaigns.update(campaign, { actions: [...(campaign.actions ?? []), { id, type }] });
}

function addBroadcast({ broadcasts, actions }: AppStore, created: number): void {
  const broadcast = broadcasts.add({
    name: 'Announcement',
    type: 'triggered_broadcast',
    active: true,
    state: 'running',
    tags: [],
    actions: [],
    msg_template_ids: [],
    first_started: created,
    deduplicate_id: `1:${created}`,
    created,
    updated: created,
  });
  const announcement = actions.add({
    ...emailContent(created),
    name: 'Announcement',
    body: '{{trigger.text}}',
    broadcast_id: broadcast.id,
    deduplicate_id: `2:${created}`,
  });
  broadcasts.update(broadcast, { actions: [{ id: announcement.id, type: 'email' }] });
}

function addTransactional(app: AppStore): void {
  const welcome = { body: 'Hello {{customer.first_name}}', subject: 'Welcome' };
  const { id } = app.addTransactional('welcome', welcome);
  app.addTransactionalContent(id, {
    name: 'welcome',
    language: 'fr',
    subject: 'Bienvenue',
    body: 'Bonjour {{customer.first_name}}',
  });
}
