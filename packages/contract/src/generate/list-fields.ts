import type { Schema } from '../sample.js';

interface Document {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema: Schema }> }> }>
  >;
  components: { schemas: Record<string, Schema> };
}

const REF = '#/components/schemas/';
/** Objects that hold nothing but lists, of counts or of errors. */
const TABLES = ['series', 'journey_metric', 'errors'];

/**
 * The names of fields, of what answers hold, that are lists in every answer that has them: where they come as null, they are
 * empty. The lists that an answer always has itself are named by the methods.
 */
function listFields(given: object): string[] {
  const document = given as Document;
  const lists = new Set<string>();
  const others = new Set<string>();
  const seen = new Set<string>();
  const resolved = (schema: Schema): Schema => {
    const read = (schema['x-read-as'] ?? schema) as Schema;
    return typeof read.$ref === 'string'
      ? resolved(document.components.schemas[read.$ref.slice(REF.length)]!)
      : read;
  };
  const visit = (schema: Schema, isAnswer: boolean): void => {
    const read = (schema['x-read-as'] ?? schema) as Schema;
    if (typeof read.$ref === 'string') {
      const place = `${read.$ref} ${isAnswer}`;
      if (seen.has(place)) return;
      seen.add(place);
    }
    const {
      anyOf = [],
      oneOf = [],
      allOf = [],
      items,
      properties = {},
      additionalProperties,
      required = [],
      'x-always-present': present = [],
    } = resolved(schema);
    const always = isAnswer ? [required, present].flat() : [];
    for (const part of [anyOf, oneOf, allOf].flat() as Schema[]) visit(part, isAnswer);
    for (const [name, property] of Object.entries(properties as Record<string, Schema>)) {
      const isList = resolved(property).type === 'array';
      if (!isList) others.add(name);
      else if (!always.includes(name)) lists.add(name);
      if (!TABLES.includes(name)) visit(property, false);
    }
    for (const part of [items, additionalProperties]) {
      if (typeof part === 'object' && part !== null) visit(part as Schema, false);
    }
  };
  for (const operation of Object.values(document.paths).flatMap((item) => Object.values(item))) {
    const schema = operation.responses['200']?.content?.['application/json']?.schema;
    if (schema) visit(schema, true);
  }
  return [...lists].filter((name) => !others.has(name)).sort();
}

/** The same as the text of a file. */
export function listFieldsFile(document: object): string {
  return `// Made by \`pnpm generate\` from packages/contract.

/** Fields, of what answers hold, that are lists in every answer that has them. */
export const LIST_FIELDS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  '${listFields(document).join(' ')}'.split(' '),
);
`;
}
