import { resolve, type SampleOptions, type Schema, sample } from './sample.js';
import { unknownFields } from './unknown-fields.js';
import { Validators } from './validators.js';

/** One operation of an API, as its contract has it. */
export interface Operation {
  operationId: string;
  /** In upper case. */
  method: string;
  /** With its parameters in braces: `/api/v1/customers/{identifier}`. */
  path: string;
  /** Whether it needs credentials. */
  authorized: boolean;
  /** The path's parameters and their schemas. */
  pathParameters: Record<string, Schema>;
  /** The query's parameters and their schemas. */
  query: Record<string, Schema>;
  /** The names of those that must be there. */
  requiredQuery: string[];
  /** The media type of its body; undefined where it has none. */
  bodyType: string | undefined;
  /** Whether its body may not be left out. */
  bodyRequired: boolean;
  /** False where sending it twice has a second effect; undefined where the contract does not say. */
  safeToReplay: boolean | undefined;
  /** The published limit, such as `10/s`, `1/10s` or `3000/3s`. */
  rateLimit: string | undefined;
  /** How its answers page. */
  pagination: 'cursor' | 'page' | 'offset' | undefined;
  /** The statuses that it answers success with. */
  successes: number[];
  /** The statuses that it answers failure with. */
  failures: number[];
}

export interface OperationMatch {
  operation: Operation;
  /** The path's parameters, decoded. */
  parameters: Record<string, string>;
}

interface Document {
  paths: Record<string, Record<string, unknown>>;
}

interface RawOperation {
  operationId: string;
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> };
  'x-safe-to-replay'?: boolean;
  'x-rate-limit'?: string;
  'x-pagination'?: 'cursor' | 'page' | 'offset';
  parameters?: Schema[];
  security?: unknown[];
  responses: Record<string, Schema>;
}

interface RawParameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}

interface RawResponse {
  headers?: Record<string, { schema: Schema }>;
  content?: Record<string, { schema: Schema }>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const JSON_TYPE = 'application/json';

/** An OpenAPI document: its operations, which of them a request is, and whether a body keeps to it. */
export class Contract {
  readonly operations: readonly Operation[];
  readonly #document: Document;
  readonly #validators: Validators;
  readonly #raw = new Map<Operation, RawOperation>();

  constructor(document: object) {
    this.#document = document as Document;
    this.#validators = new Validators(document);
    this.operations = Object.entries(this.#document.paths).flatMap(([path, item]) =>
      METHODS.filter((method) => method in item).map((method) => this.#read(path, method)),
    );
  }

  /** The operation that a request is, by its method and its path as it stands in the URL. */
  match(method: string, path: string): OperationMatch | undefined {
    const segments = path.split('/');
    for (const operation of this.operations) {
      if (operation.method !== method) continue;
      const parameters = matchSegments(operation.path.split('/'), segments);
      if (parameters) return { operation, parameters };
    }
    return undefined;
  }

  /** What is wrong with a request's body; an empty list where nothing is. */
  requestErrors(operation: Operation, body: unknown): string[] {
    const schema = this.#bodySchema(operation);
    // Clients are known to send `{}` where there is nothing to say.
    if (!schema) return body === undefined || JSON.stringify(body) === '{}' ? [] : ['expected no body'];
    if (body === undefined) return operation.bodyRequired ? ['a body is required'] : [];
    return this.#validators.errors(schema, body);
  }

  /** The fields of a request's body that the contract does not name, as paths such as `envelope.headers[0].nme`. */
  unknownFields(operation: Operation, body: unknown): string[] {
    const schema = this.#bodySchema(operation);
    return schema ? unknownFields(this.#document, schema, body) : [];
  }

  /** What is wrong with an answer's body; an empty list where nothing is, or the contract leaves it open. */
  responseErrors(operation: Operation, status: number, body: unknown): string[] {
    const schema = this.#responseSchema(operation, status);
    return schema ? this.#validators.errors(schema, body) : [];
  }

  /** The fields of an answer's body that the contract does not name, as paths. */
  unknownResponseFields(operation: Operation, status: number, body: unknown): string[] {
    const schema = this.#responseSchema(operation, status);
    return schema ? unknownFields(this.#document, schema, body) : [];
  }

  /** Whether the contract says what an answer's body is. */
  hasResponseBody(operation: Operation, status: number): boolean {
    return this.#responseSchema(operation, status) !== undefined;
  }

  /** The names of an answer's fields, at the place in it that the keys lead to: through lists to what is listed. */
  responseFields(operation: Operation, status: number, ...keys: string[]): string[] {
    const schema = this.#responseSchema(operation, status);
    const inner = (given: Schema): Record<string, Schema> => {
      const { items, properties } = resolve(this.#document, given);
      return items ? inner(items as Schema) : ((properties ?? {}) as Record<string, Schema>);
    };
    return Object.keys(keys.reduce((fields, key) => inner(fields[key] ?? {}), inner(schema ?? {})));
  }

  /** The media types of an answer. */
  responseTypes(operation: Operation, status: number): string[] {
    return Object.keys(this.#response(operation, status).content ?? {});
  }

  /** The headers that an answer has of its own, and their schemas. */
  responseHeaders(operation: Operation, status: number): Record<string, Schema> {
    const { headers = {} } = this.#response(operation, status);
    return Object.fromEntries(Object.entries(headers).map(([name, { schema }]) => [name, schema]));
  }

  /** What is wrong with a value, by the contract's own name for its shape. */
  schemaErrors(name: string, value: unknown): string[] {
    return this.#validators.errorsOf(name, value);
  }

  /** The fields of a value that the contract does not name, as paths, by the contract's own name for its shape. */
  unknownSchemaFields(name: string, value: unknown): string[] {
    return unknownFields(this.#document, { $ref: `#/components/schemas/${name}` }, value);
  }

  /** The names of the shapes that a shape is one of. */
  schemaNames(name: string): string[] {
    const { anyOf } = resolve(this.#document, { $ref: `#/components/schemas/${name}` }) as {
      anyOf: { $ref: string }[];
    };
    return anyOf.map(({ $ref }) => $ref.split('/').at(-1)!);
  }

  /** What is wrong with a value for one of the query's parameters, as it stands in a URL. */
  queryErrors(operation: Operation, name: string, value: string): string[] {
    const schema = operation.query[name];
    if (!schema) return [`no query parameter "${name}"`];
    return this.parameterErrors(schema, value).map((error) => error.replace(/^body/, name));
  }

  /** What is wrong with a parameter's value, as it stands in a URL. */
  parameterErrors(schema: Schema, value: string): string[] {
    const { type } = resolve(this.#document, schema);
    const isNumber = type === 'integer' || type === 'number';
    if (isNumber && !/^-?\d+(\.\d+)?$/.test(value)) return [`body must be ${type}`];
    const parsed = isNumber
      ? Number(value)
      : type === 'boolean'
        ? { true: true, false: false }[value]
        : value;
    return this.#validators.errors(schema, parsed);
  }

  /** How many forms a request's body can have: those of a union at its top. */
  requestVariants(operation: Operation): number {
    const schema = this.#bodySchema(operation);
    const { anyOf, oneOf } = schema
      ? (resolve(this.#document, schema) as { anyOf?: unknown[]; oneOf?: unknown[] })
      : {};
    return (anyOf ?? oneOf)?.length ?? 1;
  }

  /** A body that the operation accepts; undefined where it has none. */
  sampleRequest(operation: Operation, options: Omit<SampleOptions, 'request'>): unknown {
    const schema = this.#bodySchema(operation);
    return schema && sample(this.#document, schema, { ...options, request: true });
  }

  /** An answer that the operation gives; undefined where it has no body. */
  sampleAnswer(operation: Operation, options: Omit<SampleOptions, 'request'>, status = 200): unknown {
    const schema = this.#responseSchema(operation, status);
    return schema && sample(this.#document, schema, options);
  }

  /** A value for one of an operation's parameters. */
  sampleParameter(schema: Schema): unknown {
    return sample(this.#document, schema, { full: true });
  }

  #bodySchema(operation: Operation): Schema | undefined {
    return this.#raw.get(operation)?.requestBody?.content[JSON_TYPE]?.schema;
  }

  #response(operation: Operation, status: number): RawResponse {
    const given = this.#raw.get(operation)?.responses[status];
    return (given ? resolve(this.#document, given) : {}) as RawResponse;
  }

  #responseSchema(operation: Operation, status: number): Schema | undefined {
    return this.#response(operation, status).content?.[JSON_TYPE]?.schema;
  }

  #read(path: string, method: string): Operation {
    const item = this.#document.paths[path]!;
    const raw = item[method] as RawOperation;
    const shared = (item.parameters ?? []) as Schema[];
    const parameters = [...shared, ...(raw.parameters ?? [])].map(
      (one) => resolve(this.#document, one) as unknown as RawParameter,
    );
    const named = (where: string) => {
      const there = parameters.filter((parameter) => parameter.in === where);
      return Object.fromEntries(there.map(({ name, schema }) => [name, schema]));
    };
    const statuses = Object.keys(raw.responses).map(Number);
    const operation: Operation = {
      operationId: raw.operationId,
      method: method.toUpperCase(),
      path,
      authorized: raw.security?.length !== 0,
      pathParameters: named('path'),
      query: named('query'),
      requiredQuery: parameters.filter((p) => p.in === 'query' && p.required).map(({ name }) => name),
      bodyType: Object.keys(raw.requestBody?.content ?? {})[0],
      bodyRequired: raw.requestBody?.required ?? false,
      safeToReplay: raw['x-safe-to-replay'],
      rateLimit: raw['x-rate-limit'],
      pagination: raw['x-pagination'],
      successes: statuses.filter((status) => status < 300),
      failures: statuses.filter((status) => status >= 300),
    };
    this.#raw.set(operation, raw);
    return operation;
  }
}

function matchSegments(pattern: string[], segments: string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index]!;
    if (part.startsWith('{')) {
      // A language may be left out, and means the default one then.
      if (segment === '' && part !== '{language}') return undefined;
      try {
        parameters[part.slice(1, -1)] = decodeURIComponent(segment);
      } catch {
        return undefined;
      }
    } else if (part !== segment) return undefined;
  }
  return parameters;
}
