import type { AttemptEvent, CallEvent, RetryEvent } from '@cio/core';
import type { Attributes } from '@opentelemetry/api';
import { errorTypeOf } from './error-type.js';
import { serverOf } from './server-of.js';
import type { Instruments } from './telemetry.js';

/** Records the metrics of a call that has ended. */
export function recordCall({ record }: Instruments, event: CallEvent): void {
  const { operation, baseUrl, outcome, durationMs, batchSize, rejected } = event;
  record('customerio.client.call.duration', durationMs / 1000, outcomeAttributes(event));
  if (batchSize === undefined) return;
  const sizeAttributes = operationAttributes(operation, baseUrl);
  sizeAttributes['customerio.outcome'] = outcome;
  record('customerio.client.batch.size', batchSize, sizeAttributes);
  if (rejected) record('customerio.client.batch.rejected', rejected, operationAttributes(operation, baseUrl));
}

/** Records the metrics of an attempt that has ended. */
export function recordAttempt({ record }: Instruments, event: AttemptEvent): void {
  const { baseUrl, durationMs, bucket, rateLimitWaitMs, connectionWaitMs } = event;
  const { address, port } = serverOf(baseUrl);
  record('customerio.client.attempt.duration', durationMs / 1000, outcomeAttributes(event));
  record('customerio.client.connection.wait', connectionWaitMs / 1000, {
    'server.address': address,
    'server.port': port,
  });
  if (rateLimitWaitMs === undefined) return;
  record('customerio.client.rate_limit.wait', rateLimitWaitMs / 1000, {
    'customerio.bucket': bucket,
    'server.address': address,
    'server.port': port,
  });
}

/** Records a retry. */
export function recordRetry({ record }: Instruments, { operation, baseUrl, error }: RetryEvent): void {
  const attributes = operationAttributes(operation, baseUrl);
  attributes['error.type'] = errorTypeOf(error);
  record('customerio.client.retries', 1, attributes);
}

function operationAttributes(operation: string, baseUrl: string): Attributes {
  const { address, port } = serverOf(baseUrl);
  return { 'customerio.operation': operation, 'server.address': address, 'server.port': port };
}

function outcomeAttributes({
  operation,
  baseUrl,
  outcome,
  status,
  error,
}: CallEvent | AttemptEvent): Attributes {
  const attributes = operationAttributes(operation, baseUrl);
  attributes['customerio.outcome'] = outcome;
  if (status !== undefined) attributes['http.response.status_code'] = status;
  if (outcome === 'failure') attributes['error.type'] = errorTypeOf(error);
  return attributes;
}
