// Made by `pnpm generate` from packages/contract. Change it there.

export type anonymousEventsRequest =
  | {
    anonymous_id?: anonymous_id;
    name: string;
    id?: dedupe_id;
    type?: 'event' | 'page' | 'screen';
    /** Unix seconds. */
    timestamp?: number;
    data?: {
      from_address?: from_address;
      reply_to?: reply_to_settable;
      [key: string]: unknown;
    };
  }
  | {
    anonymous_id?: anonymous_id;
    name: string;
    id?: dedupe_id;
    type: 'page';
    /** Unix seconds. */
    timestamp?: number;
    data?: Record<string, unknown>;
  }
  | {
    anonymous_id?: anonymous_id;
    name: string;
    id?: dedupe_id;
    type: 'screen';
    /** Unix seconds. */
    timestamp?: number;
    data?: Record<string, unknown>;
  };

export type anonymous_id = string;

export type cio_id = string;

export interface cio_subscription_preferences {
  topics?: Record<string, boolean>;
  channels?: Record<string, boolean>;
}

export type customer_id = string | null;

export type dedupe_id = string;

export interface delivery_operations {
  type: 'delivery';
  action: 'event';
  identifiers: {
    id?: string;
  };
  name: 'opened' | 'converted' | 'delivered';
  attributes: {
    device_token: string;
  };
}

export interface device_object {
  id: string;
  /** Unix seconds. */
  last_used?: number;
  platform: 'ios' | 'android';
  attributes?: {
    device_os?: string;
    device_model?: string;
    app_version?: string;
    cio_sdk_version?: string;
    _last_status?: '' | 'bounced' | 'sent' | 'suppressed';
    device_locale?: string;
    push_enabled?: 'true' | 'false';
    [key: string]: string | number | boolean | null | undefined;
  };
}

export interface device_object_common {
  /** Unix seconds. */
  last_used?: number;
  platform: 'ios' | 'android';
  attributes?: {
    device_os?: string;
    device_model?: string;
    app_version?: string;
    cio_sdk_version?: string;
    _last_status?: '' | 'bounced' | 'sent' | 'suppressed';
    device_locale?: string;
    push_enabled?: 'true' | 'false';
    [key: string]: string | number | boolean | null | undefined;
  };
}

export type email_address = string | null;

export type errors = {
  reason?: string;
  field?: string;
  message?: string;
}[];

export type eventsRequest =
  | {
    name: string;
    id?: dedupe_id;
    type?: 'event';
    /** Unix seconds. */
    timestamp?: number;
    data?: {
      recipient?: recipient;
      from_address?: from_address;
      reply_to?: reply_to_settable;
      [key: string]: unknown;
    };
  }
  | {
    name: string;
    id?: dedupe_id;
    type: 'page';
    /** Unix seconds. */
    timestamp?: number;
    data?: Record<string, unknown>;
  }
  | {
    anonymous_id?: anonymous_id;
    name: string;
    id?: dedupe_id;
    type: 'screen';
    /** Unix seconds. */
    timestamp?: number;
    data?: Record<string, unknown>;
  };

export type from_address = string;

export interface identify_person {
  type: 'person';
  identifiers: {
    id: string | number;
  } | {
    email: not_nullable_email_address;
  } | {
    phone: string;
  } | {
    cio_id: cio_id;
  };
  action: 'identify';
  timestamp?: number;
  attributes?: {
    cio_subscription_preferences?: cio_subscription_preferences;
    /** Default `false`. */
    _update?: boolean;
    [key: string]: unknown;
  };
  cio_relationships?: object_relationships;
}

export type not_nullable_customer_id = string | number;

export type not_nullable_email_address = string;

export interface object_add_relationships {
  identifiers?: {
    object_type_id: object_type_id;
    object_id: string;
  } | {
    cio_object_id: string;
  };
  type: 'object';
  action: 'add_relationships';
  cio_relationships: v2_cio_relationships;
}

export type object_attributes = Record<string, unknown>;

export interface object_common {
  identifiers?: {
    object_type_id: object_type_id;
    object_id: string;
  } | {
    cio_object_id: string;
  };
  type: 'object';
}

export interface object_common_identify {
  identifiers: {
    object_type_id: object_type_id;
    object_id: string;
  } | {
    cio_object_id: string;
  };
  type: 'object';
}

export interface object_delete {
  identifiers?: {
    object_type_id: object_type_id;
    object_id: string;
  } | {
    cio_object_id: string;
  };
  type: 'object';
  action: 'delete';
}

export interface object_delete_relationships {
  identifiers?: {
    object_type_id: object_type_id;
    object_id: string;
  } | {
    cio_object_id: string;
  };
  type: 'object';
  action: 'delete_relationships';
  cio_relationships: v2_cio_relationships;
}

export interface object_event {
  identifiers?: {
    object_type_id: object_type_id;
    object_id: string;
  } | {
    cio_object_id: string;
  };
  type: 'object';
  action: 'event';
  id?: string;
  name: string;
  timestamp?: number;
  attributes?: Record<string, unknown>;
}

export interface object_identifiers {
  identifiers?: {
    object_type_id: object_type_id;
    object_id: string;
  } | {
    cio_object_id: string;
  };
}

export interface object_identify {
  identifiers: {
    object_type_id: object_type_id;
    object_id: string;
  } | {
    cio_object_id: string;
  };
  type: 'object';
  action: 'identify';
  attributes?: object_attributes;
  cio_relationships?: v2_cio_relationships;
}

export interface object_identify_anonymous {
  identifiers: {
    object_type_id: object_type_id;
    object_id: string;
  } | {
    cio_object_id: string;
  };
  type: 'object';
  action: 'identify_anonymous';
  attributes?: object_attributes;
  cio_relationships?: {
    identifiers?: {
      anonymous_id?: anonymous_id;
    };
    relationship_attributes?: Record<string, unknown>;
  }[];
}

export type object_operations =
  | object_identify
  | object_identify_anonymous
  | object_delete
  | object_add_relationships
  | object_delete_relationships
  | object_event;

export type object_relationships = {
  identifiers?: {
    object_type_id: object_type_id;
    object_id: string;
  } | {
    cio_object_id: string;
  };
  relationship_attributes?: relationship_attributes;
}[];

export type object_type_id = string | number;

export interface person_add_device {
  type: 'person';
  identifiers: {
    id: string | number;
  } | {
    email: not_nullable_email_address;
  } | {
    phone: string;
  } | {
    cio_id: cio_id;
  };
  action: 'add_device';
  device: {
    token: string;
    /** Unix seconds. */
    last_used?: number;
    platform: 'ios' | 'android';
    attributes?: {
      device_os?: string;
      device_model?: string;
      app_version?: string;
      cio_sdk_version?: string;
      _last_status?: '' | 'bounced' | 'sent' | 'suppressed';
      device_locale?: string;
      push_enabled?: 'true' | 'false';
      [key: string]: string | number | boolean | null | undefined;
    };
  };
}

export interface person_add_relationships {
  type: 'person';
  identifiers: {
    id: string | number;
  } | {
    email: not_nullable_email_address;
  } | {
    phone: string;
  } | {
    cio_id: cio_id;
  };
  action: 'add_relationships';
  cio_relationships: object_relationships;
}

export interface person_common {
  type: 'person';
  identifiers: {
    id: string | number;
  } | {
    email: not_nullable_email_address;
  } | {
    phone: string;
  } | {
    cio_id: cio_id;
  };
}

export interface person_content {
  type: 'person';
  identifiers: {
    id: string | number;
  } | {
    email: not_nullable_email_address;
  } | {
    phone: string;
  } | {
    cio_id: cio_id;
  } | {
    anonymous_id: anonymous_id;
  };
  action: 'viewed_content' | 'clicked_content';
  id?: dedupe_id;
  name: string;
  timestamp?: number;
  attributes?: Record<string, unknown>;
}

export interface person_delete {
  type: 'person';
  identifiers: {
    id: string | number;
  } | {
    email: not_nullable_email_address;
  } | {
    phone: string;
  } | {
    cio_id: cio_id;
  };
  action: 'delete';
}

export interface person_delete_device {
  type: 'person';
  identifiers: {
    id: string | number;
  } | {
    email: not_nullable_email_address;
  } | {
    phone: string;
  } | {
    cio_id: cio_id;
  };
  action: 'delete_device';
  device: {
    token: string;
  };
}

export interface person_delete_relationships {
  type: 'person';
  identifiers: {
    id: string | number;
  } | {
    email: not_nullable_email_address;
  } | {
    phone: string;
  } | {
    cio_id: cio_id;
  };
  action: 'delete_relationships';
  cio_relationships: object_relationships;
}

export interface person_event {
  type: 'person';
  identifiers: {
    id: string | number;
  } | {
    email: not_nullable_email_address;
  } | {
    phone: string;
  } | {
    cio_id: cio_id;
  } | {
    anonymous_id: anonymous_id;
  };
  action: 'event';
  id?: dedupe_id;
  name: string;
  timestamp?: number;
  attributes?: {
    recipient?: string;
    from_address?: string;
    reply_to?: string;
    [key: string]: unknown;
  };
}

export interface person_merge {
  type: 'person';
  action: 'merge';
  primary: {
    id: string | number;
  } | {
    email: not_nullable_email_address;
  } | {
    cio_id: cio_id;
  };
  secondary: {
    id: string | number;
  } | {
    email: not_nullable_email_address;
  } | {
    cio_id: cio_id;
  };
}

export type person_operations =
  | identify_person
  | person_delete
  | person_event
  | person_screen
  | person_content
  | person_page
  | person_add_relationships
  | person_delete_relationships
  | person_add_device
  | person_delete_device
  | person_merge
  | person_suppress
  | person_unsuppress;

export interface person_or_anonymous_common {
  type: 'person';
  identifiers: {
    id: string | number;
  } | {
    email: not_nullable_email_address;
  } | {
    phone: string;
  } | {
    cio_id: cio_id;
  } | {
    anonymous_id: anonymous_id;
  };
}

export interface person_page {
  type: 'person';
  identifiers: {
    id: string | number;
  } | {
    email: not_nullable_email_address;
  } | {
    phone: string;
  } | {
    cio_id: cio_id;
  } | {
    anonymous_id: anonymous_id;
  };
  action: 'page';
  id?: dedupe_id;
  name: string;
  timestamp?: number;
  attributes?: {
    path?: string;
    referrer?: string;
    search?: string;
    title?: string;
    url?: string;
    keywords?: string[];
    [key: string]: unknown;
  };
}

export interface person_screen {
  type: 'person';
  identifiers: {
    id: string | number;
  } | {
    email: not_nullable_email_address;
  } | {
    phone: string;
  } | {
    cio_id: cio_id;
  } | {
    anonymous_id: anonymous_id;
  };
  action: 'screen';
  id?: dedupe_id;
  name: string;
  timestamp?: number;
  attributes?: Record<string, unknown>;
}

export interface person_suppress {
  type: 'person';
  identifiers: {
    id: string | number;
  } | {
    email: not_nullable_email_address;
  } | {
    phone: string;
  } | {
    cio_id: cio_id;
  };
  action: 'suppress';
}

export interface person_unsuppress {
  type: 'person';
  identifiers: {
    id: string | number;
  } | {
    email: not_nullable_email_address;
  } | {
    phone: string;
  } | {
    cio_id: cio_id;
  };
  action: 'unsuppress';
}

export type recipient = string;

export type relationship_attributes = Record<string, unknown>;

export type reply_to_settable = string;

export interface v1_cio_relationships {
  action?: 'add_relationships' | 'delete_relationships';
  relationships?: object_relationships;
}

export type v2_cio_relationships = {
  identifiers?: {
    id?: string | number;
  } | {
    email?: not_nullable_email_address;
  } | {
    cio_id?: cio_id;
  };
  relationship_attributes?: Record<string, unknown>;
}[];

/** The body of each operation that has one of JSON, by operation id. */
export interface RequestBodies {
  getRegion: undefined;
  identify: {
    id?: string | number;
    email?: string | null;
    anonymous_id?: anonymous_id;
    /** Unix seconds. */
    created_at?: number;
    _timestamp?: number;
    _update?: boolean;
    cio_relationships?: v1_cio_relationships;
    unsubscribed?: boolean;
    cio_subscription_preferences?: cio_subscription_preferences;
    [key: string]: unknown;
  };
  delete: undefined;
  add_device: {
    device: device_object;
  };
  delete_device: undefined;
  suppress: undefined;
  unsuppress: undefined;
  unsubscribe: {
    unsubscribe?: boolean;
  };
  track: eventsRequest;
  trackAnonymous: anonymousEventsRequest;
  submitForm: {
    data: {
      email: email_address;
      [key: string]: unknown;
    } | {
      id: customer_id;
      [key: string]: unknown;
    };
  };
  merge: {
    primary: {
      id?: not_nullable_customer_id;
    } | {
      email?: not_nullable_email_address;
    } | {
      cio_id?: cio_id;
    };
    secondary: {
      id?: not_nullable_customer_id;
    } | {
      email?: not_nullable_email_address;
    } | {
      cio_id?: cio_id;
    };
  };
  metrics: {
    delivery_id: string;
    /** Unix seconds. */
    timestamp?: number;
    metric:
      | 'bounced'
      | 'clicked'
      | 'converted'
      | 'deferred'
      | 'delivered'
      | 'dropped'
      | 'opened'
      | 'spammed';
    recipient?: string;
    reason?: string;
    href?: string;
  } | {
    delivery_id: string;
    /** Unix seconds. */
    timestamp?: number;
    metric: 'clicked' | 'converted' | 'opened';
    recipient?: string;
    href?: string;
    metadata?: {
      action_name?: string;
      action_value?: string;
      [key: string]: unknown;
    };
  } | {
    delivery_id: string;
    /** Unix seconds. */
    timestamp?: number;
    metric: 'converted' | 'delivered' | 'opened';
    recipient?: string;
  } | {
    delivery_id: string;
    /** Unix seconds. */
    timestamp?: number;
    metric: 'clicked' | 'converted' | 'delivered' | 'opened';
    href?: string;
  } | {
    delivery_id: string;
    /** Unix seconds. */
    timestamp?: number;
    metric: 'bounced' | 'clicked' | 'delivered' | 'opened';
    recipient?: number;
    reason?: string;
    href?: string;
  } | {
    delivery_id: string;
    /** Unix seconds. */
    timestamp?: number;
    metric:
      | 'bounced'
      | 'clicked'
      | 'converted'
      | 'deferred'
      | 'delivered'
      | 'dropped'
      | 'opened'
      | 'spammed';
    reason?: string;
    href?: string;
  };
  pushMetrics: {
    delivery_id?: string;
    event?: 'opened' | 'converted' | 'delivered';
    device_id?: string;
    /** Unix seconds. */
    timestamp?: number;
  };
  add_to_segment: {
    /** 1 to 1,000 items. */
    ids: string[];
  };
  remove_from_segment: {
    /** 1 to 1,000 items. */
    ids: string[];
  };
  entity: person_operations | object_operations | delivery_operations;
  batch: {
    batch?: (identify_person | person_delete | person_event | person_screen | person_content | person_page | person_add_relationships | person_delete_relationships | person_add_device | person_delete_device | person_merge | person_suppress | person_unsuppress | object_identify | object_identify_anonymous | object_delete | object_add_relationships | object_delete_relationships | object_event | delivery_operations)[];
  };
}
