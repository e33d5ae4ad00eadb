import { Contract } from './contract.js';
import { type Schema, sample } from './sample.js';

interface Kind {
  /** `email.clicked`: the event's `object_type` and `metric`. */
  type: string;
  /** The contract's name for it. */
  schema: string;
}

/** The events that reporting webhooks carry: which there are, an example of each, and whether a body is one. */
export class ReportingEvents {
  readonly kinds: readonly Kind[];
  readonly #contract: Contract;
  readonly #document: object;

  constructor(document: object) {
    this.#document = document;
    this.#contract = new Contract(document);
    const { schemas } = (document as { components: { schemas: Record<string, Schema> } }).components;
    const groups = Object.keys(schemas).filter(
      (id) => id.endsWith('_event') && Array.isArray(schemas[id]!.anyOf),
    );
    this.kinds = groups
      .flatMap((group) => this.#contract.schemaNames(group))
      .map((schema) => {
        const { object_type, metric } = this.sample(schema) as { object_type: string; metric: string };
        return { type: `${object_type}.${metric}`, schema };
      });
  }

  /** An example of an event, by the contract's name for it or by its type. */
  sample(name: string, full = true): Record<string, unknown> {
    const schema = this.kinds?.find(({ type }) => type === name)?.schema ?? name;
    return sample(this.#document, { $ref: `#/components/schemas/${schema}` }, { full }) as Record<
      string,
      unknown
    >;
  }

  /** What is wrong with a body, as an event of its kind. */
  errors(schema: string, body: unknown): string[] {
    return this.#contract.schemaErrors(schema, body);
  }
}
