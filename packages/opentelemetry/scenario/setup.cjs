// What an application loads first: the SDK, with the instrumentations of http and undici.
const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http');
const { UndiciInstrumentation } = require('@opentelemetry/instrumentation-undici');
const { NodeSDK, tracing } = require('@opentelemetry/sdk-node');

const exporter = new tracing.InMemorySpanExporter();
new NodeSDK({
  autoDetectResources: false,
  spanProcessors: [new tracing.SimpleSpanProcessor(exporter)],
  metricReaders: [],
  instrumentations: [
    new HttpInstrumentation({ disableIncomingRequestInstrumentation: true }),
    new UndiciInstrumentation(),
  ],
}).start();
globalThis.finishedSpans = () => exporter.getFinishedSpans();
