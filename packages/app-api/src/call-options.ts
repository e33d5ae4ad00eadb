import type { CallOptions } from '@cio/core';

/** Options of a single call of the App API. */
export type AppCallOptions = CallOptions;
