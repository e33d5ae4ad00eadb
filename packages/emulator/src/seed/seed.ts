import type { CampaignStep } from '../engine/definitions.js';
import type { Conditions } from '../store/app-entities.js';

/** What a workspace has at its start, as a seed file says it. Everything is optional. */
export interface Seed {
  /** Topics that people subscribe to. Their identifiers are `topic_1`, `topic_2` and so on, in the order of the list. */
  topics?: SeedTopic[];
  /** Who messages come from. Default one, `Shop <shop@example.com>`. */
  senders?: SeedSender[];
  /** The types of objects. Default one: 1, companies. */
  object_types?: SeedObjectType[];
  /** Texts that every message can use, by name: `{{snippets.name}}`. */
  snippets?: Record<string, string>;
  people?: SeedPerson[];
  objects?: SeedObject[];
  /** Segments with conditions, or with members. Number 1 is everyone. */
  segments?: SeedSegment[];
  /** Transactional messages. */
  templates?: SeedTemplate[];
  campaigns?: SeedCampaign[];
  /** Broadcasts that the API triggers. */
  broadcasts?: SeedBroadcast[];
  /** Newsletters that are not sent yet. */
  newsletters?: SeedNewsletter[];
  /** Reporting webhooks. */
  webhooks?: SeedWebhook[];
}

export interface SeedTopic {
  name: string;
  description?: string;
  /** Whether people are subscribed who did not choose. Default true. */
  subscribed_by_default?: boolean;
}

export interface SeedSender {
  name: string;
  email: string;
}

export interface SeedObjectType {
  id: number;
  name: string;
  singular_name?: string;
}

/** A person: with an id, an email address, or both. */
export interface SeedPerson {
  id?: string | number;
  email?: string;
  attributes?: Record<string, unknown>;
  devices?: { id: string; platform: 'ios' | 'android' }[];
  /** Whether they are subscribed, by the name of a topic. Default: as the topic says. */
  topics?: Record<string, boolean>;
  events?: SeedEvent[];
}

export interface SeedEvent {
  name: string;
  data?: Record<string, unknown>;
  /** How long ago it happened: `90s`, `15 minutes`, `2 days`. Default: now. */
  ago?: string;
}

/** An object, and the people who are related to it. */
export interface SeedObject {
  /** Its type. Default 1. */
  type?: number;
  id: string | number;
  attributes?: Record<string, unknown>;
  people?: {
    /** An id or an email address. */
    person: string | number;
    /** The attributes of the relationship. */
    attributes?: Record<string, unknown>;
  }[];
}

/** Conditions, which may name a segment of before in place of its number: `segment: Gold`. */
export type SeedConditions =
  | Exclude<Conditions, { and: unknown } | { or: unknown } | { not: unknown } | { segment: unknown }>
  | { and: SeedConditions[] }
  | { or: SeedConditions[] }
  | { not: SeedConditions }
  | { segment: string | { id: number } };

export interface SeedSegment {
  name: string;
  description?: string;
  /** Who is in it. */
  conditions?: SeedConditions;
  /** The ids or email addresses of a manual segment's members. */
  members?: (string | number)[];
}

/** What a message says. All of it is Liquid. */
export interface SeedContent {
  subject?: string;
  body?: string;
  preheader_text?: string;
  from?: string;
  reply_to?: string;
  cc?: string;
  bcc?: string;
}

export interface SeedTemplate extends SeedContent {
  name: string;
  /** Its number. Default: the next one. */
  id?: number;
  /** Default `email`. */
  channel?: 'email' | 'push' | 'twilio' | 'whatsapp' | 'in_app';
  /** What is different in other languages, by language. */
  translations?: Record<string, SeedContent>;
}

export interface SeedStep extends Omit<CampaignStep, 'delay_seconds' | 'recipient'> {
  /** How long after the step before, or after the event, it is sent: `10 minutes`, `2 days`. Default: at once. */
  delay?: string;
}

export interface SeedCampaign {
  name: string;
  /** The event that starts it. */
  event: string;
  /** The names of the segments that the person has to be in. */
  filter_segments?: string[];
  steps: SeedStep[];
}

export interface SeedBroadcast extends SeedContent {
  name: string;
  /** Who it is for, where a trigger names nobody. Default everyone. */
  recipients?: SeedConditions;
}

export interface SeedNewsletter extends SeedContent {
  name: string;
  /** The name of its segment. */
  segment: string;
  /** The name of its topic. */
  topic?: string;
}

export interface SeedWebhook {
  name: string;
  /** An http or https URL. */
  url: string;
  /** What is reported: `email_delivered`, `customer_unsubscribed` and so on. */
  events: string[];
  /** Whether `email_sent` has what the message said. Default false. */
  with_content?: boolean;
}
