import { metrics, NodeSDK, tracing } from '@opentelemetry/sdk-node';

/** The SDK, with exporters to the console. In production they are those of OTLP, to a collector. */
export function startTelemetry(): NodeSDK {
  const sdk = new NodeSDK({
    serviceName: 'shop',
    spanProcessors: [new tracing.SimpleSpanProcessor(new tracing.ConsoleSpanExporter())],
    metricReaders: [
      new metrics.PeriodicExportingMetricReader({
        exporter: new metrics.ConsoleMetricExporter(),
        exportIntervalMillis: 60_000,
      }),
    ],
  });
  sdk.start();
  return sdk;
}
