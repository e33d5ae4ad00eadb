import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { resolve, type SampleOptions, type Schema, sample } from './sample.js';

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
  /** False where sending it twice has a second effect; undefined where the contract does not say. */
  safeToReplay: boolean | undefined;
  /** The published limit, such as `10/s`. */
  rateLimit: string | undefined;
  /** How its answers page. */
  pagination: 'cursor' | 'page' | 'offset' | undefined;
  /** The statuses that the contract knows. */
  statuses: number[];
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
  requestBody?: { content: Record<string, unknown> };
  'x-safe-to-replay'?: boolean;
  'x-rate-limit'?: string;
  'x-pagination'?: 'cursor' | 'page' | 'offset';
  parameters?: ({ $ref: string } | RawParameter)[];
  security?: unknown[];
  responses: Record<string, unknown>;
}

interface RawParameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const JSON_BODY = 'content/application~1json/schema';

/** An OpenAPI document: its operations, which of them a request is, and whether a body keeps to it. */
export class Contract {
  readonly operations: readonly Operation[];
  readonly #ajv: Ajv2020;
  readonly #document: Document;
  readonly #validators = new Map<string, ValidateFunction | undefined>();

  constructor(document: object) {
    this.#document = document as Document;
    this.#ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
    addFormats.default(this.#ajv);
    for (const name of ['ulid', 'ULID']) this.#ajv.addFormat(name, /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i);
    // Its own "url" refuses the addresses of one's own machine.
    this.#ajv.addFormat('url', (text: string) => URL.canParse(text));
    this.#ajv.addSchema(document, 'contract');
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
    const pointer = `${this.#pointer(operation)}/requestBody/${JSON_BODY}`;
    const validator = this.#validator(pointer);
    // Clients are known to send `{}` where there is nothing to say.
    if (!validator) return body === undefined || JSON.stringify(body) === '{}' ? [] : ['expected no body'];
    // No published operation says that its body may be left out, and several work without.
    return body === undefined ? [] : errorsOf(validator, body);
  }

  /** What is wrong with an answer's body; an empty list where nothing is, or the contract leaves it open. */
  responseErrors(operation: Operation, status: number, body: unknown): string[] {
    const validator = this.#validator(`${this.#pointer(operation)}/responses/${status}/${JSON_BODY}`);
    return validator ? errorsOf(validator, body) : [];
  }

  /** What is wrong with a value, by the contract's own name for its shape. */
  schemaErrors(name: string, value: unknown): string[] {
    const validator = this.#validator(`contract#/components/schemas/${name}`);
    return validator ? errorsOf(validator, value) : [`no schema ${name}`];
  }

  /** The names of the shapes that a shape is one of. */
  schemaNames(name: string): string[] {
    const { anyOf } = this.#resolve({ $ref: `#/components/schemas/${name}` }) as {
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
    const number = type === 'integer' || type === 'number';
    const parsed = number ? Number(value) : type === 'boolean' ? { true: true, false: false }[value] : value;
    return errorsOf(this.#parameterValidator(schema), parsed);
  }

  /** How many forms a request's body can have: those of a union at its top. */
  requestVariants(operation: Operation): number {
    const schema = this.#bodySchema(operation);
    const { anyOf } = schema ? (resolve(this.#document, schema) as { anyOf?: unknown[] }) : {};
    return anyOf?.length ?? 1;
  }

  /** A body that the operation accepts; undefined where it has none. */
  sampleRequest(operation: Operation, options: Omit<SampleOptions, 'request'>): unknown {
    const schema = this.#bodySchema(operation);
    return schema && sample(this.#document, schema, { ...options, request: true });
  }

  /** An answer that the operation gives with 200; undefined where that has no body. */
  sampleAnswer(operation: Operation, options: Omit<SampleOptions, 'request'>): unknown {
    const schema = this.#jsonSchema(operation, 'responses', '200');
    return schema && sample(this.#document, schema, options);
  }

  /** A value for one of an operation's parameters. */
  sampleParameter(schema: Schema): unknown {
    return sample(this.#document, schema, { full: true });
  }

  #bodySchema(operation: Operation): Schema | undefined {
    return this.#jsonSchema(operation, 'requestBody');
  }

  #jsonSchema({ path, method }: Operation, ...keys: string[]): Schema | undefined {
    const operation = this.#document.paths[path]![method.toLowerCase()];
    const holder = keys.reduce<unknown>((value, key) => (value as Schema | undefined)?.[key], operation);
    return (holder as { content?: Record<string, { schema: Schema }> } | undefined)?.content?.[
      'application/json'
    ]?.schema;
  }

  #parameterValidator(schema: Schema): ValidateFunction {
    const key = JSON.stringify(schema);
    let validator = this.#validators.get(key);
    if (!validator) {
      const inside = JSON.parse(key.replaceAll('"#/', '"contract#/')) as Schema;
      validator = this.#ajv.compile(inside);
      this.#validators.set(key, validator);
    }
    return validator;
  }

  #read(path: string, method: string): Operation {
    const item = this.#document.paths[path]!;
    const raw = item[method] as RawOperation;
    const shared = (item.parameters ?? []) as RawOperation['parameters'];
    const parameters = [...(shared ?? []), ...(raw.parameters ?? [])].map(
      (p) => this.#resolve(p) as RawParameter,
    );
    const named = (where: string) => {
      const there = parameters.filter((parameter) => parameter.in === where);
      return Object.fromEntries(there.map(({ name, schema }) => [name, schema]));
    };
    return {
      operationId: raw.operationId,
      method: method.toUpperCase(),
      path,
      authorized: raw.security?.length !== 0,
      pathParameters: named('path'),
      query: named('query'),
      requiredQuery: parameters.filter((p) => p.in === 'query' && p.required).map(({ name }) => name),
      bodyType: Object.keys(raw.requestBody?.content ?? {})[0],
      safeToReplay: raw['x-safe-to-replay'],
      rateLimit: raw['x-rate-limit'],
      pagination: raw['x-pagination'],
      statuses: Object.keys(raw.responses).map(Number),
    };
  }

  #resolve(value: { $ref: string } | object): unknown {
    if (!('$ref' in value)) return value;
    return value.$ref
      .slice(2)
      .split('/')
      .reduce((at: unknown, key) => (at as Record<string, unknown>)[key], this.#document);
  }

  #pointer({ path, method }: Operation): string {
    const escaped = path.replaceAll('~', '~0').replaceAll('/', '~1');
    return `contract#/paths/${encodeURIComponent(escaped)}/${method.toLowerCase()}`;
  }

  #validator(pointer: string): ValidateFunction | undefined {
    if (!this.#validators.has(pointer)) this.#validators.set(pointer, this.#compile(pointer));
    return this.#validators.get(pointer);
  }

  #compile(pointer: string): ValidateFunction | undefined {
    try {
      return this.#ajv.compile({ $ref: pointer });
    } catch (error) {
      // A pointer to nothing: this operation has no such body.
      if (String(error).includes("can't resolve reference")) return undefined;
      throw error;
    }
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

function errorsOf(validate: ValidateFunction, value: unknown): string[] {
  if (validate(value)) return [];
  const messages = (validate.errors ?? []).map(({ instancePath, message = 'is invalid', params }) => {
    const where = instancePath.slice(1).replaceAll('/', '.') || 'body';
    const allowed = 'allowedValues' in params ? `: ${(params.allowedValues as unknown[]).join(', ')}` : '';
    return `${where} ${message}${allowed}`;
  });
  return [...new Set(messages)];
}
