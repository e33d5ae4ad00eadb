import { readOptions, requireMethod, ValidationError } from '@cio/core';
import {
  type Attributes,
  createNoopMeter,
  type Meter,
  metrics,
  type Observable,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { METRICS, type Metric, type MetricName } from './metrics.js';
import { VERSION } from './version.js';

const NAME = '@cio/opentelemetry';

/** Where spans and metrics go. */
export interface TelemetryOptions {
  /** The tracer of the spans. Default: the tracer of the global provider, also of one that is registered later. */
  tracer?: Tracer | undefined;
  /** The meter of the metrics. Default: the meter of the global provider, also of one that is registered later. */
  meter?: Meter | undefined;
  /**
   * Whether spans have the identifiers of people and events: `url.path` and `messaging.message.id`. They are personal data.
   * Default `false`.
   */
  includeIds?: boolean | undefined;
}

/** @throws ValidationError for an option that is not valid. */
export function readTelemetryOptions(options: TelemetryOptions | undefined): TelemetryOptions {
  const read = readOptions(options, ['tracer', 'meter', 'includeIds']);
  if (read.tracer !== undefined) requireMethod('tracer', read.tracer, 'startSpan');
  if (read.meter !== undefined) requireMethod('meter', read.meter, 'createHistogram');
  if (read.includeIds !== undefined && typeof read.includeIds !== 'boolean') {
    throw new ValidationError('includeIds', 'expected true or false');
  }
  return read;
}

/** The instruments of one meter. */
export interface Instruments {
  readonly meter: Meter;
  /** Records a value of a histogram, or adds to a counter. */
  record(name: MetricName, value: number, attributes: Attributes): void;
  /** The instrument of a metric that is observed. */
  observable(name: MetricName): Observable;
}

/** The tracer that spans go to; undefined while none is registered: then nothing is done. */
export function tracerSource({ tracer }: TelemetryOptions): () => Tracer | undefined {
  if (tracer) return () => tracer;
  let provider: unknown;
  let current: Tracer | undefined;
  return () => {
    const registered = trace.getTracerProvider();
    if (registered === provider) return current;
    // Before a provider is registered, the global one is a proxy without a delegate.
    const { getDelegateTracer } = registered as {
      getDelegateTracer?: (...args: string[]) => Tracer | undefined;
    };
    current = getDelegateTracer
      ? getDelegateTracer.call(registered, NAME, VERSION)
      : registered.getTracer(NAME, VERSION);
    provider = current && registered;
    return current;
  };
}

const created = new WeakMap<Meter, Instruments>();

/**
 * The instruments that metrics go to; undefined while no provider is registered: then nothing is done.
 *
 * @param onFound Called with them, when there are new ones.
 */
export function instrumentSource(
  { meter }: TelemetryOptions,
  onFound?: (instruments: Instruments) => void,
): () => Instruments | undefined {
  let provider: unknown;
  let current: Instruments | undefined;
  const use = (found: Meter) => {
    current = instrumentsOf(found);
    onFound?.(current);
  };
  if (meter) {
    use(meter);
    return () => current;
  }
  return () => {
    const registered = metrics.getMeterProvider();
    if (registered === provider) return current;
    provider = registered;
    current = undefined;
    const found = registered.getMeter(NAME, VERSION);
    if (found !== createNoopMeter()) use(found);
    return current;
  };
}

/** The same for the same meter: what is created twice is observed twice. */
function instrumentsOf(meter: Meter): Instruments {
  const known = created.get(meter);
  if (known) return known;
  const recorders = new Map<string, (value: number, attributes: Attributes) => void>();
  const observables = new Map<string, Observable>();
  for (const [name, { type, unit, description, boundaries }] of Object.entries<Metric>(METRICS)) {
    const options = { unit, description };
    if (type === 'histogram') {
      const advice = { explicitBucketBoundaries: [...(boundaries ?? [])] };
      const histogram = meter.createHistogram(name, { ...options, advice });
      recorders.set(name, (value, attributes) => histogram.record(value, attributes));
    } else if (type === 'counter') {
      const counter = meter.createCounter(name, options);
      recorders.set(name, (value, attributes) => counter.add(value, attributes));
    } else if (type === 'observable gauge') {
      observables.set(name, meter.createObservableGauge(name, options));
    } else {
      observables.set(name, meter.createObservableUpDownCounter(name, options));
    }
  }
  const instruments: Instruments = {
    meter,
    record: (name, value, attributes) => recorders.get(name)!(value, attributes),
    observable: (name) => observables.get(name)!,
  };
  created.set(meter, instruments);
  return instruments;
}
