import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Schema } from './sample.js';

/** Says what is wrong with values, by the schemas of one document. */
export class Validators {
  readonly #ajv: Ajv2020;
  readonly #compiled = new WeakMap<Schema, ValidateFunction>();
  readonly #named = new Map<string, Schema>();

  constructor(document: object) {
    // The documents are ours: to check them against JSON Schema's own takes a third of the emulator's start.
    this.#ajv = new Ajv2020({ strict: false, logger: false, meta: false, validateSchema: false });
    addFormats.default(this.#ajv);
    for (const name of ['ulid', 'ULID']) this.#ajv.addFormat(name, /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i);
    // Its own "url" refuses the addresses of one's own machine.
    this.#ajv.addFormat('url', (text: string) => URL.canParse(text));
    this.#ajv.addKeyword({
      keyword: 'x-always-present',
      type: 'object',
      schemaType: 'array',
      validate: (keys: string[], value: object) => keys.every((key) => Object.hasOwn(value, key)),
      error: { message: ({ schema }) => `must have all of ${(schema as string[]).join(', ')}` },
    });
    this.#ajv.addSchema(document, 'contract');
  }

  /** What is wrong with a value; an empty list where nothing is. */
  errors(schema: Schema, value: unknown): string[] {
    const validate = this.#validator(schema);
    if (validate(value)) return [];
    const messages = (validate.errors ?? []).map(({ instancePath, message = 'is invalid', params }) => {
      const where = instancePath.slice(1).replaceAll('/', '.') || 'body';
      const allowed = 'allowedValues' in params ? `: ${(params.allowedValues as unknown[]).join(', ')}` : '';
      return `${where} ${message}${allowed}`;
    });
    return [...new Set(messages)];
  }

  /** The same by the document's name for the shape. */
  errorsOf(name: string, value: unknown): string[] {
    let schema = this.#named.get(name);
    if (!schema) {
      schema = { $ref: `#/components/schemas/${name}` };
      this.#named.set(name, schema);
    }
    return this.errors(schema, value);
  }

  #validator(schema: Schema): ValidateFunction {
    let validate = this.#compiled.get(schema);
    if (!validate) {
      // What it refers to stands in the document, not in itself.
      const inside = JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"contract#/');
      validate = this.#ajv.compile(JSON.parse(inside));
      this.#compiled.set(schema, validate);
    }
    return validate;
  }
}
