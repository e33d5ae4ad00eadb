import { resolve, type Schema } from '../sample.js';
import { fieldDoc } from './field-doc.js';

const REF = '#/components/schemas/';
/** Fields that are unix seconds, where the contract says no more than that they are integers. */
const TIMESTAMPS =
  /^(created|updated|created_at|updated_at|send_at|queued_at|scheduled_at|expiration|endTime|started_at|ended_at|expires_at|processed_at|start|end|start_ts|end_ts|start_date|end_date|(created|updated)_(before|after))$/;

/** The type that printed types of open objects extend. */
export const UNKNOWN_FIELDS = `/** Fields that Customer.io sends and that have no type here yet. */
export interface UnknownFields {
  [key: string]: unknown;
}
`;

/** What of a type is sent, and what of it is received: a type that is both stays closed. */
export type Direction = 'request' | 'answer' | 'both';

export interface PrinterOptions {
  /** Texts by `Type`, by `Type.field`, and by `*.field` for a field of any type that is sent. */
  docs: Record<string, string>;
  /** The text of a type that `docs` does not name. */
  typeDoc?: (name: string) => string | undefined;
  /** Whether the texts by `*.field` are for what is received too. */
  docsForAnswers?: boolean;
  /** Which components are sent, received, or both. A component that is in none is an error. */
  directions?: ReadonlyMap<string, Direction>;
  /** Components that are written by hand, and the module they are in. */
  byHand?: Record<string, string>;
  /** Unions whose members exclude one another: of the fields that only another has, a member has none. */
  exclusive?: readonly string[];
  /** Whether received objects can have fields that are not listed. */
  open?: boolean;
  /** Fields that a component never has, so that they can be read of a union which it is in. */
  absent?: Record<string, readonly string[]>;
}

/** Prints a document's components as TypeScript. A component is a type of the same name. */
export class TypePrinter {
  readonly #document: object;
  readonly #options: Required<PrinterOptions>;
  readonly #printed = new Map<string, string>();
  readonly #usedDocs = new Set<string>();
  readonly #undocumented = new Set<string>();

  constructor(document: object, options: PrinterOptions) {
    this.#document = document;
    const defaults = {
      typeDoc: () => undefined,
      docsForAnswers: false,
      directions: new Map(),
      byHand: {},
      exclusive: [],
      open: false,
      absent: {},
    };
    this.#options = { ...defaults, ...options };
  }

  /** All types printed, in the order of their names. */
  get types(): string {
    return [...this.#printed.keys()]
      .sort()
      .map((name) => this.#printed.get(name))
      .join('\n');
  }

  /** Texts that belong to nothing printed. */
  get strayDocs(): string[] {
    return Object.keys(this.#options.docs).filter((name) => !this.#usedDocs.has(name));
  }

  /** Fields of requests that no text describes. */
  get undocumented(): string[] {
    return [...this.#undocumented];
  }

  /** Prints a component, and returns what it is called. */
  component(name: string): string {
    if (name in this.#options.byHand || this.#sendsNothing({ $ref: REF + name })) return name;
    return this.declare(name, { $ref: REF + name }, this.#options.directions.get(name) ?? 'answer');
  }

  /** Prints a type of this name for a schema; `parameters` are type parameters, in angle brackets. */
  declare(name: string, given: Schema, direction: Direction, parameters = ''): string {
    if (this.#printed.has(name)) return name;
    this.#printed.set(name, '');
    const schema = resolve(this.#document, given);
    const doc = this.#typeDoc(name);
    const object = this.#flatten(schema);
    let text: string;
    if (object && Object.keys(object.properties).length + (this.#options.absent[name]?.length ?? 0) > 0) {
      // Where other fields have a type of their own, it is their index.
      const open = direction === 'answer' && this.#options.open && !hasIndex(object);
      const heritage = open ? ' extends UnknownFields' : '';
      text = `${doc}export interface ${name}${parameters}${heritage} ${this.#object(object, direction, name, '', false)}\n`;
    } else {
      const alternatives = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
      const printed = alternatives
        ? this.#alternatives(alternatives, direction, name, '  ')
            .map((one) => `\n  | ${one}`)
            .join('')
        : this.type(schema, direction, name);
      text = `${doc}export type ${name} =${printed.startsWith('\n') ? '' : ' '}${printed};\n`;
    }
    this.#printed.set(name, text);
    return name;
  }

  /** A schema as a type: its name, where it is a component. */
  type(given: Schema, direction: Direction, owner = '', indent = ''): string {
    if (typeof given['x-type-parameter'] === 'string') return given['x-type-parameter'];
    if (given['x-read-as']) return this.type(given['x-read-as'] as Schema, direction, owner, indent);
    if (typeof given.$ref === 'string') {
      const id = given.$ref.slice(REF.length);
      const name = this.component(id);
      const isShared = direction === 'answer' && this.#options.directions.get(id) === 'both';
      return this.#options.open && isShared && this.#flatten(given) ? `${name} & UnknownFields` : name;
    }
    const schema = given;
    const object = this.#flatten(schema);
    if (object) {
      const printed = this.#object(object, direction, owner, indent, direction === 'answer');
      return [schema.type].flat().includes('null') ? `${printed} | null` : printed;
    }
    const alternatives = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
    if (alternatives) return this.#alternatives(alternatives, direction, owner, indent).join(' | ');
    if (Array.isArray(schema.allOf)) {
      const parts = (schema.allOf as Schema[]).map((one) => this.type(one, direction, owner, indent));
      return parts.map(inParentheses).join(' & ');
    }
    if (Array.isArray(schema['x-known-values'])) {
      const known = schema['x-known-values'].map(literal).join(' | ');
      return `${known} | (string & {})`;
    }
    if (Array.isArray(schema.enum)) return unionOf(schema.enum.map(literal), indent);
    if (Array.isArray(schema.type)) {
      return schema.type.map((type) => this.type({ ...schema, type }, direction, owner, indent)).join(' | ');
    }
    switch (schema.type) {
      case 'array': {
        const items = this.type((schema.items ?? {}) as Schema, direction, owner, indent);
        const isUnion = 'anyOf' in Object(schema.items) || 'oneOf' in Object(schema.items);
        return `${items.startsWith('{') && !isUnion ? items : inParentheses(items)}[]`;
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

  #alternatives(members: Schema[], direction: Direction, owner: string, indent: string): string[] {
    const exclusive = this.#options.exclusive.includes(owner);
    return [
      ...new Set(
        members
          .filter((member) => direction !== 'request' || !this.#sendsNothing(member))
          .map((member) => {
            const printed = this.type(member, direction, owner, indent);
            const others = exclusive ? this.#keysOfOthers(member, members) : [];
            return others.length > 0
              ? `(${printed} & {\n${others.map((key) => this.#absentField(key, members, direction, owner, indent)).join('')}${indent}})`
              : printed;
          }),
      ),
    ];
  }

  /** A field that only other members of a union have, with the words that it has there. */
  #absentField(key: string, members: Schema[], direction: Direction, owner: string, indent: string): string {
    const member = members.find((one) => key in (this.#flatten(one)?.properties ?? {}));
    const name = typeof member?.$ref === 'string' ? member.$ref.slice(REF.length) : owner;
    const inside = `${indent}  `;
    return `${fieldDoc(this.#meaning(name, key, direction), {}, false, inside)}${inside}${key}?: undefined;\n`;
  }

  /** Whether all fields of a shape are the server's: a request cannot say anything in it. */
  #sendsNothing(given: Schema): boolean {
    const fields = Object.values(this.#flatten(given)?.properties ?? {});
    return fields.length > 0 && fields.every((field) => resolve(this.#document, field).readOnly);
  }

  /** The fields that other members of a union have and this one has not. */
  #keysOfOthers(member: Schema, members: Schema[]): string[] {
    const own = this.#flatten(member)?.properties ?? {};
    const all = members.flatMap((one) => Object.keys(this.#flatten(one)?.properties ?? {}));
    return [...new Set(all)].filter((key) => !(key in own));
  }

  #object(object: FlatObject, direction: Direction, owner: string, indent: string, open: boolean): string {
    const { properties, required, additional } = object;
    const inside = `${indent}  `;
    const lines = Object.entries(properties)
      .filter(([, property]) => direction === 'answer' || !resolve(this.#document, property).readOnly)
      .map(([key, property]) => this.#field(key, property, required, direction, owner, inside));
    for (const key of this.#options.absent[owner] ?? []) {
      // The same words as where it is: an editor shows those of all members of a union, each once.
      const doc = fieldDoc(this.#meaning(owner, key, direction), {}, false, inside);
      lines.push(`${doc}${inside}${key}?: undefined;\n`);
    }
    if (hasIndex(object)) {
      const type = this.type(additional as Schema, direction, owner, inside);
      if (lines.length === 0) return `Record<string, ${type}>`;
      lines.push(`${inside}[key: string]: ${type === 'unknown' ? type : `${type} | undefined`};\n`);
    } else if (lines.length === 0) {
      // An interface or a class is no record, and is taken too.
      return direction === 'request' ? 'object' : 'Record<string, unknown>';
    } else if (open && this.#options.open) {
      lines.push(`${inside}[key: string]: unknown;\n`);
    }
    return `{\n${lines.join('')}${indent}}`;
  }

  #field(
    key: string,
    property: Schema,
    required: ReadonlySet<string>,
    direction: Direction,
    owner: string,
    indent: string,
  ): string {
    const place = `${owner}.${key}`;
    const isTime = this.#isTimestamp(key, property);
    const printed = this.type(this.#withoutOthers(owner, key, property), direction, place, indent);
    const type = isTime && direction === 'request' ? printed.replace('number', 'number | Date') : printed;
    const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : literal(key);
    const doc = this.#fieldDoc(owner, key, property, direction, isTime, indent);
    const isOptional = !required.has(key);
    // What callers pass in may be undefined in so many words, under `exactOptionalPropertyTypes` too.
    const value = isOptional && direction !== 'answer' && type !== 'unknown' ? `${type} | undefined` : type;
    return `${doc}${indent}${name}${isOptional ? '?' : ''}:${value.startsWith('\n') ? '' : ' '}${value};\n`;
  }

  /**
   * What tells a union's members apart: where one member lists values that another has as its only one, it means
   * the rest, so that a comparison leaves one member.
   */
  #withoutOthers(owner: string, key: string, property: Schema): Schema {
    if (!Array.isArray(property.enum) || property.enum.length < 2) return property;
    const { schemas } = (this.#document as { components: { schemas: Record<string, Schema> } }).components;
    const siblings = Object.values(schemas)
      .map(({ anyOf }) => ((anyOf ?? []) as Schema[]).map(({ $ref }) => String($ref).slice(REF.length)))
      .find((names) => names.includes(owner));
    const taken = (siblings ?? []).flatMap((name) => {
      const { enum: values } = (this.#flatten({ $ref: REF + name })?.properties[key] ?? {}) as {
        enum?: unknown[];
      };
      return name !== owner && values?.length === 1 ? values : [];
    });
    return { ...property, enum: property.enum.filter((value) => !taken.includes(value)) };
  }

  #isTimestamp(key: string, property: Schema): boolean {
    const { type, format } = resolve(this.#document, property);
    const isNumber = [type].flat().some((one) => one === 'integer' || one === 'number');
    return isNumber && (/^unix timestamp/i.test(String(format)) || TIMESTAMPS.test(key));
  }

  #typeDoc(name: string): string {
    const text = this.#text(name) ?? this.#options.typeDoc(name);
    return text === undefined ? '' : `/** ${text} */\n`;
  }

  #fieldDoc(
    owner: string,
    key: string,
    property: Schema,
    direction: Direction,
    isTime: boolean,
    indent: string,
  ): string {
    const meaning = this.#meaning(owner, key, direction);
    if (meaning === undefined && direction !== 'answer') this.#undocumented.add(`${owner}.${key}`);
    const schema = { ...resolve(this.#document, property), ...property };
    return fieldDoc(meaning, schema, isTime, indent);
  }

  #meaning(owner: string, key: string, direction: Direction): string | undefined {
    const isDescribedAnywhere = direction !== 'answer' || this.#options.docsForAnswers;
    return this.#text(`${owner}.${key}`) ?? (isDescribedAnywhere ? this.#text(`*.${key}`) : undefined);
  }

  #text(name: string): string | undefined {
    const text = this.#options.docs[name];
    if (text !== undefined) this.#usedDocs.add(name);
    return text;
  }

  /** The schema as one object, where it is an object or several laid over one another. */
  #flatten(given: Schema): FlatObject | undefined {
    const schema = resolve(this.#document, given);
    if (schema.anyOf || schema.oneOf) return undefined;
    if (Array.isArray(schema.allOf)) {
      const flat = (schema.allOf as Schema[]).map((part) => this.#flatten(part));
      if (flat.some((part) => !part)) return undefined;
      return (flat as FlatObject[]).reduce((a, b) => ({
        properties: { ...a.properties, ...b.properties },
        required: new Set([...a.required, ...b.required]),
        additional: b.additional ?? a.additional,
      }));
    }
    if (![schema.type].flat().includes('object') && !schema.properties) return undefined;
    const always = (schema['x-always-present'] ?? []) as string[];
    return {
      properties: (schema.properties ?? {}) as Record<string, Schema>,
      required: new Set([...((schema.required ?? []) as string[]), ...always]),
      additional: schema.additionalProperties,
    };
  }
}

interface FlatObject {
  properties: Record<string, Schema>;
  required: ReadonlySet<string>;
  additional: unknown;
}

/** Whether fields that are not listed have a type. */
function hasIndex({ additional, properties }: FlatObject): boolean {
  if (typeof additional !== 'object' || additional === null) return false;
  return Object.keys(additional).length > 0 || Object.keys(properties).length > 0;
}

function inParentheses(type: string): string {
  return / [|&] /.test(type) ? `(${type})` : type;
}

function unionOf(alternatives: string[], indent: string): string {
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
