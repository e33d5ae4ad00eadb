export type Schema = Record<string, unknown>;

export interface SampleOptions {
  /** Whether optional properties are there too. */
  full: boolean;
  /** Whether it is for a request: read-only properties stay away. */
  request?: boolean;
  /** Which alternative to take, where the whole is one of several. Default 0, as for one that is not there. */
  variant?: number;
}

const BY_FORMAT: Record<string, unknown> = {
  email: 'ada@example.com',
  url: 'https://example.com/file.csv',
  uri: 'https://example.com/file.csv',
  uuid: '123e4567-e89b-42d3-a456-426614174000',
  ulid: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  json: '{}',
  base64: 'aGVsbG8=',
  'unix timestamp': 1_700_000_000,
  'unix timestamp (seconds)': 1_700_000_000,
};

/** A value that a schema describes, the same each time. */
export function sample(document: object, schema: Schema, options: SampleOptions): unknown {
  return new Sampler(document, options).value(schema, options.variant ?? 0);
}

class Sampler {
  constructor(
    readonly document: object,
    readonly options: SampleOptions,
  ) {}

  value(given: Schema, variant = 0): unknown {
    const { $ref: _, ...beside } = given;
    const schema = { ...resolve(this.document, given), ...beside };
    const value = this.#unbounded(schema, variant);
    const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
    return isEmpty && Number(schema.minProperties ?? 0) > 0 ? { key: 'text' } : value;
  }

  #unbounded(schema: Schema, variant: number): unknown {
    if ('const' in schema) return schema.const;
    if (Array.isArray(schema.enum)) return schema.enum[0];
    for (const key of ['anyOf', 'oneOf']) {
      const alternatives = schema[key] as Schema[] | undefined;
      if (alternatives)
        return this.#merge([alternatives[variant] ?? alternatives[0]!, without(schema, key)], variant);
    }
    if (Array.isArray(schema.allOf)) return this.#layers(schema, variant);
    const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
    if (type === 'object' || schema.properties) return this.#object(schema);
    if (type === 'array') {
      const some = this.options.full || Number(schema.minItems ?? 0) > 0;
      return some ? [this.value((schema.items ?? {}) as Schema)] : [];
    }
    if (type === 'boolean') return true;
    const byFormat = BY_FORMAT[String(schema.format).toLowerCase()];
    if (type === 'integer' || type === 'number') return byFormat ?? schema.minimum ?? 1;
    if (type === 'null') return null;
    return byFormat ?? 'text';
  }

  /** Schemas laid over one another: what one of them requires may be described by another. */
  #layers(schema: Schema, variant: number): unknown {
    const { allOf, ...own } = schema as { allOf: Schema[] };
    const layers = [...allOf, own as Schema].map((layer) => resolve(this.document, layer));
    const flat = layers.map((layer) => ('allOf' in layer ? { ...flatten(this.document, layer) } : layer));
    const required = flat.flatMap((layer) => (layer.required ?? []) as string[]);
    return this.#merge(
      flat.filter((layer) => layer.properties || layer.anyOf).map((layer) => ({ ...layer, required })),
      variant,
    );
  }

  #merge(parts: Schema[], variant: number): unknown {
    const values = parts
      .filter((part) => Object.keys(part).length > 0)
      .map((part) => this.value(part, variant));
    const objects = values.filter(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    );
    return objects.length > 1 ? Object.assign({}, ...objects) : values[0];
  }

  #object(schema: Schema): Record<string, unknown> {
    const always = (schema['x-always-present'] ?? []) as string[];
    const required = new Set([...((schema.required ?? []) as string[]), ...always]);
    const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
    return Object.fromEntries(
      properties
        .filter(([name]) => this.options.full || required.has(name))
        .filter(([, property]) => !(this.options.request && resolve(this.document, property).readOnly))
        .map(([name, property]) => [name, this.value(property)]),
    );
  }
}

/** A schema itself, where it was a pointer to one. */
export function resolve(document: object, schema: Schema): Schema {
  if (typeof schema.$ref !== 'string') return schema;
  const target = schema.$ref
    .slice(2)
    .split('/')
    .reduce((value: unknown, key) => (value as Record<string, unknown>)[key], document);
  return resolve(document, target as Schema);
}

function flatten(document: object, schema: Schema): Schema {
  const layers = ((schema.allOf ?? []) as Schema[]).map((layer) => resolve(document, layer));
  return {
    type: 'object',
    properties: Object.assign({}, ...layers.map(({ properties }) => properties), schema.properties),
    required: [
      ...layers.flatMap(({ required = [] }) => required as string[]),
      ...((schema.required ?? []) as string[]),
    ],
  };
}

function without(schema: Schema, key: string): Schema {
  const { [key]: _, title: __, discriminator: ___, ...rest } = schema;
  return rest.properties || rest.type === 'object' ? rest : {};
}
