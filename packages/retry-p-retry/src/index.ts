export type { RetryContext, RetryStrategy } from '@cio/core';
export { type PRetryStrategyOptions, pRetryStrategy } from './p-retry-strategy.js';
