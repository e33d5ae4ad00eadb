import { resolve, type Schema } from '../sample.js';
import { DOCS } from './app-docs.js';
import {
  ALIASES,
  ANSWER_KEYS,
  ANSWERS,
  BY_HAND,
  DISCRIMINATORS,
  INNER,
  MEMBERS,
  NAMES,
  PARAMS,
} from './app-names.js';
import { TypePrinter } from './type-printer.js';

interface RawOperation {
  operationId: string;
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

const HEADER = `// Made by \`pnpm generate\` from packages/contract. Change it there: names and comments are in src/generate.
`;

/** The App API's types, as the text of a file. */
export function appTypes(document: object): string {
  const printer = new TypePrinter(document, {
    names: NAMES,
    aliases: ALIASES,
    members: MEMBERS,
    discriminators: DISCRIMINATORS,
    inner: INNER,
    byHand: BY_HAND,
    docs: DOCS,
  });
  const operations = Object.values(
    (document as { paths: Record<string, Record<string, unknown>> }).paths,
  ).flatMap((item) => Object.values(item) as RawOperation[]);

  // Answers first: a shape that is in both has all its fields there.
  for (const { operationId, responses } of operations) {
    const body = bodyOf(responses['200']);
    const name = ANSWERS[operationId];
    if (name) printer.declare(name, body, false);
    const key = Object.keys(ANSWER_KEYS).find((one) => ANSWER_KEYS[one]![0] === operationId);
    if (key) {
      const { properties } = resolve(document, body) as { properties: Record<string, Schema> };
      const value = properties[ANSWER_KEYS[key]![1]]!;
      printer.declare(key, value.type === 'array' ? (value.items as Schema) : value, false);
    }
    printer.type(body, false);
  }
  for (const { requestBody } of operations) {
    const schema = requestBody?.content['application/json']?.schema;
    if (schema) printer.type(schema, true);
  }
  for (const { operationId, parameters = [] } of operations) {
    const query = parameters.filter((parameter) => parameter.in === 'query');
    const name = PARAMS[operationId];
    if (!name) continue;
    printer.declare(
      name,
      {
        type: 'object',
        properties: Object.fromEntries(query.map(({ name, schema }) => [name, schema])),
        required: query.filter(({ required }) => required).map(({ name }) => name),
      },
      true,
    );
  }
  const unused = Object.values(NAMES).filter(
    (name) => !new RegExp(`export \\w+ ${name}\\b`).test(printer.types),
  );
  if (unused.length > 0) throw new Error(`no type printed for ${unused.join(', ')}`);
  if (printer.strayDocs.length > 0) throw new Error(`docs for nothing: ${printer.strayDocs.join(', ')}`);

  const modules = new Map<string, string[]>();
  for (const { name, from } of Object.values(BY_HAND))
    modules.set(from, [...(modules.get(from) ?? []), name]);
  const imports = [...modules].map(
    ([from, names]) => `import type { ${names.join(', ')} } from '${from}';\n`,
  );
  return `${HEADER}${imports.join('')}\n${printer.types}`;
}

function bodyOf(response: RawOperation['responses'][string] | undefined): Schema {
  return response?.content?.['application/json']?.schema ?? {};
}
