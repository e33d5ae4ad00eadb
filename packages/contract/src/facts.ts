import type { EventKind } from './reporting-events.js';
import { resolve, type Schema } from './sample.js';

/** A place where two documents say different things. */
export interface Difference {
  /** `GET /v1/exports responses.200.application/json.properties.exports.type` */
  place: string;
  /** What the reference says there; undefined where it says nothing. */
  reference: unknown;
  /** What the document says there; undefined where it says nothing. */
  document: unknown;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  deprecated?: boolean;
  schema: Schema;
}

interface Body {
  required?: boolean;
  content?: Record<string, { schema: Schema }>;
}

interface Response extends Body {
  headers?: Record<string, { schema: Schema }>;
}

interface PathItem {
  parameters?: object[];
  [method: string]: unknown;
}

interface Operation {
  parameters?: object[];
  requestBody?: object;
  responses?: Record<string, object>;
  security?: unknown;
  [extension: `x-${string}`]: unknown;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const EXTENSIONS = ['x-rate-limit', 'x-safe-to-replay', 'x-pagination'] as const;
/** What a schema says to a reader, and not of the values. */
const ANNOTATIONS = /^(x-.*|title|description|summary|examples?|externalDocs|readOnly|discriminator)$/;
/** Formats that say no more than the type does. */
const PLAIN_FORMATS = /^(int32|int64|string|json|url|uri)$/;

/** What differs between two OpenAPI documents, however their components are cut and named. */
export function differences(reference: object, document: object): Difference[] {
  return compare(operations(reference), operations(document));
}

/** The same of values that are no documents: each key of both is a place. */
export function compare(
  reference: Record<string, unknown>,
  document: Record<string, unknown>,
  separator = ' ',
  prefix = '',
): Difference[] {
  const keys = [...new Set([...Object.keys(reference), ...Object.keys(document)])].sort();
  return keys.flatMap((key) => {
    const [a, b] = [reference[key], document[key]];
    const place = prefix + key;
    if (text(a) === text(b)) return [];
    if (!isObject(a) || !isObject(b)) return [{ place, reference: a, document: b }];
    // `GET /path part.key.key`: the method, the path and the part stand apart by spaces.
    return compare(a, b, '.', `${place}${separator}`);
  });
}

/** What is said of each event that reporting webhooks carry. */
export function eventFacts(document: object, kinds: readonly EventKind[]): Record<string, unknown> {
  const named = (name: string) => resolve(document, { $ref: `#/components/schemas/${name}` });
  return Object.fromEntries(
    kinds.map(({ type, schemas }) => {
      const [object_type] = type.split('.');
      const forms = schemas.map((name) => {
        const schema = named(name);
        const properties = { ...(schema.properties as Record<string, Schema>) };
        for (const key of ['object_type', 'object_type_type']) {
          if (properties[key]) properties[key] = { ...properties[key], enum: [object_type] };
        }
        return { ...schema, properties };
      });
      // Where an event has two forms, they differ in their data.
      const data = { anyOf: forms.map(({ properties }) => properties.data) };
      return [type, canonical(document, { ...forms[0]!, properties: { ...forms[0]!.properties, data } })];
    }),
  );
}

function operations(document: object): Record<string, unknown> {
  const { paths } = document as { paths: Record<string, PathItem> };
  return Object.fromEntries(
    Object.entries(paths).flatMap(([path, item]) =>
      METHODS.filter((method) => method in item).map((method) => [
        `${method.toUpperCase()} ${path}`,
        operation(document, item, item[method] as Operation),
      ]),
    ),
  );
}

function operation(document: object, item: PathItem, raw: Operation): Record<string, unknown> {
  const parameters = [...(item.parameters ?? []), ...(raw.parameters ?? [])].map(
    (one) => resolve(document, one as Schema) as unknown as Parameter,
  );
  const body = raw.requestBody && (resolve(document, raw.requestBody as Schema) as unknown as Body);
  const responses = Object.entries(raw.responses ?? {}).map(
    ([status, one]) => [status, resolve(document, one as Schema) as unknown as Response] as const,
  );
  const content = (given: Body | undefined) =>
    given &&
    Object.fromEntries(
      Object.entries(given.content ?? {}).map(([type, { schema }]) => [type, canonical(document, schema)]),
    );
  return {
    parameters: Object.fromEntries(
      parameters.map(({ name, in: where, required = false, deprecated, schema }) => [
        `${where}:${name}`,
        { required, deprecated, schema: canonical(document, schema) },
      ]),
    ),
    body: content(body),
    bodyRequired: body && (body.required ?? false),
    responses: Object.fromEntries(responses.map(([status, one]) => [status, content(one)])),
    headers: Object.fromEntries(
      responses
        .filter(([, { headers }]) => headers)
        .map(([status, { headers }]) => [
          status,
          Object.fromEntries(
            Object.entries(headers!).map(([name, { schema }]) => [name, canonical(document, schema)]),
          ),
        ]),
    ),
    security: raw.security,
    ...Object.fromEntries(EXTENSIONS.map((name) => [name, raw[name]])),
  };
}

/** A schema in the one form that all schemas have which allow the same values. */
export function canonical(document: object, given: Schema): unknown {
  const { $ref: _, ...beside } = given;
  const schema = { ...resolve(document, given), ...beside };
  const facts = Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !ANNOTATIONS.test(key) && value !== undefined)
      .map(([key, value]) => [key, inside(document, key, value)]),
  );
  return simplest(facts);
}

function inside(document: object, key: string, value: unknown): unknown {
  if (key === 'properties') {
    const entries = Object.entries(value as Record<string, Schema>);
    return Object.fromEntries(entries.map(([name, schema]) => [name, canonical(document, schema)]));
  }
  if (key === 'items' || key === 'additionalProperties') {
    return isObject(value) ? canonical(document, value) : value;
  }
  if (/^(anyOf|oneOf|allOf)$/.test(key))
    return (value as Schema[]).map((schema) => canonical(document, schema));
  return value;
}

function simplest(schema: Schema): Schema {
  if (Array.isArray(schema.allOf)) {
    const { allOf, ...own } = schema;
    return simplest([...(allOf as Schema[]), own].reduce(both));
  }
  if (Array.isArray(schema.oneOf)) {
    const { oneOf, ...rest } = schema;
    return simplest({ ...rest, anyOf: oneOf });
  }
  const result: Schema = { ...schema };
  const { anyOf } = result as { anyOf?: Schema[] };
  if (anyOf?.every((one) => Object.keys(one).length === 1 && typeof one.type === 'string')) {
    delete result.anyOf;
    result.type = anyOf.map(({ type }) => type);
  } else if (anyOf?.length === 1) {
    delete result.anyOf;
    return simplest({ ...result, ...anyOf[0] });
  } else if (anyOf) {
    // A union in a union is one union.
    const members = anyOf.flatMap((one) =>
      text(Object.keys(one)) === '["anyOf"]' ? (one.anyOf as Schema[]) : [one],
    );
    const different = new Map(members.map((one) => [text(one), one]));
    result.anyOf = [...different.keys()].sort().map((key) => different.get(key));
  }
  for (const key of ['required', 'enum', 'type']) {
    const value = result[key];
    if (Array.isArray(value)) result[key] = [...new Set(value)].sort();
  }
  const { type, required, additionalProperties: more, format } = result;
  if (Array.isArray(type) && type.length === 1) result.type = type[0];
  if (Array.isArray(required) && required.length === 0) delete result.required;
  if (more === true || (isObject(more) && Object.keys(more).length === 0)) delete result.additionalProperties;
  if (typeof format === 'string') {
    result.format = format.toLowerCase();
    if (PLAIN_FORMATS.test(result.format as string)) delete result.format;
  }
  return result;
}

/** One schema for what keeps to two: their properties laid together, a union's once for each of its members. */
function both(a: Schema, b: Schema): Schema {
  for (const [union, other] of [
    [a, b],
    [b, a],
  ] as const) {
    if (!Array.isArray(union.anyOf)) continue;
    const { anyOf, ...rest } = union as { anyOf: Schema[] };
    return { ...rest, anyOf: anyOf.map((one) => simplest(both(one, other))) };
  }
  return {
    ...b,
    ...a,
    ...(a.properties || b.properties
      ? { properties: { ...(a.properties as object), ...(b.properties as object) } }
      : {}),
    required: [...((a.required as string[]) ?? []), ...((b.required as string[]) ?? [])],
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as text, the same for values that differ only in the order of their keys. */
function text(value: unknown): string | undefined {
  return JSON.stringify(value, (_, inner) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
