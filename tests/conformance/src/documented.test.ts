// What an editor shows while somebody types: each field of what a user writes or reads has its sentence.
import ts from 'typescript';
import { expect, test } from 'vitest';
import { Editor } from './language-service.js';

const { StringLike, NumberLike, BooleanLike, BigIntLike, ESSymbolLike } = ts.TypeFlags;
const PRIMITIVES = StringLike | NumberLike | BooleanLike | BigIntLike | ESSymbolLike;

const editor = new Editor();

const IMPORTS = `
import * as app from '@cio/app-api';
import * as core from '@cio/core';
import * as node from '@cio/core/node';
import * as opentelemetry from '@cio/opentelemetry';
import * as pipelines from '@cio/pipelines';
import * as analytics from '@cio/pipelines/analytics';
import * as retry from '@cio/retry-p-retry';
import * as track from '@cio/track';
import * as v2 from '@cio/track-v2';
import * as undici from '@cio/transport-undici';
import * as webhooks from '@cio/webhooks';
import * as express from '@cio/webhooks/express';
import * as fastify from '@cio/webhooks/fastify';
import * as nodeHandler from '@cio/webhooks/node';
declare const appClient: app.AppClient;
declare const trackClient: track.TrackClient;
declare const trackV2Client: v2.TrackV2Client;
declare const pipelinesClient: pipelines.PipelinesClient;
declare const analyticsClient: analytics.Analytics;
`;

const SENDS = ['sendEmail', 'sendPush', 'sendSms', 'sendWhatsapp', 'sendInApp', 'sendInboxMessage'];

const OPTIONS = [
  'new app.AppClient({ /*|*/ })',
  'new track.TrackClient({ /*|*/ })',
  'new v2.TrackV2Client({ /*|*/ })',
  'new pipelines.PipelinesClient({ /*|*/ })',
  'pipelinesClient.identify({ /*|*/ })',
  'pipelinesClient.identify({ userId: 1, traits: { /*|*/ } })',
  'pipelinesClient.track({ /*|*/ })',
  "pipelinesClient.track({ userId: 1, event: 'x', context: { /*|*/ } })",
  'pipelinesClient.page({ /*|*/ })',
  'pipelinesClient.group({ /*|*/ })',
  "pipelinesClient.group({ userId: 1, groupId: 'g', traits: { /*|*/ } })",
  'pipelinesClient.alias({ /*|*/ })',
  'pipelines.message.addDevice({ /*|*/ })',
  'pipelines.message.deleteObject({ /*|*/ })',
  'pipelines.message.reportDelivery({ /*|*/ })',
  'pipelines.message.reportContent({ /*|*/ })',
  'new analytics.Analytics({ /*|*/ })',
  'analyticsClient.track({ /*|*/ })',
  "analyticsClient.identify({ userId: 'u', traits: { /*|*/ } })",
  'analyticsClient.closeAndFlush({ /*|*/ })',
  'new core.HttpClient({ /*|*/ })',
  'trackV2Client.batcher({ /*|*/ })',
  'trackV2Client.ingest([], { /*|*/ })',
  'trackClient.close({ /*|*/ })',
  "trackClient.track('1', 'name', {}, { /*|*/ })",
  "trackV2Client.trackPersonEvent({ id: '1' }, 'name', {}, { /*|*/ })",
  "appClient.campaigns.get('1', { /*|*/ })",
  "appClient.exports.download('1', { /*|*/ })",
  "appClient.exports.wait('1', { /*|*/ })",
  'node.nodeTransport({ /*|*/ })',
  'undici.undiciTransport({ /*|*/ })',
  'retry.pRetryStrategy({ /*|*/ })',
  'webhooks.createWebhookHandler({ /*|*/ })',
  'express.createExpressHandler({ /*|*/ })',
  'fastify.webhookPlugin(null!, { /*|*/ })',
  'nodeHandler.createNodeHandler({ /*|*/ })',
  'webhooks.verifySignature({ /*|*/ })',
  'webhooks.verifyAndParse({ /*|*/ })',
  'webhooks.signPayload({ /*|*/ })',
  'webhooks.memoryDeduplicator({ /*|*/ })',
  "webhooks.createWebhookHandler({ signingKey: 'k', onEvent() {}, hooks: { /*|*/ } })",
  'track.consoleHooks({ /*|*/ })',
  'track.pinoHooks({ /*|*/ })',
  'trackClient.http.addHooks({ /*|*/ })',
  'opentelemetry.instrument(trackClient, { /*|*/ })',
  'opentelemetry.openTelemetryHooks({ /*|*/ })',
  'opentelemetry.webhookHooks({ /*|*/ })',
  "opentelemetry.observeOutbox('orders', () => ({ depth: 1, ageSeconds: 1 }), { /*|*/ })",
];

const completionsOf = (expressions: string[]) =>
  editor.complete(`${IMPORTS}\n${expressions.join(';\n')};\n`).map((completions, index) => ({
    expression: expressions[index]!,
    completions,
  }));

const undocumented = (expressions: string[]) =>
  completionsOf(expressions).flatMap(({ expression, completions }) =>
    completions.filter(({ documentation }) => !documentation).map(({ name }) => `${expression} ${name}`),
  );

/** The methods of the App API's resources whose name begins so, and the place of their `params`. */
function methodsWithParams(): string[] {
  const { checker, file } = editor.open(`${IMPORTS}\nexport const client = appClient;\n`);
  const [client] = checker.getExportsOfModule(checker.getSymbolAtLocation(file)!);
  const methods: string[] = [];
  const visit = (type: ts.Type, path: string) => {
    for (const property of type.getProperties()) {
      const propertyType = checker.getTypeOfSymbol(property);
      const at = `${path}.${property.name}`;
      const [signature] = propertyType.getCallSignatures();
      const parameters = signature?.getParameters() ?? [];
      const index = parameters.findIndex(({ name }) => name === 'params');
      if (index >= 0) methods.push(`${at}(${'null!, '.repeat(index)}{ /*|*/ })`);
      else if (!signature && /Resource/.test(checker.typeToString(propertyType))) visit(propertyType, at);
    }
  };
  visit(checker.getTypeOfSymbol(client!), 'appClient');
  return methods;
}

test('a client offers its own options, and nothing else', () => {
  const own = ['baseUrl', 'hooks', 'rateLimiter', 'region', 'retry', 'timeoutMs', 'transport', 'userAgent'];
  const names = completionsOf(OPTIONS.slice(0, 3)).map(({ completions }) =>
    completions.map(({ name }) => name),
  );
  expect(names.map((list) => list.sort())).toEqual([
    ['apiKey', 'workspaceId', ...own].sort(),
    ['apiKey', 'siteId', ...own].sort(),
    ['apiKey', 'siteId', ...own].sort(),
  ]);
});

test('every field of every send is documented', () => {
  const sends = SENDS.map((send) => `appClient.${send}({ /*|*/ })`);
  for (const { completions } of completionsOf(sends)) expect(completions.length).toBeGreaterThan(6);
  expect(undocumented(sends)).toEqual([]);
});

/** Options of undici's `Agent` that undici itself does not document. */
const OF_UNDICI = /(maxOrigins|idleTimeout|keepAlive|maxKeepAliveTimeout|requestTimeout|socketTimeout|tls)$/;

test('every option is documented', () => {
  for (const { expression, completions } of completionsOf(OPTIONS)) {
    expect(completions.length, expression).toBeGreaterThan(0);
  }
  const missing = undocumented(OPTIONS);
  expect(missing.filter((one) => !(one.startsWith('undici.') && OF_UNDICI.test(one)))).toEqual([]);
}, 60_000);

test('every parameter of every list is documented', () => {
  const methods = methodsWithParams();
  expect(methods.length).toBeGreaterThan(50);
  expect(undocumented(methods)).toEqual([]);
}, 60_000);

test('every type of event, and every field of it, is documented', () => {
  const [types] = completionsOf(["webhooks.createWebhookHandler({ signingKey: 'key', on: { /*|*/ } })"]);
  const names = types!.completions.map(({ name }) => name.replace(/['"]/g, ''));
  expect(names).toHaveLength(94);
  expect(types!.completions.filter(({ documentation }) => !documentation)).toEqual([]);
  const fields = names
    .filter((name) => name !== 'unknown')
    .flatMap((name) => [`event<'${name}'>()./*|*/`, `event<'${name}'>().data./*|*/`]);
  const declared = 'declare function event<T extends webhooks.EventType>(): webhooks.EventOf<T>';
  // The declaration has no cursor of its own.
  const missing = editor
    .complete(`${IMPORTS}\n${declared};\n${fields.join(';\n')};\n`)
    .flatMap((completions, index) => {
      expect(completions.length, fields[index]).toBeGreaterThan(0);
      return completions
        .filter(({ documentation }) => !documentation)
        .map(({ name }) => `${fields[index]} ${name}`);
    });
  expect(missing).toEqual([]);
}, 120_000);

test('every field, however deep, of whatever an exported function takes is documented', () => {
  const modules = [
    'app',
    'core',
    'node',
    'track',
    'v2',
    'pipelines',
    'analytics',
    'webhooks',
    'express',
    'fastify',
    'nodeHandler',
    'undici',
    'retry',
  ];
  const { checker, file } = editor.open(`${IMPORTS}\nexport const modules = { ${modules.join(', ')} };\n`);
  const isOurs = (symbol: ts.Symbol) =>
    /\/packages\//.test(symbol.declarations?.[0]?.getSourceFile().fileName ?? '');
  const isPublic = (symbol: ts.Symbol) =>
    !symbol.declarations?.some(
      (one) => ts.getCombinedModifierFlags(one) & ts.ModifierFlags.NonPublicAccessibilityModifier,
    );
  const missing = new Set<string>();
  const seen = new Set<ts.Type>();
  let count = 0;
  const visitFields = (type: ts.Type, path: string): void => {
    if (seen.has(type)) return;
    seen.add(type);
    if (type.isUnionOrIntersection()) for (const one of type.types) visitFields(one, path);
    if (checker.isArrayType(type)) {
      for (const item of checker.getTypeArguments(type as ts.TypeReference)) visitFields(item, path);
    } else if (!(type.flags & PRIMITIVES)) {
      for (const property of type.getApparentProperties()) {
        // What an object of this library has is not typed by its user.
        if (!isOurs(property) || /^(__|#)/.test(property.name)) continue;
        count++;
        const documentation = ts.displayPartsToString(property.getDocumentationComment(checker));
        if (!documentation) missing.add(`${path}.${property.name}`);
        visitFields(checker.getTypeOfSymbol(property), `${path}.${property.name}`);
      }
    }
  };
  const visitMembers = (type: ts.Type, path: string, depth: number): void => {
    for (const signature of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
      for (const parameter of signature.getParameters()) {
        visitFields(checker.getTypeOfSymbol(parameter), `${path}(${parameter.name})`);
      }
    }
    if (depth === 0) return;
    for (const signature of type.getConstructSignatures())
      visitMembers(signature.getReturnType(), path, depth - 1);
    for (const property of type.getProperties()) {
      if (isOurs(property) && isPublic(property))
        visitMembers(checker.getTypeOfSymbol(property), `${path}.${property.name}`, depth - 1);
    }
  };
  const [all] = checker.getExportsOfModule(checker.getSymbolAtLocation(file)!);
  for (const module of checker.getTypeOfSymbol(all!).getProperties()) {
    for (const exported of checker.getTypeOfSymbol(module).getProperties()) {
      visitMembers(checker.getTypeOfSymbol(exported), `${module.name}.${exported.name}`, 4);
    }
  }
  expect(count).toBeGreaterThan(1000);
  expect([...missing]).toEqual([]);
});
