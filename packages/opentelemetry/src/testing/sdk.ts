import { metrics, NodeSDK, tracing } from '@opentelemetry/sdk-node';

type Span = ReturnType<tracing.InMemorySpanExporter['getFinishedSpans']>[number];

/** A point of a metric. */
export interface Point {
  name: string;
  unit: string;
  attributes: Record<string, unknown>;
  /** The value, or the count of a histogram. */
  value: number;
  /** The sum of a histogram. */
  sum?: number | undefined;
}

/** The SDK of OpenTelemetry, registered, with exporters in memory. */
export function startSdk(options: ConstructorParameters<typeof NodeSDK>[0] = {}) {
  const spanExporter = new tracing.InMemorySpanExporter();
  const metricExporter = new metrics.InMemoryMetricExporter(metrics.AggregationTemporality.CUMULATIVE);
  const reader = new metrics.PeriodicExportingMetricReader({
    exporter: metricExporter,
    exportIntervalMillis: 2 ** 30,
  });
  const sdk = new NodeSDK({
    serviceName: 'test',
    autoDetectResources: false,
    spanProcessors: [new tracing.SimpleSpanProcessor(spanExporter)],
    metricReaders: [reader],
    ...options,
  });
  sdk.start();
  return {
    spans: (): Span[] => spanExporter.getFinishedSpans(),
    /** The span of a name: exactly one. */
    span(name: string): Span {
      const found = spanExporter.getFinishedSpans().filter((span) => span.name === name);
      if (found.length !== 1) throw new Error(`${found.length} spans have the name ${name}`);
      return found[0]!;
    },
    reset: () => spanExporter.reset(),
    /** All points, as they are now. */
    async points(): Promise<Point[]> {
      metricExporter.reset();
      await reader.forceFlush();
      return metricExporter.getMetrics().flatMap(({ scopeMetrics }) =>
        scopeMetrics.flatMap(({ metrics: list }) =>
          list.flatMap(({ descriptor: { name, unit }, dataPoints }) =>
            dataPoints.map(({ attributes, value }) => {
              const histogram =
                typeof value === 'number' ? undefined : (value as { count: number; sum?: number });
              return {
                name,
                unit,
                attributes,
                value: histogram?.count ?? (value as number),
                sum: histogram?.sum,
              };
            }),
          ),
        ),
      );
    },
    /** Everything that was exported, as text. */
    async everything(): Promise<string> {
      const spans = spanExporter
        .getFinishedSpans()
        .map(({ name, attributes, events, links, status, resource }) => ({
          name,
          attributes,
          events,
          links,
          status,
          resource: resource.attributes,
        }));
      return JSON.stringify([spans, await this.points()]);
    },
    shutdown: () => sdk.shutdown(),
  };
}
