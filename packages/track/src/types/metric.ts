/** The status of a message that Customer.io made and another system delivered. */
export interface Metric {
  /** The `CIO-Delivery-ID` of the message. */
  delivery_id: string;
  /** What happened to the message. A push notification can only be `converted`, `delivered` or `opened`. */
  metric: 'bounced' | 'clicked' | 'converted' | 'deferred' | 'delivered' | 'dropped' | 'opened' | 'spammed';
  /** When it happened: unix seconds or a `Date`. Default: when Customer.io receives it. */
  timestamp?: number | Date | undefined;
  /** The address that the message was sent to. */
  recipient?: string | number | undefined;
  /** Why the message was not delivered. */
  reason?: string | undefined;
  /** The URL of the link that was clicked. */
  href?: string | undefined;
  /** What was clicked in an in-app message: these, and any keys of your own. */
  metadata?:
    | {
        /** The name of the action. */
        action_name?: string | undefined;
        /** The value of the action, such as its URL. */
        action_value?: string | undefined;
        [key: string]: unknown;
      }
    | undefined;
}

/** The status of a push notification. */
export interface PushEvent {
  /** The `CIO-Delivery-ID` of the push notification. */
  delivery_id: string;
  /** What happened to the push notification. */
  event: 'opened' | 'converted' | 'delivered';
  /** The push token of the device. */
  device_id: string;
  /** When it happened: unix seconds or a `Date`. Default: when Customer.io receives it. */
  timestamp?: number | Date | undefined;
}
