export { type PRetryStrategyOptions, pRetryStrategy } from './p-retry-strategy.js';
