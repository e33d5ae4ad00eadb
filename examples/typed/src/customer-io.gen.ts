// Written by @cio/codegen from a workspace of Customer.io. Do not edit: `npx @cio/codegen pull` writes it again.
/* eslint-disable */
import { typed } from '@cio/tracking-plan';

/** The data that the templates of each transactional message read. */
export interface MessageData {
  /** order_confirmation (transactional message 2). */
  readonly order_confirmation: {
    readonly gift?: {
      readonly name: string | number | boolean;
    } | null | undefined;
    readonly order: {
      readonly number: string | number | boolean;
      readonly total: string | number;
    };
  };
  /** welcome (transactional message 1). */
  readonly welcome: Readonly<Record<string, never>>;
}

/** The transactional messages: their ids. */
export const messages = {
  /** order_confirmation (transactional message 2). */
  order_confirmation: 2,
  /** welcome (transactional message 1). */
  welcome: 1,
} as const;

/** The data that the messages of each API-triggered broadcast read. */
export interface BroadcastData {
  /** Announcement (broadcast 1). */
  readonly announcement: {
    readonly text: string | number | boolean;
  };
}

/** The API-triggered broadcasts: their ids. */
export const broadcasts = {
  /** Announcement (broadcast 1). */
  announcement: 1,
} as const;

/** The segments: their ids. */
export const segments = {
  /** Everyone (segment 1). */
  everyone: 1,
} as const;

/** The subscription topics: their keys in preferences. */
export const topics = {
  /** News (topic topic_1). What is new */
  news: 'topic_1',
} as const;

/** The object types: their ids. */
export const objectTypes = {
  /** Companies (object type 1). */
  companies: 1,
} as const;

/** The newsletters: their ids. */
export const newsletters = {} as const;

/** The campaigns: their ids. */
export const campaigns = {
  /** Onboarding (campaign 1). */
  onboarding: 1,
} as const;

/** The sender identities: their ids. */
export const senders = {
  /** Shop (sender 1). */
  shop: 1,
} as const;

/** The collections: their ids. */
export const collections = {} as const;

/** The columns of each collection. Customer.io does not tell their types. */
export interface CollectionRows extends Readonly<Record<string, never>> {}

/** The messages and object types as a part of a tracking plan: `definePlan({ ...workspace, events: { … } })`. */
export const workspace = {
  transactional: {
    /** order_confirmation (transactional message 2). */
    order_confirmation: { id: 2, data: typed<MessageData['order_confirmation']>() },
    /** welcome (transactional message 1). */
    welcome: { id: 1, data: typed<MessageData['welcome']>() },
  },
  broadcasts: {
    /** Announcement (broadcast 1). */
    announcement: { id: 1, data: typed<BroadcastData['announcement']>() },
  },
  objects: {
    /** Companies (object type 1). */
    companies: { id: 1 },
  },
} as const;
