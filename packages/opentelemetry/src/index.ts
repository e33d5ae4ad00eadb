export { openTelemetryHooks } from './hooks.js';
export { instrument } from './instrument.js';
export { runLinked, type StoredContext, storeContext } from './linked-spans.js';
export { METRICS, type Metric, type MetricName } from './metrics.js';
export { type OutboxDepth, observeOutbox } from './outbox.js';
export type { TelemetryOptions } from './telemetry.js';
export { type WebhookTelemetry, webhookHooks } from './webhooks.js';
