import { AppClient } from '@cio/app-api';
import type { RateLimiter, RetryContext, RetryStrategy } from '@cio/core';
import { appContract } from '@cio-internal/contract';
import { describe, expect, test } from 'vitest';
import { allMethods, appMethods, composed, methodOf, sampleCall } from './app-operations.js';
import { recordingTransport } from './recording-transport.js';

/** Calls a method and tells what of it there is to see: the request, the bucket, whether it may be repeated. */
async function record(name: string, args: unknown[]) {
  const transport = recordingTransport();
  const buckets: string[] = [];
  const contexts: RetryContext[] = [];
  const rateLimiter: RateLimiter = { acquire: async (bucket) => void buckets.push(bucket) };
  const retry: RetryStrategy = {
    execute: (operation, context) => {
      contexts.push(context);
      return operation();
    },
  };
  const client = new AppClient({ apiKey: 'app-key', transport, rateLimiter, retry });
  await methodOf(client, name)(...args);
  expect(transport.requests).toHaveLength(1);
  const [request] = transport.requests;
  return { request: request!, url: new URL(request!.url), bucket: buckets[0], context: contexts[0]! };
}

test('there is a method for every operation, and none besides', () => {
  expect(Object.keys(appMethods).sort()).toEqual(appContract.operations.map((o) => o.operationId).sort());
  const methods = [...Object.values(appMethods), ...Object.keys(composed)].sort();
  expect(allMethods({ apiKey: 'key' }).sort()).toEqual(methods);
});

const BUCKETS: Record<string, string> = {
  '10/s': 'app',
  '5/s': 'design',
  '3000/3s': 'send',
  '1/10s': 'trigger',
};

const HARD = 'a/b +%2F@ü?#';

describe.each(appContract.operations)('$operationId', (operation) => {
  const { operationId } = operation;
  const name = appMethods[operationId]!;
  const forms = Array.from({ length: appContract.requestVariants(operation) }, (_, variant) => variant);

  test.each([
    ...forms.map((variant) => ({ full: true, variant })),
    ...forms.map((variant) => ({ full: false, variant })),
  ])('%j: method, path, query, headers and body keep to the contract', async (options) => {
    const { path, body, query, args } = sampleCall(operation, options);
    const { request, url, context } = await record(name, args);
    expect(url.host).toBe('api.customer.io');
    const match = appContract.match(request.method, url.pathname);
    expect(match?.operation.operationId).toBe(operationId);
    expect(Object.values(match!.parameters)).toEqual(path.map(String));

    const { headers } = request;
    expect(headers.authorization).toBe('Bearer app-key');
    const isImage = appContract.responseTypes(operation, 200).some((type) => type.startsWith('image/'));
    expect(headers.accept).toBe(isImage ? '*/*' : 'application/json');
    const { bodyType } = operation;
    if (bodyType === 'multipart/form-data') {
      expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    } else {
      // A body that may be left out is.
      const hasBody = operation.bodyRequired || request.body !== undefined;
      expect(headers['content-type']).toBe(hasBody ? bodyType : undefined);
      const sent = request.body === undefined ? undefined : JSON.parse(String(request.body));
      expect(appContract.requestErrors(operation, sent)).toEqual([]);
      expect(sent).toEqual(hasBody ? body : undefined);
    }
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    expect(Object.fromEntries(url.searchParams)).toEqual(
      Object.fromEntries(given.map(([key, value]) => [key, String(value)])),
    );
    for (const [key, value] of url.searchParams) {
      expect(appContract.queryErrors(operation, key, value)).toEqual([]);
    }
    expect(context.operation).toBe(name);
  });

  test('what may be repeated, and which limit it counts against, are as published', async () => {
    const { context, bucket } = await record(name, sampleCall(operation, { full: false }).args);
    expect(context.replaySafe).toBe(operation.safeToReplay);
    expect(bucket).toBe(BUCKETS[operation.rateLimit!]);
  });

  const parameters = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter!);
  if (parameters.length > 0)
    test('each parameter of the path is encoded, once, and none is left out', async () => {
      const { args } = sampleCall(operation, {
        full: false,
        parameter: (parameter) => `${parameter}:${HARD}`,
      });
      const { request, url } = await record(name, args);
      const match = appContract.match(request.method, url.pathname);
      expect(match?.operation.operationId).toBe(operationId);
      expect(match?.parameters).toEqual(Object.fromEntries(parameters.map((p) => [p, `${p}:${HARD}`])));

      for (const [index, parameter] of parameters.entries()) {
        for (const bad of [undefined, null, '', ' ', Number.NaN, {}, '.', '..']) {
          // Without a language the default one is meant, where nothing is deleted.
          if (bad === '' && parameter === 'language' && operation.method !== 'DELETE') continue;
          const wrong = args.map((arg, at) => (at === index ? bad : arg));
          await expect(record(name, wrong)).rejects.toMatchObject({ name: 'ValidationError' });
        }
      }
    });

  if (operation.bodyType)
    test('no body where one is needed is refused before it is sent', async () => {
      const { path } = sampleCall(operation, { full: false });
      // What needs none is sent without.
      if (!operation.bodyRequired) return;
      for (const bad of [undefined, null, 'text', 5]) {
        await expect(record(name, [...path, bad, bad])).rejects.toMatchObject({ name: 'ValidationError' });
      }
    });
});

test.each([
  ['us', 'https://api.customer.io'],
  ['eu', 'https://api-eu.customer.io'],
] as const)('region %s is %s', async (region, origin) => {
  const transport = recordingTransport();
  await new AppClient({ apiKey: 'key', region, transport, rateLimiter: false }).workspaces.list();
  expect(new URL(transport.requests[0]!.url).origin).toBe(origin);
});
