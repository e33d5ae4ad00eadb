import type { ObjectInput } from '@cio/core';

/** A device that receives push notifications. */
export interface Device {
  /** The push token of the device. */
  id: string;
  /** The platform of the device. */
  platform: 'ios' | 'android';
  /** When the device was last used: unix seconds, as text too, or a `Date`. */
  last_used?: number | Date | string;
  /** Attributes of the device: these, and any keys of your own. */
  attributes?: {
    /** The operating system's version. */
    device_os?: string;
    /** The model of the device. */
    device_model?: string;
    /** The version of your app. */
    app_version?: string;
    /** The version of Customer.io's mobile SDK. */
    cio_sdk_version?: string;
    /** The locale of the device, such as `en-US`. */
    device_locale?: string;
    /** Whether the person allows push notifications, as text. */
    push_enabled?: 'true' | 'false';
    [attribute: string]: string | number | boolean | null | undefined;
  } | null;
}
