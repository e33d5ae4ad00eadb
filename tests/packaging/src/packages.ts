/** Every package that is published. */
export const PACKAGES = [
  'core',
  'track',
  'track-v2',
  'app-api',
  'webhooks',
  'retry-p-retry',
  'transport-undici',
  'emulator',
] as const;
