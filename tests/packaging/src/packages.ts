/** Every package that is published. */
export const PACKAGES = [
  'core',
  'track',
  'track-v2',
  'app-api',
  'pipelines',
  'webhooks',
  'retry-p-retry',
  'transport-undici',
  'emulator',
] as const;
