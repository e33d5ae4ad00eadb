import {
  type Context,
  context,
  createContextKey,
  ROOT_CONTEXT,
  type SpanContext,
  trace,
} from '@opentelemetry/api';

const KEY = createContextKey('@cio/opentelemetry: linked spans');

/** A trace context as text, to be stored: the W3C header `traceparent`. Empty if no span was active. */
export interface StoredContext {
  readonly traceparent?: string;
}

/**
 * The trace context that is active now, to be stored with something that is sent later, perhaps by another process: an entry of an
 * outbox, a job of a queue. {@link runLinked} takes it up. It has no personal data: two random ids and a flag.
 */
export function storeContext(): StoredContext {
  const span = trace.getSpanContext(context.active());
  if (!span) return {};
  const { traceId, spanId, traceFlags } = span;
  return { traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}` };
}

/**
 * Runs a function whose calls are linked to the spans that were active when what they send was stored. The span of each call gets
 * a link to each of them.
 *
 * @param stored What {@link storeContext} returned. What is not a trace context is ignored.
 * @param run Makes the calls. Its result is returned.
 * @example
 * await runLinked(jobs.map(({ data }) => data.context), () => client.sendBatch(jobs.map(({ data }) => data.operation)));
 */
export function runLinked<T>(stored: readonly (StoredContext | undefined)[], run: () => T): T {
  const spans = stored.flatMap((one) => parse(one?.traceparent) ?? []);
  return context.with(context.active().setValue(KEY, spans), run);
}

/** The spans that the calls of a context are to be linked to. */
export function linkedSpans(active: Context): readonly SpanContext[] {
  return active === ROOT_CONTEXT ? [] : ((active.getValue(KEY) as SpanContext[] | undefined) ?? []);
}

function parse(traceparent: unknown): SpanContext | undefined {
  if (typeof traceparent !== 'string') return undefined;
  const [, traceId, spanId, flags] = /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags!, 16), isRemote: true };
}
