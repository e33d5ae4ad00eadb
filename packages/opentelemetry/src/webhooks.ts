import { isCustomerIOError } from '@cio/core';
import { context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { onEnd } from './on-end.js';
import {
  type Instruments,
  instrumentSource,
  readTelemetryOptions,
  type TelemetryOptions,
  tracerSource,
} from './telemetry.js';

/** How a webhook ended, as `@cio/webhooks` tells it. */
interface WebhookEnd {
  readonly result: string;
  readonly status: number;
  readonly event: { object_type: string; metric: string; event_id: string; timestamp: number } | undefined;
  readonly isDuplicate: boolean;
  readonly durationMs: number;
  readonly error: unknown;
}

/** The hooks of a webhook handler of `@cio/webhooks`. */
export interface WebhookTelemetry {
  /** Receives a request in a span. */
  readonly runWebhook: ((run: () => Promise<WebhookEnd>) => unknown) | undefined;
}

/**
 * Creates hooks that record a span and metrics of each webhook, for the option `hooks` of every handler of `@cio/webhooks`. The
 * span is active while the event is handled.
 *
 * While no provider of OpenTelemetry is registered, they do nothing.
 *
 * @throws ValidationError for an option that is not valid.
 * @example
 * createNodeHandler({ signingKey, onEvent: (event) => queue.add(event), hooks: webhookHooks() });
 */
export function webhookHooks(options?: TelemetryOptions): WebhookTelemetry {
  const read = readTelemetryOptions(options);
  const getTracer = tracerSource(read);
  const getInstruments = instrumentSource(read);
  const runWebhook = (run: () => Promise<WebhookEnd>) => {
    const instruments = getInstruments();
    const tracer = getTracer();
    const start = () => {
      const ended = run();
      if (instruments) onEnd(ended, (end) => recordWebhook(instruments, end));
      return ended;
    };
    if (tracer) runInSpan(tracer, start, read.includeIds === true);
    else void start();
  };
  return {
    get runWebhook() {
      return getTracer() || getInstruments() ? runWebhook : undefined;
    },
  };
}

function runInSpan(tracer: Tracer, start: () => Promise<WebhookEnd>, includeIds: boolean): void {
  const attributes = { 'messaging.system': 'customerio', 'messaging.operation.type': 'process' };
  // The server's span, of an instrumentation of the framework, is the parent.
  const span = tracer.startSpan('customerio.webhook', { kind: SpanKind.CONSUMER, attributes });
  onEnd(context.with(trace.setSpan(context.active(), span), start), (end) => endSpan(span, end, includeIds));
}

function endSpan(span: Span, end: WebhookEnd, includeIds: boolean): void {
  const { result, status, event, isDuplicate, error } = end;
  span.setAttribute('customerio.webhook.result', result);
  span.setAttribute('http.response.status_code', status);
  if (event) {
    span.setAttribute('customerio.webhook.type', typeOf(event));
    span.setAttribute('customerio.webhook.duplicate', isDuplicate);
    const age = ageOf(end);
    if (age !== undefined) span.setAttribute('customerio.webhook.age', age);
    if (includeIds && event.event_id) span.setAttribute('messaging.message.id', event.event_id);
  }
  const step = stepOf(error);
  if (step !== undefined) span.setAttribute('customerio.webhook.step', step);
  if (result !== 'handled') {
    span.setAttribute('error.type', result);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

function recordWebhook({ record }: Instruments, end: WebhookEnd): void {
  const { result, status, event, isDuplicate, durationMs, error } = end;
  const type = event && { 'customerio.webhook.type': typeOf(event) };
  record('customerio.webhook.duration', durationMs / 1000, {
    ...type,
    'customerio.webhook.result': result,
    'http.response.status_code': status,
  });
  const age = ageOf(end);
  if (age !== undefined) record('customerio.webhook.age', age, { ...type });
  if (isDuplicate) record('customerio.webhook.deduplicated', 1, { ...type });
  const step = stepOf(error);
  if (step !== undefined)
    record('customerio.webhook.deadlines', 1, { ...type, 'customerio.webhook.step': step });
}

/** Of known types alone: `@cio/webhooks` gives every other event the type `unknown`. */
function typeOf({ object_type, metric }: NonNullable<WebhookEnd['event']>): string {
  return object_type === 'unknown' ? 'unknown' : `${object_type}.${metric}`;
}

/** In seconds, when the request arrived; undefined for an event without a timestamp, and for one whose clock is ahead. */
function ageOf({ event, durationMs }: WebhookEnd): number | undefined {
  if (!event) return undefined;
  const age = (Date.now() - durationMs) / 1000 - event.timestamp;
  return event.timestamp > 0 && age >= 0 ? age : undefined;
}

/** The step that had not ended when a deadline passed. */
function stepOf(error: unknown): string | undefined {
  const isDeadline = isCustomerIOError(error) && error.name === 'WebhookDeadlineError';
  return isDeadline ? String((error as { waitingFor?: unknown }).waitingFor) : undefined;
}
