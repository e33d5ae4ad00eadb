import { resolve, type Schema, sample } from './sample.js';
import { Validators } from './validators.js';

const REF = '#/components/schemas/';

/** A kind of event: what its body is told by. */
export interface EventKind {
  /** `email.clicked` and so on: the event's `object_type` and `metric`. */
  type: string;
  /** The names of the shapes that it can have: two for `email.unsubscribed`, one for all others. */
  schemas: readonly string[];
}

/** What a message came from, in the contract's order. */
export const SOURCES = ['broadcast', 'campaign', 'newsletter', 'transactional'] as const;

/** The events that reporting webhooks carry: which there are, an example of each, and whether a body is one. */
export class ReportingEvents {
  readonly kinds: readonly EventKind[];
  readonly #document: object;
  readonly #validators: Validators;

  constructor(document: object) {
    this.#document = document;
    this.#validators = new Validators(document);
    const schemas = new Map<string, string[]>();
    for (const name of this.#names()) {
      const { object_type, metric } = this.#properties(name);
      for (const type of object_type!.enum as string[]) {
        const kind = `${type}.${(metric!.enum as string[])[0]}`;
        // The delivery's own form comes first, the customer's second.
        const others = schemas.get(kind) ?? [];
        schemas.set(kind, name.startsWith('Customer') ? [...others, name] : [name, ...others]);
      }
    }
    this.kinds = [...schemas].map(([type, names]) => ({ type, schemas: names }));
  }

  /** An example of an event by its type. `source` is what its message came from, where it can come from that. */
  sample(type: string, full = true, source: (typeof SOURCES)[number] = 'broadcast'): Record<string, unknown> {
    const { schemas } = this.#kind(type);
    const schema = { $ref: REF + schemas[0] };
    const event = sample(this.#document, schema, { full }) as Record<string, unknown>;
    const data = sample(this.#document, this.#properties(schemas[0]!).data!, {
      full,
      variant: SOURCES.indexOf(source),
    });
    const object_type = type.slice(0, type.indexOf('.'));
    return {
      ...event,
      object_type,
      ...('object_type_type' in event && { object_type_type: object_type }),
      data,
    };
  }

  /** What is wrong with a body, as an event of a type. */
  errors(type: string, body: unknown): string[] {
    const { schemas } = this.#kind(type);
    const all = schemas.map((name) => this.#validators.errorsOf(name, body));
    const { object_type, object_type_type, metric } = Object(body) as Record<string, unknown>;
    const given = `${object_type ?? object_type_type}.${metric}`;
    const mismatch = given === type ? [] : [`it is a ${given}, not a ${type}`];
    return [...(all.find((errors) => errors.length === 0) ?? all[0]!), ...mismatch];
  }

  #kind(type: string): EventKind {
    const kind = this.kinds.find((one) => one.type === type);
    if (!kind) throw new Error(`the contract has no event ${type}`);
    return kind;
  }

  #names(): string[] {
    const { anyOf } = resolve(this.#document, { $ref: `${REF}ReportingEvent` }) as {
      anyOf: { $ref: string }[];
    };
    return anyOf.map(({ $ref }) => $ref.slice(REF.length));
  }

  #properties(name: string): Record<string, Schema> {
    return resolve(this.#document, { $ref: REF + name }).properties as Record<string, Schema>;
  }
}
