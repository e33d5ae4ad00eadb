import type { ObjectInput } from '@cio/core';

/** A device that receives push notifications. */
export interface Device {
  /** The push token of the device. */
  id: string;
  /** The platform of the device. */
  platform: 'ios' | 'android';
  /** When the device was last used: unix seconds, as text too, or a `Date`. */
  last_used?: number | Date | string | undefined;
  /** Attributes of the device: these, and any keys of your own. */
  attributes?:
    | ObjectInput<{
        /** The operating system's version. */
        device_os?: string | undefined;
        /** The model of the device. */
        device_model?: string | undefined;
        /** The version of your app. */
        app_version?: string | undefined;
        /** The version of Customer.io's mobile SDK. */
        cio_sdk_version?: string | undefined;
        /** The locale of the device, such as `en-US`. */
        device_locale?: string | undefined;
        /** Whether the person allows push notifications, as text. */
        push_enabled?: 'true' | 'false' | undefined;
        [attribute: string]: string | number | boolean | null | undefined;
      }>
    | null
    | undefined;
}
