import { resolve, type Schema } from './sample.js';

/**
 * The fields of a body that its schema does not name, each as a path such as `envelope.headers[0].nme`. Objects whose
 * schema leaves their fields open have none.
 */
export function unknownFields(document: object, schema: Schema, body: unknown): string[] {
  return fieldsBeyond(document, forms(document, schema), body, '');
}

function fieldsBeyond(document: object, schemas: Schema[], value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    const items = schemas.flatMap(({ items }) => (items ? forms(document, items as Schema) : []));
    return value.flatMap((item, index) => fieldsBeyond(document, items, item, `${path}[${index}]`));
  }
  const objects = schemas.filter(({ properties }) => Object.keys(properties ?? {}).length > 0);
  if (objects.length === 0) return [];
  const isOpen = schemas.some(({ additionalProperties }) => additionalProperties);
  return Object.entries(value).flatMap(([name, inside]) => {
    const here = path ? `${path}.${name}` : name;
    const named = objects.flatMap(({ properties }) =>
      Object.hasOwn(properties as object, name) ? [(properties as Record<string, Schema>)[name]!] : [],
    );
    if (named.length === 0) return isOpen ? [] : [here];
    const inner = named.flatMap((one) => forms(document, one));
    return fieldsBeyond(document, inner, inside, here);
  });
}

const known = new WeakMap<Schema, Schema[]>();

/** A schema, and those that it is one of or all of. */
function forms(document: object, given: Schema): Schema[] {
  const schema = resolve(document, given);
  const cached = known.get(schema);
  if (cached) return cached;
  const all = formsOf(document, schema);
  known.set(schema, all);
  return all;
}

function formsOf(document: object, schema: Schema): Schema[] {
  const { anyOf = [], oneOf = [], allOf = [] } = schema as Record<string, Schema[] | undefined>;
  return [schema, ...[...anyOf, ...oneOf, ...allOf].flatMap((one) => forms(document, one))];
}
