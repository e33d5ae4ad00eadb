/** Whom a message is about: a person by id, by anonymous id, or both. */
type PipelinesIdentifier =
  | {
      /** The id of the person. */
      userId: string | number;
      /** The id that the person had before they were known. */
      anonymousId?: string;
    }
  | {
      /** The id of somebody who is not known. */
      anonymousId: string;
      /** The id of the person. */
      userId?: string | number;
    };

/** Where a message comes from. */
export type PipelinesContext = Partial<{
  /** Whether the person is active. */
  active: boolean;
  /** The marketing campaign. */
  campaign: Partial<{ name: string; source: string; medium: string; term: string; content: string }>;
  /** The IP address. */
  ip: string;
  /** The library that sends the message. */
  library: { name: string; version: string };
  /** The language and country, such as `en-US`. */
  locale: string;
  /** The place. */
  location: Partial<{
    city: string;
    country: string;
    latitude: number;
    longitude: number;
    region: string;
    speed: number;
  }>;
  /** The page. */
  page: Partial<{ hash: string; path: string; referrer: string; search: string; title: string; url: string }>;
  /** Where the person came from. */
  referrer: Partial<{ type: string; name: string; url: string; link: string }>;
  /** The time zone, such as `Europe/Berlin`. */
  timezone: string;
  /** The group that the message belongs to. */
  groupId: string;
  /** Traits of the person, besides those of the message. */
  traits: Record<string, unknown>;
  /** The user agent. */
  userAgent: string;
  /** The client hints of the user agent. */
  userAgentData: Record<string, unknown>;
}>;

/** What every message may have. */
export type PipelinesCommon = Partial<{
  /** The id by which a repeat is recognized. Default: a new UUID. */
  messageId: string;
  /** When it happened, as ISO 8601. Default: now. */
  timestamp: string;
  /** Where it comes from. */
  context: PipelinesContext;
  /** The destinations that get it. */
  integrations: Record<string, boolean>;
}>;

/** Traits of a person. */
export type IdentifyPayload = PipelinesIdentifier &
  PipelinesCommon & {
    /** The traits. */
    traits?: Record<string, unknown>;
  };

/** An event. */
export type TrackPayload = PipelinesIdentifier &
  PipelinesCommon & {
    /** The name of the event. */
    event: string;
    /** What the event is about. */
    properties?: Record<string, unknown>;
  };

/** A view of a page. */
export type PagePayload = PipelinesIdentifier &
  PipelinesCommon & {
    /** The name of the page. */
    name?: string;
    /** The category of the page. */
    category?: string;
    /** What the view is about, such as the `url`. */
    properties?: Record<string, unknown>;
  };

/** A view of a screen of an app. */
export type ScreenPayload = PagePayload;

/** A person's belonging to a group. */
export type GroupPayload = PipelinesIdentifier &
  PipelinesCommon & {
    /** The id of the group. */
    groupId: string;
    /** Traits of the group. */
    traits?: Record<string, unknown>;
  };

/** Two ids of one person. */
export type AliasPayload = PipelinesCommon & {
  /** The id that the person has now. */
  userId: string | number;
  /** The id that the person had. */
  previousId: string | number;
};

/** A message of a batch. */
export type BatchItem =
  | ({ type: 'identify' } & IdentifyPayload)
  | ({ type: 'track' } & TrackPayload)
  | ({ type: 'page' } & PagePayload)
  | ({ type: 'screen' } & ScreenPayload)
  | ({ type: 'group' } & GroupPayload)
  | ({ type: 'alias' } & AliasPayload);
