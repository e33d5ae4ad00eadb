import type { AttemptEvent, CallEvent, RetryEvent } from '@cio/core';
import type { Attributes } from '@opentelemetry/api';
import { errorTypeOf } from './error-type.js';
import { serverAttributes } from './server-attributes.js';
import type { Instruments } from './telemetry.js';

/** Records the metrics of a call that has ended. */
export function recordCall({ record }: Instruments, event: CallEvent): void {
  const { operation, baseUrl, outcome, durationMs, batchSize, rejected } = event;
  record('customerio.client.call.duration', durationMs / 1000, outcomeAttributes(event));
  if (batchSize === undefined) return;
  const attributes = { 'customerio.operation': operation, ...serverAttributes(baseUrl) };
  record('customerio.client.batch.size', batchSize, { ...attributes, 'customerio.outcome': outcome });
  if (rejected) record('customerio.client.batch.rejected', rejected, attributes);
}

/** Records the metrics of an attempt that has ended. */
export function recordAttempt({ record }: Instruments, event: AttemptEvent): void {
  const { baseUrl, durationMs, bucket, rateLimitWaitMs, connectionWaitMs } = event;
  record('customerio.client.attempt.duration', durationMs / 1000, outcomeAttributes(event));
  const server = serverAttributes(baseUrl);
  if (rateLimitWaitMs !== undefined) {
    const attributes = { 'customerio.bucket': bucket, ...server };
    record('customerio.client.rate_limit.wait', rateLimitWaitMs / 1000, attributes);
  }
  record('customerio.client.connection.wait', connectionWaitMs / 1000, server);
}

/** Records a retry. */
export function recordRetry({ record }: Instruments, { operation, baseUrl, error }: RetryEvent): void {
  record('customerio.client.retries', 1, {
    'customerio.operation': operation,
    ...serverAttributes(baseUrl),
    'error.type': errorTypeOf(error),
  });
}

function outcomeAttributes({
  operation,
  baseUrl,
  outcome,
  status,
  error,
}: CallEvent | AttemptEvent): Attributes {
  return {
    'customerio.operation': operation,
    ...serverAttributes(baseUrl),
    'customerio.outcome': outcome,
    ...(status !== undefined && { 'http.response.status_code': status }),
    ...(outcome === 'failure' && { 'error.type': errorTypeOf(error) }),
  };
}
