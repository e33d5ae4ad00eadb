// Makes calls over a transport that answers at once, in a process of its own: with an SDK, Node runs every promise slower.
import { channel } from 'node:diagnostics_channel';
import { instrument } from '@cio/opentelemetry';
import { pRetryStrategy } from '@cio/retry-p-retry';
import { consoleHooks, TrackClient, type Transport } from '@cio/track';
import { metrics, NodeSDK, tracing } from '@opentelemetry/sdk-node';

const CALLS = 20_000;

function startSdk(): void {
  // What is exported is dropped: the network's price is the exporter's.
  const drop = { export: (_: unknown, done: (result: { code: number }) => void) => done({ code: 0 }) };
  new NodeSDK({
    autoDetectResources: false,
    spanProcessors: [
      new tracing.BatchSpanProcessor({ ...drop, shutdown: async () => {} }, { maxQueueSize: 2 * CALLS }),
    ],
    metricReaders: [
      new metrics.PeriodicExportingMetricReader({
        exporter: { ...drop, shutdown: async () => {}, forceFlush: async () => {} },
      }),
    ],
  }).start();
}

const transport: Transport = async () => ({
  status: 200,
  headers: {},
  text: async () => '{}',
  stream: async function* () {},
});
const [, , option = ''] = process.argv;
const retry = option === 'pRetryStrategy' ? pRetryStrategy() : undefined;
const client = new TrackClient({ siteId: 'site', apiKey: 'key', transport, retry });

const listeners: Record<string, () => void> = {
  nothing: () => {},
  pRetryStrategy: () => {},
  'instrument, no SDK': () => void instrument(client),
  consoleHooks: () => client.http.addHooks(consoleHooks()),
  'diagnostics_channel, a subscriber of calls': () => channel('customerio:call').subscribe(() => {}),
  'instrument, an SDK': () => {
    startSdk();
    instrument(client);
  },
};
listeners[option]!();

process.on('message', async () => {
  const startedAt = performance.now();
  for (let n = 0; n < CALLS; n++) await client.identify('5');
  process.send!(((performance.now() - startedAt) * 1000) / CALLS);
});
