/** A person's phone or tablet, by its push token. */
export interface Device {
  /** The push token. */
  id: string;
  platform: 'ios' | 'android';
  /** When it was last used; unix seconds. */
  last_used?: number | Date;
  attributes?: {
    device_os?: string;
    device_model?: string;
    app_version?: string;
    cio_sdk_version?: string;
    device_locale?: string;
    push_enabled?: 'true' | 'false';
    [attribute: string]: string | number | boolean | null | undefined;
  };
}
