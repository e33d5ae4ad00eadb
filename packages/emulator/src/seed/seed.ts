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
  /** People, with what they did and have. */
  people?: SeedPerson[];
  /** Objects, with the people who are related to them. */
  objects?: SeedObject[];
  /** Segments with conditions, or with members. Number 1 is everyone. */
  segments?: SeedSegment[];
  /** Transactional messages. */
  templates?: SeedTemplate[];
  /** Campaigns that an event starts, or a segment. */
  campaigns?: SeedCampaign[];
  /** Broadcasts that the API triggers. */
  broadcasts?: SeedBroadcast[];
  /** Newsletters that are not sent yet. */
  newsletters?: SeedNewsletter[];
  /** Reporting webhooks. */
  webhooks?: SeedWebhook[];
}

/** A topic that people subscribe to. */
export interface SeedTopic {
  /** Its name, by which people's choices name it. */
  name: string;
  /** What people are told of it. */
  description?: string;
  /** Whether people are subscribed who did not choose. Default true. */
  subscribed_by_default?: boolean;
}

/** Who messages come from. */
export interface SeedSender {
  /** The name before the address. */
  name: string;
  /** The address. */
  email: string;
}

/** A type of objects. */
export interface SeedObjectType {
  /** Its number, which objects name. */
  id: number;
  /** Its name: `Companies`. */
  name: string;
  /** The name of one: `Company`. Default: its name. */
  singular_name?: string;
}

/** A person: with an id, an email address, or both. */
export interface SeedPerson {
  /** Their id, at most 150 bytes. */
  id?: string | number;
  /** Their email address. */
  email?: string;
  /** Their attributes, within Customer.io's limits. */
  attributes?: Record<string, unknown>;
  /** Their devices, by push token. */
  devices?: { id: string; platform: 'ios' | 'android' }[];
  /** Whether they are subscribed, by the name of a topic. Default: as the topic says. */
  topics?: Record<string, boolean>;
  /** What they did before. It starts no campaign. */
  events?: SeedEvent[];
}

/** Something that a person did. */
export interface SeedEvent {
  /** The event's name, at most 100 bytes. */
  name: string;
  /** The event's data. */
  data?: Record<string, unknown>;
  /** How long ago it happened: `90s`, `15 minutes`, `2 days`. Default: now. */
  ago?: string;
}

/** An object, and the people who are related to it. */
export interface SeedObject {
  /** Its type. Default 1. */
  type?: number;
  /** Its id in its type, at most 150 bytes. */
  id: string | number;
  /** Its attributes. */
  attributes?: Record<string, unknown>;
  /** Who is related to it. They have to be among the people. */
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

/** A segment, with either conditions or members. */
export interface SeedSegment {
  /** Its name, which no other segment has. */
  name: string;
  /** What it is for. */
  description?: string;
  /** Who is in it, evaluated when it is read. */
  conditions?: SeedConditions;
  /** The ids or email addresses of a manual segment's members. */
  members?: (string | number)[];
}

/** What a message says. All of it is Liquid. */
export interface SeedContent {
  /** The subject of an email, or the title of a push. */
  subject?: string;
  /** The HTML of an email, or the text of another message. */
  body?: string;
  /** The text that mail clients show beside the subject. */
  preheader_text?: string;
  /** The sender: `Shop <shop@example.com>`. */
  from?: string;
  /** Where replies go. */
  reply_to?: string;
  /** Addresses of copies, with commas between. */
  cc?: string;
  /** Addresses of blind copies, with commas between. */
  bcc?: string;
}

/** A transactional message. */
export interface SeedTemplate extends SeedContent {
  /** Its name, which sends may name it by. */
  name: string;
  /** Its number. Default: the next one. */
  id?: number;
  /** Default `email`. */
  channel?: 'email' | 'push' | 'twilio' | 'whatsapp' | 'in_app';
  /** What is different in other languages, by language. */
  translations?: Record<string, SeedContent>;
}

/** An email of a campaign. */
export interface SeedStep extends Omit<CampaignStep, 'delay_seconds' | 'recipient'> {
  /** How long after the step before, or after its start, it is sent: `10 minutes`, `2 days`. Default: at once. */
  delay?: string;
}

/** A campaign that an event starts, or that a person comes into segments. */
export interface SeedCampaign {
  /** Its name. */
  name: string;
  /** The event's name. Either this or `segments`. */
  event?: string;
  /** The names of the segments: it starts for a person who comes into all of them, and not for the people of the seed. */
  segments?: string[];
  /** How often a person starts it who comes into the segments again. Default `once`. */
  frequency?: 'once' | 'every_time';
  /** The names of the segments that the person has to be in. */
  filter_segments?: string[];
  /** Its emails, in order. */
  steps: SeedStep[];
}

/** A broadcast that the API triggers. */
export interface SeedBroadcast extends SeedContent {
  /** Its name. */
  name: string;
  /** Who it is for, where a trigger names nobody. Default everyone. */
  recipients?: SeedConditions;
}

/** A newsletter that is not sent yet. */
export interface SeedNewsletter extends SeedContent {
  /** Its name. */
  name: string;
  /** The name of its segment. */
  segment: string;
  /** The name of its topic. */
  topic?: string;
}

/** A reporting webhook. */
export interface SeedWebhook {
  /** Its name. */
  name: string;
  /** An http or https URL. */
  url: string;
  /** What is reported: `email_delivered`, `customer_unsubscribed` and so on. */
  events: string[];
  /** Whether `email_sent` has what the message said. Default false. */
  with_content?: boolean;
}
