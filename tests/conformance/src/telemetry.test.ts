// Nothing that is exported or logged has credentials or personal data: every call of the samples, and every recorded webhook, with
// responses and errors that quote the request.
import { AppClient } from '@cio/app-api';
import { consoleHooks, pinoHooks, type RetryStrategy, type Transport } from '@cio/core';
import { instrument, METRICS, webhookHooks } from '@cio/opentelemetry';
import { PipelinesClient } from '@cio/pipelines';
import { TrackClient } from '@cio/track';
import { TrackV2Client } from '@cio/track-v2';
import { createWebhookHandler, signPayload } from '@cio/webhooks';
import { appContract } from '@cio-internal/contract';
import { metrics, NodeSDK, tracing } from '@opentelemetry/sdk-node';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { appMethods, methodOf, sampleCall } from './app-operations.js';
import { webhookBodies } from './corpus/webhook-bodies.js';
import { callPipelines, pipelinesCalls } from './pipelines-calls.js';
import { trackCalls } from './track-calls.js';
import { trackV2Calls } from './track-v2-calls.js';

const SITE = 'site-7f3a9c';
const KEY = 'key-e41d08b6';
const SIGNING = 'signing-55aa01';
const PERSON = 'ada+private@example.com';

const spans = new tracing.InMemorySpanExporter();
const points = new metrics.InMemoryMetricExporter(metrics.AggregationTemporality.CUMULATIVE);
const reader = new metrics.PeriodicExportingMetricReader({ exporter: points, exportIntervalMillis: 2 ** 30 });
const sdk = new NodeSDK({
  autoDetectResources: false,
  spanProcessors: [new tracing.SimpleSpanProcessor(spans)],
  metricReaders: [reader],
});
const logged: unknown[] = [];
/** What was sent: the texts in bodies, paths and credentials. */
const sent = new Set<string>([SITE, KEY, SIGNING, PERSON, encodeURIComponent(PERSON)]);
/** Words that are no data: of the table of metrics and of log lines; those of operations and paths are added. */
const vocabulary: string[] = [JSON.stringify(METRICS), 'failure failed'];

function addTexts(value: unknown): void {
  if (typeof value === 'string') sent.add(value);
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) addTexts(one);
}

/** Quotes the request wherever a server can. */
function quoting(request: {
  url: string;
  body?: unknown;
  headers: Readonly<Record<string, string>>;
}): string {
  const quote = `${request.url} ${String(request.body)} ${request.headers.authorization}`;
  const error = { field: quote, reason: quote, code: quote, message: quote, detail: quote };
  return JSON.stringify({ errors: [error], meta: { error: quote, errors: [quote] } });
}

const modes: Record<string, (text: string) => { status: number; text: string } | Error> = {
  success: () => ({ status: 200, text: '{}' }),
  refused: (text) => ({ status: 400, text }),
  unavailable: (text) => ({ status: 503, text }),
  portal: (text) => ({ status: 200, text: `<html>${text}` }),
  broken: (text) => new Error(text),
};

function transportOf(mode: string): Transport {
  return async (request) => {
    const { url, body } = request;
    for (const part of new URL(url).pathname.split('/')) sent.add(decodeURIComponent(part));
    for (const [, value] of new URL(url).searchParams) sent.add(value);
    if (typeof body === 'string') addTexts(JSON.parse(body));
    const reply = modes[mode]!(quoting(request));
    if (reply instanceof Error) throw reply;
    const { status, text } = reply;
    async function* stream() {
      yield new TextEncoder().encode(text);
    }
    return { status, headers: { 'x-quote': text.slice(0, 200) }, text: async () => text, stream };
  };
}

const retry: RetryStrategy = { execute: (operation) => operation().catch(operation) };

beforeAll(async () => {
  sdk.start();
  vi.spyOn(console, 'error').mockImplementation((...args) => void logged.push(args));
  vi.spyOn(console, 'warn').mockImplementation((...args) => void logged.push(args));
  const logger = {
    error: (...args: unknown[]) => void logged.push(args),
    warn: (...args: unknown[]) => void logged.push(args),
  };
  for (const mode of Object.keys(modes)) {
    const options = { transport: transportOf(mode), retry, hooks: pinoHooks(logger, { slowMs: 0 }) };
    const track = instrument(new TrackClient({ ...options, siteId: SITE, apiKey: KEY }));
    const v2 = new TrackV2Client(track.http);
    const pipelines = instrument(new PipelinesClient({ ...options, writeKey: KEY }));
    const rateLimiter = { acquire: async () => {} };
    const app = instrument(new AppClient({ ...options, rateLimiter, apiKey: KEY }));
    for (const { http } of [track, pipelines, app]) {
      http.addHooks(consoleHooks({ slowMs: 0 }));
      http.addHooks({
        onCall: ({ operation, pathTemplate }) => void vocabulary.push(operation, pathTemplate),
      });
    }
    const calls: (() => Promise<unknown>)[] = [
      ...trackCalls.map(
        ({ call }) =>
          () =>
            call(track),
      ),
      ...trackV2Calls.map(
        ({ call }) =>
          () =>
            call(v2),
      ),
      ...pipelinesCalls.map((sample) => () => callPipelines(pipelines, sample)),
      ...appContract.operations.map((operation) => () => {
        const { args } = sampleCall(operation, { full: true, parameter: () => PERSON });
        return methodOf(app, appMethods[operation.operationId]!)(...args);
      }),
      () => track.identify(PERSON, { email: PERSON }),
    ];
    for (const call of calls) await call().catch(() => {});
  }
}, 60_000);

beforeAll(async () => {
  for (const { wire } of webhookBodies) {
    addTexts(wire);
    const body = JSON.stringify(wire);
    const signed = await signPayload({ signingKey: SIGNING, body });
    const handler = createWebhookHandler({
      signingKey: SIGNING,
      deduplicate: false,
      onEvent: () => {
        throw new Error(body);
      },
      onError: () => {},
      hooks: webhookHooks(),
    });
    for (const signature of [signed['x-cio-signature'], '00']) {
      const headers = { 'content-type': 'application/json', ...signed, 'x-cio-signature': signature };
      await handler(new Request(`http://localhost/${PERSON}`, { method: 'POST', body, headers }));
    }
  }
});

afterAll(async () => {
  vi.restoreAllMocks();
  await sdk.shutdown();
});

/** Everything that was exported and logged. */
async function everything(): Promise<string> {
  points.reset();
  await reader.forceFlush();
  const exported = spans.getFinishedSpans().map(({ name, attributes, events, links, status, resource }) => ({
    name,
    attributes,
    events,
    links,
    status,
    resource: resource.attributes,
  }));
  return JSON.stringify([exported, points.getMetrics(), logged]);
}

/** Whether a text is there, and not as a part of a word or of a number. */
function isIn(text: string, searched: string): boolean {
  const literal = JSON.stringify(searched)
    .slice(1, -1)
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w.])${literal}(?!\\w)`).test(text);
}

test('no credential and no text of a request is exported or logged', async () => {
  const names = new Set(vocabulary.join(' ').split(/[^\w]+/));
  const types = new Set(webhookBodies.flatMap(({ type }) => type.split('.')));
  const searched = [...sent].filter((text) => text.length >= 5 && !names.has(text) && !types.has(text));
  expect(searched.length).toBeGreaterThan(150);
  expect(spans.getFinishedSpans().length).toBeGreaterThan(3000);
  expect(logged.length).toBeGreaterThan(1000);
  const text = await everything();
  expect(searched.filter((one) => isIn(text, one))).toEqual([]);
});

test('the search finds what is there', async () => {
  spans.export([{ name: 'x', attributes: { 'url.path': PERSON }, resource: {} } as never], () => {});
  expect(isIn(await everything(), PERSON)).toBe(true);
});
