/** What became of a message that another channel delivered for Customer.io. */
export interface Metric {
  /** The `CIO-Delivery-ID` of the message. */
  delivery_id: string;
  /** Which of these a channel knows differs: a push is only `converted`, `delivered` or `opened`. */
  metric: 'bounced' | 'clicked' | 'converted' | 'deferred' | 'delivered' | 'dropped' | 'opened' | 'spammed';
  /** Unix seconds. */
  timestamp?: number | Date;
  recipient?: string | number;
  /** Why, for a failure. */
  reason?: string;
  /** The link that was clicked. */
  href?: string;
  /** What was tapped in an in-app message. */
  metadata?: {
    action_name?: string;
    action_value?: string;
    [key: string]: unknown;
  };
}

/** What became of a push. */
export interface PushEvent {
  delivery_id: string;
  event: 'opened' | 'converted' | 'delivered';
  /** The push token. */
  device_id: string;
  /** Unix seconds. */
  timestamp?: number | Date;
}
