import { resolve, type Schema } from '../sample.js';

const REF = '#/components/schemas/';
/** Fields that are unix seconds, where the contract says no more than that they are integers. */
const TIMESTAMPS =
  /^(created|updated|created_at|updated_at|send_at|queued_at|scheduled_at|expiration|endTime|started_at|ended_at|expires_at|processed_at|start|end|start_ts|end_ts|(created|updated)_(before|after))$/;

/** What shapes are called, and what else of them the contract does not say. */
export interface Naming {
  /** By the contract's name. A shape that is not here stands where it is used. */
  names: Record<string, string>;
  /** Shapes that differ from another by a field or none: one type serves for both. */
  aliases?: Record<string, string>;
  /** The members of a union, in the contract's order, where they have no name there. */
  members?: Record<string, string[]>;
  /** The field that tells a union's members apart: always there, or with a `?` at its end where it need not be. */
  discriminators?: Record<string, string>;
  /** Shapes inside other shapes: a path from a schema to them. */
  inner?: Record<string, string[]>;
  /** Written by hand, because their rules are more than a shape. */
  byHand?: Record<string, { name: string; from: string }>;
  /** Keys are the types' names and their fields. */
  docs: Record<string, string>;
}

/** Prints the document's shapes as TypeScript. */
export class TypePrinter {
  readonly #document: object;
  readonly #naming: Required<Naming>;
  /** Types printed, by name. */
  readonly #printed = new Map<string, string>();

  constructor(document: object, naming: Naming) {
    this.#document = document;
    const none = { aliases: {}, members: {}, discriminators: {}, inner: {}, byHand: {} };
    this.#naming = { ...none, ...naming };
  }

  get types(): string {
    return [...this.#printed.keys()]
      .sort()
      .map((name) => this.#printed.get(name))
      .join('\n');
  }

  /** Docs that belong to nothing printed. */
  get strayDocs(): string[] {
    const all = this.types;
    return Object.entries(this.#naming.docs)
      .filter(([, text]) => !all.includes(text))
      .map(([name]) => name);
  }

  /** Prints a type of this name for a schema. */
  declare(
    name: string,
    schema: Schema,
    request: boolean,
    members?: string[],
    discriminator?: string,
  ): string {
    if (this.#printed.has(name)) return name;
    this.#printed.set(name, '');
    const object = this.#flatten(schema);
    const doc = this.#doc(name, '');
    const isInterface = object && Object.keys(object.properties).length > 0;
    const text = isInterface
      ? `${doc}export interface ${name} ${this.#object(object, request, name, '', discriminator)}\n`
      : `${doc}export type ${name} =${this.#union(name, schema, request, members, discriminator)};\n`;
    this.#printed.set(name, text);
    return name;
  }

  type(schema: Schema, request: boolean, owner = '', indent = ''): string {
    if (typeof schema.$ref === 'string' && schema.$ref.startsWith(REF)) {
      const id = schema.$ref.slice(REF.length);
      const { names, aliases, members, discriminators, byHand } = this.#naming;
      const key = aliases[id] ?? id;
      if (byHand[key]) return byHand[key].name;
      const name = names[key];
      const target = resolve(this.#document, { $ref: REF + key });
      if (name) return this.declare(name, target, request, members[key], discriminators[key]);
      return this.type(target, request, owner, indent);
    }
    const inner = this.#innerName(schema);
    if (inner && inner !== owner) {
      if (schema.type === 'array') return `${this.declare(inner, schema.items as Schema, request)}[]`;
      return this.declare(inner, schema, request);
    }
    const object = this.#flatten(schema);
    if (object) return this.#object(object, request, owner, indent);
    const alternatives = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
    if (alternatives) {
      return [...new Set(alternatives.map((one) => this.type(one, request, owner, indent)))].join(' | ');
    }
    if (Array.isArray(schema.allOf)) {
      const parts = (schema.allOf as Schema[]).map((one) => this.type(one, request, owner, indent));
      return parts.map((part) => (part.includes(' | ') ? `(${part})` : part)).join(' & ');
    }
    if (schema.const !== undefined) return literal(schema.const);
    if (Array.isArray(schema.enum)) return oneOf(schema.enum.map(literal), indent);
    if (Array.isArray(schema.type)) {
      return schema.type.map((type) => this.type({ ...schema, type }, request, owner, indent)).join(' | ');
    }
    switch (schema.type) {
      case 'array': {
        const items = this.type((schema.items ?? {}) as Schema, request, owner, indent);
        return items.includes(' | ') && !items.startsWith('{') ? `(${items})[]` : `${items}[]`;
      }
      case 'integer':
      case 'number':
        return 'number';
      case 'string':
      case 'boolean':
      case 'null':
        return schema.type;
      default:
        return 'unknown';
    }
  }

  #union(name: string, schema: Schema, request: boolean, members?: string[], discriminator?: string): string {
    const alternatives = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
    if (!alternatives) {
      const printed = this.type(schema, request, name);
      return printed.startsWith('\n') ? printed : ` ${printed}`;
    }
    const names = alternatives.map((one, index) => {
      const member = members?.[index];
      if (member) return this.declare(member, one, request, undefined, discriminator);
      const id = typeof one.$ref === 'string' ? this.#naming.names[one.$ref.slice(REF.length)] : undefined;
      if (id) return this.declare(id, resolve(this.#document, one), request, undefined, discriminator);
      return this.type(one, request, name, '  ');
    });
    return names.map((one) => `\n  | ${one}`).join('');
  }

  #object(
    object: FlatObject,
    request: boolean,
    owner: string,
    indent: string,
    discriminator?: string,
  ): string {
    const { properties, required, additional } = object;
    const inside = `${indent}  `;
    const lines = Object.entries(properties)
      .filter(([key, property]) => {
        return (
          !request || key === discriminator?.replace('?', '') || !resolve(this.#document, property).readOnly
        );
      })
      .map(([key, property]) => {
        const mark = required.has(key) || key === discriminator ? '' : '?';
        const seconds = this.#isTimestamp(key, property);
        const printed = this.type(property, request, `${owner}.${key}`, inside);
        const type = seconds && request ? printed.replace('number', 'number | Date') : printed;
        const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : literal(key);
        return `${this.#doc(`${owner}.${key}`, inside, seconds)}${inside}${name}${mark}:${type.startsWith('\n') ? type : ` ${type}`};\n`;
      });
    if (additional !== undefined) {
      const type = lines.length > 0 ? 'unknown' : this.type(additional, request, owner, inside);
      if (lines.length === 0) return `Record<string, ${type}>`;
      lines.push(`${inside}[key: string]: ${type};\n`);
    }
    return lines.length === 0 ? 'Record<string, unknown>' : `{\n${lines.join('')}${indent}}`;
  }

  #isTimestamp(key: string, property: Schema): boolean {
    const { type, format } = resolve(this.#document, property);
    const number = [type].flat().some((one) => one === 'integer' || one === 'number');
    return number && (/^unix timestamp/i.test(String(format)) || TIMESTAMPS.test(key));
  }

  #doc(name: string, indent: string, seconds = false): string {
    const parts = [this.#naming.docs[name], seconds ? 'Unix seconds.' : undefined].filter(Boolean);
    return parts.length > 0 ? `${indent}/** ${parts.join(' ')} */\n` : '';
  }

  /** The schema as one object, where it is an object or several laid over one another. */
  #flatten(given: Schema): FlatObject | undefined {
    const schema = resolve(this.#document, given);
    if (schema.anyOf || schema.oneOf) return undefined;
    if (Array.isArray(schema.allOf)) {
      const parts = [
        ...(schema.allOf as Schema[]),
        ...(schema.properties ? [{ ...schema, allOf: undefined }] : []),
      ];
      const flat = parts.map((part) => this.#flatten(part));
      if (flat.some((part) => !part)) return undefined;
      return (flat as FlatObject[]).reduce((a, b) => ({
        properties: { ...a.properties, ...b.properties },
        required: new Set([...a.required, ...b.required]),
        additional: b.additional ?? a.additional,
      }));
    }
    if (schema.type !== 'object' && !schema.properties) return undefined;
    return {
      properties: (schema.properties ?? {}) as Record<string, Schema>,
      required: new Set((schema.required ?? []) as string[]),
      additional: schema.additionalProperties as Schema | undefined,
    };
  }

  #innerName(schema: Schema): string | undefined {
    const { inner } = this.#naming;
    return Object.keys(inner).find((name) => {
      const [id, key] = inner[name]!;
      const { properties } = resolve(this.#document, { $ref: REF + id }) as {
        properties: Record<string, Schema>;
      };
      return properties[key!] === schema;
    });
  }
}

interface FlatObject {
  properties: Record<string, Schema>;
  required: Set<string>;
  additional: Schema | undefined;
}

function oneOf(alternatives: string[], indent: string): string {
  const line = alternatives.join(' | ');
  return line.length < 90 ? line : alternatives.map((one) => `\n${indent}  | ${one}`).join('');
}

function literal(value: unknown): string {
  // A part in angle brackets stands for what is put there: a template of the printed code, not of this.
  if (typeof value === 'string' && /<.+>/.test(value)) {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is printed.
    return `\`${value.replaceAll(/<.+?>/g, '${string}')}\``;
  }
  return typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : String(value);
}
