// What the emulator's own routes respond with. The page reads the same.

/** A page of a list, the newest first. */
export interface ListPage<T> {
  items: T[];
  /** The `cursor` of the next page; null where this is the last. */
  next: string | null;
  /** How many there are, whatever was searched for. */
  total: number;
}

export interface PersonRef {
  cio_id: string;
  id: string | null;
  email: string | null;
}

export interface MessageSummary {
  /** The delivery id. */
  id: string;
  /** The channel: `email`, `push`, `twilio`, `whatsapp`, `in_app`, `inbox` … */
  type: string;
  recipient: string;
  subject: string | null;
  /** The first words of its text. */
  preview: string;
  /** Unix seconds. */
  created: number;
  /** What became of it last: `created`, `sent`, `delivered`, `opened`, `failed` … */
  state: string;
  /** When each thing happened to it first; unix seconds. */
  metrics: Record<string, number>;
  failure_message: string | null;
  person: PersonRef | null;
  /** What it came from. */
  source: Record<string, number>;
  /** The name of that. */
  source_name: string | null;
  attachment_count: number;
}

export interface LiquidFailure {
  field: string;
  message: string;
  line: number | null;
  column: number | null;
  /** The lines of the template around it. */
  excerpt: { line: number; text: string }[];
}

export interface MessageDetail extends MessageSummary {
  /** From, To, Subject and the rest, as they are sent. */
  headers: { name: string; value: string }[];
  /** The plain text: its own, or made from the HTML. */
  text: string;
  /** Whether `…/html` has a body. */
  has_html: boolean;
  /** Whether its content was not kept: `disable_message_retention`. */
  forgotten: boolean;
  /** The addresses that it links to, in order. */
  links: string[];
  attachments: { name: string; bytes: number; available: boolean }[];
  /** The templates that it was rendered from, by field. */
  templates: Record<string, string>;
  /** What Liquid had. */
  data: { customer: Record<string, unknown>; trigger: unknown };
  liquid_error: LiquidFailure | null;
  transactional: { id: number; name: string } | null;
  /** The request that sent it, while that is kept. */
  request_id: string | null;
  webhooks: WebhookSummary[];
}

export interface PersonSummary extends PersonRef {
  /** Unix seconds; null where it was never set. */
  updated: number | null;
  events: number;
  attributes: Record<string, unknown>;
  unsubscribed: boolean;
}

export interface PersonDetail extends PersonSummary {
  attribute_list: { name: string; value: unknown; updated: number | null }[];
  devices: {
    id: string;
    platform: string;
    last_used: number | null;
    attributes: Record<string, unknown>;
  }[];
  relationships: { object: ObjectRef; attributes: Record<string, unknown>; changed: number }[];
  segments: { id: number; name: string; type: string }[];
  preferences: {
    topics: { id: number; identifier: string; name: string; subscribed: boolean; chosen: boolean }[];
    channels: { type: string; name: string; subscribed: boolean; chosen: boolean }[];
  };
  message_count: number;
}

/** One thing that happened to a person. */
export interface TimelineItem {
  id: string;
  type: string;
  name: string | null;
  timestamp: number;
  data: Record<string, unknown>;
  delivery_id: string | null;
}

export interface ObjectRef {
  cio_object_id: string;
  object_type_id: string;
  object_id: string;
  /** The type's name. */
  type_name: string;
}

export interface ObjectSummary extends ObjectRef {
  attributes: Record<string, unknown>;
  people: number;
}

export interface ObjectDetail extends ObjectSummary {
  attribute_list: { name: string; value: unknown; updated: number | null }[];
  related: { person: PersonRef; attributes: Record<string, unknown> }[];
  events: EventView[];
}

export interface EventView {
  id: string;
  name: string;
  type: string;
  timestamp: number;
  data: Record<string, unknown>;
  anonymous_id: string | null;
  person: PersonRef | null;
}

export interface Effect {
  topic: 'people' | 'messages' | 'events' | 'objects' | 'dropped' | 'workspace';
  id: string;
  action: string;
  /** What it is called, where it is still there. */
  label: string | null;
}

export interface RequestSummary {
  id: string;
  /** The site id of its workspace; null where none can be told: it is in the lists of all. */
  workspace: string | null;
  received_at: number;
  method: string;
  path: string;
  operation: string | null;
  /** Null where the connection was broken, or there is no response yet. */
  status: number | null;
  duration_ms: number | null;
  /** Why it was rejected, in the response's words. */
  reason: string | null;
  fault: string | null;
  /** How much of it Customer.io would drop without a word. */
  dropped: number;
  effect_count: number;
}

export interface RequestDetail extends RequestSummary {
  headers: Record<string, string>;
  body: string;
  response: { headers: Record<string, string>; body: string } | null;
  effects: Effect[];
  /** The same request for a shell, with variables in place of the credentials. */
  curl: string;
}

interface WebhookAttemptView {
  at: number;
  timestamp: number;
  signature: string;
  status: number;
  duration_ms: number;
  error?: string;
  response?: string;
}

export interface WebhookSummary {
  id: string;
  created_at: number;
  url: string;
  /** `email.opened` and so on. */
  type: string;
  state: 'queued' | 'sending' | 'waiting' | 'delivered' | 'failed';
  attempt_count: number;
  /** The receiver's last status; null before the first attempt, 0 where there was no response. */
  status: number | null;
  next_attempt_at: number | null;
}

export interface WebhookDetail extends WebhookSummary {
  event: Record<string, unknown>;
  attempts: WebhookAttemptView[];
  person: PersonRef | null;
  message_id: string | null;
}

export interface FaultView {
  id: number;
  fault: Record<string, unknown>;
  skip: number;
  left: number | null;
}

export interface LimitsView {
  enforced: boolean;
  usage: { limit: string; used: number; of: number; resets_in_ms: number }[];
}

/** An entity that people make in Customer.io, such as a segment or an export. */
export interface EntityView {
  id: number;
  [field: string]: unknown;
}

/** How many there are of everything. */
export interface Counts {
  people: number;
  objects: number;
  events: number;
  messages: number;
  requests: number;
  webhooks: number;
  faults: number;
  segments: number;
  campaigns: number;
  broadcasts: number;
  newsletters: number;
  transactional: number;
  exports: number;
  imports: number;
  duplicates: number;
  suppressed: number;
  submissions: number;
  metrics: number;
  dropped: number;
  /** The site id of the workspace, and those of all. */
  workspace: string;
  workspaces: readonly string[];
  /** The workspace's time, in milliseconds since 1970. */
  now: number;
  /** Where webhooks go by default; null without a receiver. */
  webhook_url: string | null;
}

export interface Summary extends Omit<Counts, 'dropped'> {
  /** What was accepted and not done: the newest 10,000. */
  dropped: readonly { operation: string; reason: string }[];
}

/** What the event stream tells: the newest ids of what changed, by topic. */
export type LiveUpdate = Partial<Record<LiveTopic, string[]>>;

export type LiveTopic =
  | 'people'
  | 'messages'
  | 'events'
  | 'objects'
  | 'dropped'
  | 'workspace'
  | 'requests'
  | 'webhooks'
  | 'faults'
  | 'reset';
