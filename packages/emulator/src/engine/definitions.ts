// What people make in Customer.io's own pages, and no API can make: segments with conditions, campaigns, broadcasts.
import { requireOneOf, requireText, ValidationError } from '@cio/core';
import type {
  CampaignFrequency,
  Conditions,
  MessageContent,
  StoredAction,
  StoredBroadcast,
  StoredCampaign,
  StoredNewsletter,
  StoredSegment,
  StoredSegmentCampaign,
} from '../store/app-entities.js';
import type { AppStore } from '../store/app-store.js';
import { checkConditions } from './conditions.js';
import { recordMembers } from './segment-campaigns.js';
import type { WorkspaceState } from './workspace-state.js';

/** A segment. Its members are those who meet its conditions at the moment; without any, those who are put into it. */
export interface SegmentDefinition {
  /** Its name, which no other segment has. */
  name: string;
  /** What it is for. */
  description?: string;
  /** Who is in it. */
  conditions?: Conditions;
}

/** An email of a campaign. */
export interface CampaignStep extends MessageContent {
  /** Default the number of the step. */
  name?: string;
  /** How long after the step before, or after the event, it is sent; seconds. Default 0: at once. */
  delay_seconds?: number;
  /** Default `automatic`: it is sent. `draft`: it is made, and not sent. */
  sending_state?: 'automatic' | 'draft' | 'off';
}

/** A campaign that an event of a person triggers, or that they come into a segment. */
export type CampaignDefinition = CampaignContent & (EventTrigger | SegmentTrigger);

interface CampaignContent {
  /** Its name. */
  name: string;
  /** The segments that the person has to be in, all of them, at each step. */
  filter_segment_ids?: readonly number[];
  /** Its emails, in order. */
  steps: readonly CampaignStep[];
}

interface EventTrigger {
  /** The event's name. Its data are `event` in Liquid. */
  event_name: string;
  trigger_segment_ids?: undefined;
  frequency?: undefined;
}

interface SegmentTrigger {
  event_name?: undefined;
  /**
   * It starts for a person who comes into these segments, when they are in all of them. Who is in them when it is added has to
   * leave first. It ends for a person who leaves them.
   */
  trigger_segment_ids: readonly number[];
  /** Default `once`: whoever has been through it does not start it again. `every_time`: they do when they come in again. */
  frequency?: CampaignFrequency;
}

/** A newsletter that is not sent yet. */
export interface NewsletterDefinition extends MessageContent {
  name: string;
  /** Who it is for. */
  segment_id: number;
  topic_id?: number;
}

/** A broadcast that the API triggers. */
export interface BroadcastDefinition extends MessageContent {
  /** Its name. */
  name: string;
  /** Who it is for, where a trigger names nobody. Default everyone. */
  recipients?: Conditions;
}

/** Adds a segment. */
export function addSegment(app: AppStore, definition: SegmentDefinition): StoredSegment {
  const { name, description = '', conditions } = definition;
  requireText('name', name);
  if (app.segments.by('name', name).size > 0) {
    throw new ValidationError('name', `there is a segment with the name ${name} already`);
  }
  if (conditions !== undefined) checkConditions(app, conditions, 'conditions');
  const at = app.clock.unixSeconds();
  const segment = app.segments.add({
    name,
    description,
    state: 'finished',
    progress: null,
    type: conditions === undefined ? 'manual' : 'dynamic',
    tags: null,
    created_at: at,
    updated_at: at,
    ...(conditions !== undefined && { conditions }),
  });
  app.segments.update(segment, { deduplicate_id: `${segment.id}:${at}` });
  return segment;
}

/** Adds a campaign, running. */
export function addCampaign(state: WorkspaceState, definition: CampaignDefinition): StoredCampaign {
  const { app } = state;
  const { name, event_name, trigger_segment_ids, frequency, filter_segment_ids = [], steps } = definition;
  requireText('name', name);
  checkSegments(app, 'filter_segment_ids', filter_segment_ids);
  const at = app.clock.unixSeconds();
  const common = {
    name,
    active: true,
    state: 'running' as const,
    tags: [],
    actions: [],
    filter_segment_ids: [...filter_segment_ids],
    first_started: at,
    created: at,
    updated: at,
  };
  if (trigger_segment_ids === undefined) {
    requireText('event_name', event_name);
    const campaign = app.campaigns.add({ ...common, type: 'event', event_name });
    return addSteps(app, campaign, steps);
  }
  if (event_name !== undefined)
    throw new ValidationError('event_name', 'expected none with trigger_segment_ids');
  if (trigger_segment_ids.length === 0) {
    throw new ValidationError('trigger_segment_ids', 'expected at least one segment');
  }
  checkSegments(app, 'trigger_segment_ids', trigger_segment_ids);
  if (frequency !== undefined) requireOneOf('frequency', frequency, ['once', 'every_time']);
  const campaign = app.campaigns.add({
    ...common,
    type: 'segment',
    trigger_segment_ids: [...trigger_segment_ids],
    ...(frequency !== undefined && { frequency }),
  });
  addSteps(app, campaign, steps);
  recordMembers(state, campaign as StoredSegmentCampaign);
  return campaign;
}

function checkSegments(app: AppStore, field: string, ids: readonly number[]): void {
  for (const [index, id] of ids.entries()) {
    if (app.segments.get(id)) continue;
    throw new ValidationError(`${field}[${index}]`, 'expected the id of a segment that is there already');
  }
}

function addSteps(app: AppStore, campaign: StoredCampaign, steps: readonly CampaignStep[]): StoredCampaign {
  const actions = steps.map(({ delay_seconds = 0, ...content }, index) => {
    const action = addAction(app, {
      name: `Email ${index + 1}`,
      ...content,
      delay_seconds,
      campaign_id: campaign.id,
    });
    return { id: action.id, type: action.type };
  });
  app.campaigns.update(campaign, { deduplicate_id: `${campaign.id}:${campaign.created}`, actions });
  return campaign;
}

/** Adds a broadcast with one email. */
export function addBroadcast(app: AppStore, definition: BroadcastDefinition): StoredBroadcast {
  const { name, recipients, ...content } = definition;
  requireText('name', name);
  if (recipients) checkConditions(app, recipients, 'recipients');
  const at = app.clock.unixSeconds();
  const broadcast = app.broadcasts.add({
    name,
    type: 'triggered_broadcast',
    active: true,
    state: 'running',
    tags: [],
    actions: [],
    msg_template_ids: [],
    first_started: at,
    created: at,
    updated: at,
    ...(recipients && { recipients }),
  });
  const { id } = addAction(app, { name, ...content, broadcast_id: broadcast.id });
  app.broadcasts.update(broadcast, {
    deduplicate_id: `${broadcast.id}:${at}`,
    actions: [{ id, type: 'email' }],
  });
  return broadcast;
}

/** Adds a newsletter that is not sent yet, with one email. */
export function addNewsletter(app: AppStore, definition: NewsletterDefinition): StoredNewsletter {
  const { name, segment_id, topic_id, ...content } = definition;
  const at = app.clock.unixSeconds();
  const newsletter = app.newsletters.add({
    name,
    type: 'email',
    recipients: { and: [{ or: [{ segment: { id: segment_id } }] }] },
    content_ids: [],
    test_groups: [],
    tags: [],
    recipient_segment_ids: [segment_id],
    created: at,
    updated: at,
    sent_at: null,
    ...(topic_id !== undefined && { subscription_topic_id: topic_id }),
  });
  const deduplicate_id = `${newsletter.id}:${at}`;
  const added = app.contents.add({
    type: 'email',
    name,
    language: '',
    headers: '[]',
    ...content,
    newsletter_id: newsletter.id,
    deduplicate_id,
  });
  app.newsletters.update(newsletter, { deduplicate_id, content_ids: [added.id] });
  return newsletter;
}

function addAction(app: AppStore, fields: Partial<StoredAction> & { name: string }): StoredAction {
  const at = app.clock.unixSeconds();
  const action = app.actions.add({
    type: 'email',
    language: '',
    body: '',
    subject: '',
    headers: '[]',
    from_id: 1,
    recipient: '{{customer.email}}',
    sending_state: 'automatic',
    translations: new Map(),
    created: at,
    updated: at,
    ...fields,
  });
  app.actions.update(action, { deduplicate_id: `${action.id}:${at}` });
  return action;
}
