import type { AttemptEvent, CallEvent, CallStartEvent, RequestEvent } from '@cio/core';
import {
  type Attributes,
  type Context,
  context,
  type Link,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { errorTypeOf } from './error-type.js';
import { linkedSpans } from './linked-spans.js';
import { onEnd } from './on-end.js';
import { serverOf } from './server-of.js';

/** The spans of calls and of their attempts. */
export class CallSpans {
  /** The contexts of the calls in progress, by their request ids: a retry strategy may lose the active one. */
  readonly #contexts = new Map<string, Context>();
  readonly #includeIds: boolean;

  constructor(includeIds: boolean) {
    this.#includeIds = includeIds;
  }

  /** Runs a call in a span. */
  runCall(
    tracer: Tracer,
    event: CallStartEvent,
    run: () => Promise<CallEvent>,
    addedIn: readonly unknown[] | undefined,
  ): void {
    const { operation, requestId, batchSize } = event;
    // A request of a batcher belongs to no trace of those whose operations it has: it is linked to all of them.
    const parent = addedIn ? ROOT_CONTEXT : context.active();
    const attributes = this.#attributesOf(event);
    if (batchSize !== undefined) {
      attributes['messaging.system'] = 'customerio';
      attributes['messaging.operation.type'] = 'send';
      attributes['messaging.operation.name'] = operation;
      attributes['messaging.batch.message_count'] = batchSize;
    }
    const links = linksTo([
      ...((addedIn ?? []) as (SpanContext | undefined)[][]).flat(),
      ...linkedSpans(parent),
    ]);
    const options = { kind: SpanKind.CLIENT, attributes, links };
    const span = tracer.startSpan(`customerio.${operation}`, options, parent);
    const active = trace.setSpan(parent, span);
    this.#contexts.set(requestId, active);
    onEnd(context.with(active, run), (end) => {
      this.#contexts.delete(requestId);
      span.setAttribute('customerio.attempts', end.attempts);
      if (end.rejected !== undefined) span.setAttribute('customerio.batch.rejected', end.rejected);
      endSpan(span, end);
    });
  }

  /** Runs an attempt in a span, the parent of what instrumentations of HTTP clients show. */
  runAttempt(tracer: Tracer, event: RequestEvent, run: () => Promise<AttemptEvent>): void {
    const { operation, requestId, attempt } = event;
    const parent = this.#contexts.get(requestId) ?? context.active();
    const attributes = this.#attributesOf(event);
    attributes['customerio.attempt'] = attempt;
    if (attempt > 1) attributes['http.request.resend_count'] = attempt - 1;
    const span = tracer.startSpan(`customerio.${operation}.attempt`, { attributes }, parent);
    onEnd(context.with(trace.setSpan(parent, span), run), (end) => {
      const { rateLimitWaitMs, connectionWaitMs } = end;
      span.setAttribute('customerio.connection.wait', connectionWaitMs / 1000);
      if (rateLimitWaitMs !== undefined) {
        span.setAttribute('customerio.rate_limit.wait', rateLimitWaitMs / 1000);
      }
      endSpan(span, end);
    });
  }

  #attributesOf({ operation, method, path, pathTemplate, baseUrl, requestId }: CallStartEvent): Attributes {
    const { address, port } = serverOf(baseUrl);
    const attributes: Attributes = {
      'customerio.operation': operation,
      'customerio.request_id': requestId,
      'http.request.method': method,
      'url.template': withoutQuery(pathTemplate),
      'server.address': address,
      'server.port': port,
    };
    if (this.#includeIds) attributes['url.path'] = withoutQuery(path);
    return attributes;
  }
}

/** A path, and a template that is a path because the call has none, without its query. */
function withoutQuery(path: string): string {
  const query = path.indexOf('?');
  return query < 0 ? path : path.slice(0, query);
}

/** Ends a span as its call or attempt has ended. No message of an error: it may quote the request. */
function endSpan(span: Span, { outcome, status, error }: CallEvent | AttemptEvent): void {
  span.setAttribute('customerio.outcome', outcome);
  if (status !== undefined) span.setAttribute('http.response.status_code', status);
  if (outcome === 'failure') {
    span.setAttribute('error.type', errorTypeOf(error));
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

/** One link to each span. */
function linksTo(contexts: readonly (SpanContext | undefined)[]): Link[] {
  const bySpan = new Map<string, Link>();
  for (const one of contexts) if (one) bySpan.set(one.spanId, { context: one });
  return [...bySpan.values()];
}
