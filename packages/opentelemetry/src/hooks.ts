import type { Hooks } from '@cio/core';
import { context, trace } from '@opentelemetry/api';
import { recordAttempt, recordCall, recordRetry } from './call-metrics.js';
import { CallSpans } from './call-spans.js';
import { linkedSpans } from './linked-spans.js';
import { onEnd } from './on-end.js';
import {
  type Instruments,
  instrumentSource,
  readTelemetryOptions,
  type TelemetryOptions,
  tracerSource,
} from './telemetry.js';

/**
 * Creates hooks that record spans and metrics of calls, for the option `hooks` of a client. {@link instrument} also records the
 * metrics of the connection pool.
 *
 * While no provider of OpenTelemetry is registered, they do nothing: a call costs less than a microsecond more.
 *
 * @throws ValidationError for an option that is not valid.
 * @example
 * const track = new TrackClient({ siteId, apiKey, hooks: openTelemetryHooks() });
 */
export function openTelemetryHooks(options?: TelemetryOptions): Hooks {
  const read = readTelemetryOptions(options);
  return createHooks(read, instrumentSource(read));
}

/** The hooks for a source of instruments. */
export function createHooks(options: TelemetryOptions, getInstruments: () => Instruments | undefined): Hooks {
  const getTracer = tracerSource(options);
  const spans = new CallSpans(options.includeIds === true);
  const runCall: Hooks['runCall'] = (event, run, contexts) => {
    const tracer = getTracer();
    if (tracer) spans.runCall(tracer, event, run, contexts);
    else void run();
  };
  const runAttempt: Hooks['runAttempt'] = (event, run) => {
    const tracer = getTracer();
    const instruments = getInstruments();
    const start = () => {
      const ended = run();
      if (instruments) onEnd(ended, (end) => recordAttempt(instruments, end));
      return ended;
    };
    if (tracer) spans.runAttempt(tracer, event, start);
    else void start();
  };
  const onCall: Hooks['onCall'] = (event) => {
    const instruments = getInstruments();
    if (instruments) recordCall(instruments, event);
  };
  const onRetry: Hooks['onRetry'] = (event) => {
    const instruments = getInstruments();
    if (instruments) recordRetry(instruments, event);
  };
  const captureContext = () => {
    const active = context.active();
    return [trace.getSpanContext(active), ...linkedSpans(active)];
  };
  // Without a hook, core creates no event: a call costs nothing more while nobody listens.
  return {
    get runCall() {
      return getTracer() && runCall;
    },
    get runAttempt() {
      return getTracer() || getInstruments() ? runAttempt : undefined;
    },
    get onCall() {
      return getInstruments() && onCall;
    },
    get onRetry() {
      return getInstruments() && onRetry;
    },
    get captureContext() {
      return getTracer() && captureContext;
    },
  };
}
