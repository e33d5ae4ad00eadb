import type { CallOptions } from '@cio/core';

/** What a caller may say of a single call of the App API. */
export type AppCallOptions = CallOptions;
