import { describe, expect, test } from 'vitest';
import allowedInApp from '../openapi/app.allowed.json' with { type: 'json' };
import app from '../openapi/app.json' with { type: 'json' };
import pipelines from '../openapi/pipelines.json' with { type: 'json' };
import allowedInWebhooks from '../openapi/reporting-webhooks.allowed.json' with { type: 'json' };
import webhooks from '../openapi/reporting-webhooks.json' with { type: 'json' };
import allowedInTrack from '../openapi/track.allowed.json' with { type: 'json' };
import track from '../openapi/track.json' with { type: 'json' };
import publishedApp from '../reference/app.json' with { type: 'json' };
import publishedPipelines from '../reference/pipelines.json' with { type: 'json' };
import publishedWebhooks from '../reference/reporting-webhooks.json' with { type: 'json' };
import publishedTrack from '../reference/track.json' with { type: 'json' };
import { canonical, compare, differences, eventFacts } from './facts.js';
import { reportingEvents } from './index.js';
import type { Schema } from './sample.js';

describe('what is published, and what is here', () => {
  test.each<[string, object, object, Record<string, string>]>([
    ['the App API', publishedApp, app, allowedInApp],
    ['the Track API', publishedTrack, track, allowedInTrack],
    ['the Pipelines API', publishedPipelines, pipelines, {}],
  ])('%s differs only where it is allowed to, and everywhere there', (_, reference, document, allowed) => {
    const places = differences(reference, document).map(({ place }) => place);
    expect(places.filter((place) => !(place in allowed))).toEqual([]);
    expect(Object.keys(allowed).filter((place) => !places.includes(place))).toEqual([]);
    for (const reason of Object.values(allowed)) expect(reason).toMatch(/\S.{20}/);
  });

  test('93 kinds of events are the same, but for what is allowed', () => {
    const { kinds, components } = publishedWebhooks;
    const published = Object.fromEntries(
      Object.entries(kinds as Record<string, Schema>).map(([type, schema]) => [
        type,
        canonical({ components }, schema),
      ]),
    );
    expect(Object.keys(published)).toHaveLength(93);
    const places = compare(published, eventFacts(webhooks, reportingEvents.kinds)).map(({ place }) => place);
    expect(places.sort()).toEqual(Object.keys(allowedInWebhooks).sort());
    for (const reason of Object.values(allowedInWebhooks)) expect(reason).toMatch(/\S.{20}/);
  });
});

describe('two documents say the same', () => {
  const document = (schema: object, schemas: object = {}) => ({
    paths: { '/x': { get: { responses: { 200: { content: { 'application/json': { schema } } } } } } },
    components: { schemas },
  });
  const ref = { $ref: '#/components/schemas/A' };

  test.each<[string, object, object, object?]>([
    ['by name or in place', ref, { type: 'string' }, { A: { type: 'string' } }],
    [
      'whatever the order of keys and lists',
      { type: 'string', enum: ['a', 'b'] },
      { enum: ['b', 'a'], type: 'string' },
    ],
    [
      'as one object or as parts of it',
      {
        type: 'object',
        properties: { a: { type: 'string' }, b: {} },
        required: ['a', 'b'],
      },
      {
        allOf: [
          { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
          { type: 'object', properties: { b: {} }, required: ['b'] },
        ],
      },
    ],
    ['as a union of types', { anyOf: [{ type: 'null' }, { type: 'string' }] }, { type: ['string', 'null'] }],
    [
      'as a union in a union',
      { anyOf: [{ anyOf: [{ type: 'array', items: {} }, { minimum: 1 }] }, { maximum: 2 }] },
      { anyOf: [{ maximum: 2 }, { minimum: 1 }, { type: 'array', items: {} }] },
    ],
    ['with titles or without', { type: 'string', title: 'A' }, { type: 'string' }],
    ['open or not closed', { type: 'object', additionalProperties: {} }, { type: 'object' }],
  ])('%s', (_, a, b, schemas = {}) => {
    expect(differences(document(a, schemas), document(b, schemas))).toEqual([]);
  });

  test.each<[string, object, object]>([
    ['type', { type: 'string' }, { type: 'integer' }],
    ['nullable', { type: 'string' }, { type: ['string', 'null'] }],
    ['enum', { enum: ['a'] }, { enum: ['a', 'b'] }],
    ['required', { type: 'object', required: ['a'] }, { type: 'object' }],
    ['field', { type: 'object', properties: { a: {} } }, { type: 'object' }],
    ['maximum', { type: 'integer', maximum: 5 }, { type: 'integer' }],
    ['default', { type: 'integer', default: 5 }, { type: 'integer' }],
    ['format', { type: 'string', format: 'uuid' }, { type: 'string' }],
    ['closed', { type: 'object', additionalProperties: false }, { type: 'object' }],
  ])('a difference of %s is found, and where', (_, a, b) => {
    const found = differences(document(a), document(b));
    expect(found).toHaveLength(1);
    expect(found[0]!.place).toMatch(/^GET \/x responses\.200\.application\/json\.\w+/);
  });

  test('what stands beside the schemas is compared too', () => {
    const one = {
      paths: {
        '/x': {
          get: {
            'x-rate-limit': '10/s',
            responses: { 429: { headers: { 'Retry-After': { schema: { type: 'integer' } } } } },
          },
        },
      },
    };
    const other = {
      paths: {
        '/x': { get: { parameters: [{ name: 'a', in: 'query', schema: {} }], responses: { 404: {} } } },
        '/y': { put: {} },
      },
    };
    expect(differences(one, other).map(({ place }) => place)).toEqual([
      'GET /x headers.429',
      'GET /x parameters.query:a',
      'GET /x responses.404',
      'GET /x responses.429',
      'GET /x x-rate-limit',
      'PUT /y',
    ]);
  });
});
