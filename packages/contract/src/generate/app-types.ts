import type { Schema } from '../sample.js';
import { APP_DOCS } from './app-docs.js';
import { BY_HAND, EXCLUSIVE, PARAM_IS_ARGUMENT, PARAMS, READ_ONLY } from './app-names.js';
import { type Direction, TypePrinter, UNKNOWN_FIELDS } from './type-printer.js';

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  deprecated?: boolean;
  schema: Schema;
}

interface RawOperation {
  operationId: string;
  'x-pagination'?: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

interface Document {
  paths: Record<string, Record<string, RawOperation>>;
  components: { schemas: Record<string, Schema> };
}

const REF = '#/components/schemas/';

const HEADER = `// Made by \`pnpm generate\` from packages/contract. Change it there: the comments are in src/generate.
`;

/** The App API's types, as the text of a file. */
export function appTypes(given: object): string {
  const document = given as Document;
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  const directions = directionsOf(document, operations);
  const printer = new TypePrinter(document, {
    docs: APP_DOCS,
    directions,
    byHand: BY_HAND,
    exclusive: EXCLUSIVE,
    absent: READ_ONLY,
    open: true,
  });
  for (const name of directions.keys()) printer.component(name);
  printParams(printer, operations);
  if (printer.strayDocs.length > 0) throw new Error(`texts for nothing: ${printer.strayDocs.join(', ')}`);
  if (printer.undocumented.length > 0) throw new Error(`no text for ${printer.undocumented.join(', ')}`);
  return `${HEADER}${imports(printer.types)}\n${UNKNOWN_FIELDS}\n${printer.types}`;
}

/** The type of what an operation answers success with, in the terms of {@link appTypes}; undefined where it has no body. */
export function appAnswerType(given: object, operationId: string): string | undefined {
  const document = given as Document;
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  const operation = operations.find((one) => one.operationId === operationId)!;
  const schema = operation.responses['200']?.content?.['application/json']?.schema;
  const directions = directionsOf(document, operations);
  const printer = new TypePrinter(document, { docs: {}, directions, byHand: BY_HAND, open: true });
  return schema && printer.type(schema, 'answer');
}

/** Which components are sent, which received, which both. */
function directionsOf(document: Document, operations: RawOperation[]): Map<string, Direction> {
  const directions = new Map<string, Direction>();
  const visit = (value: unknown, direction: Direction): void => {
    if (Array.isArray(value)) {
      for (const one of value) visit(one, direction);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const schema = value as Schema;
    if (typeof schema.$ref === 'string') {
      const name = schema.$ref.slice(REF.length);
      const before = directions.get(name);
      if (before === direction || before === 'both') return;
      directions.set(name, before ? 'both' : direction);
      if (!(name in BY_HAND)) visit(document.components.schemas[name], direction);
      return;
    }
    visit(schema['x-read-as'] ?? Object.values(schema), direction);
  };
  for (const { requestBody, responses, parameters = [] } of operations) {
    visit(responses['200']?.content?.['application/json']?.schema, 'answer');
    visit(requestBody?.content['application/json']?.schema, 'request');
    for (const { schema } of parameters) visit(schema, 'request');
  }
  return directions;
}

function printParams(printer: TypePrinter, operations: RawOperation[]): void {
  const schemas = new Map<string, string>();
  for (const { operationId, parameters = [], 'x-pagination': pagination } of operations) {
    const query = parameters.filter((parameter) => parameter.in === 'query');
    if (query.length === 0 || PARAM_IS_ARGUMENT.includes(operationId)) continue;
    const name = PARAMS[operationId];
    if (!name) throw new Error(`PARAMS has no name for the query parameters of ${operationId}`);
    const schema = {
      type: 'object',
      properties: Object.fromEntries(
        query.map(({ name, schema, deprecated }) => [
          name,
          // Some lists give a number as `next`, and take it.
          name === 'start' && pagination === 'cursor'
            ? { type: ['string', 'integer'] }
            : { ...schema, ...(deprecated && { deprecated }) },
        ]),
      ),
      required: query.filter(({ required }) => required).map(({ name }) => name),
    };
    const text = JSON.stringify(schema);
    if ((schemas.get(name) ?? text) !== text) throw new Error(`${name} names different parameters`);
    schemas.set(name, text);
    printer.declare(name, schema, 'request');
  }
}

function imports(types: string): string {
  const modules = new Map<string, string[]>();
  for (const [name, from] of Object.entries(BY_HAND)) {
    if (new RegExp(`\\b${name}\\b`).test(types)) modules.set(from, [...(modules.get(from) ?? []), name]);
  }
  return [...modules]
    .map(([from, names]) => `import type { ${names.join(', ')} } from '${from}';\n`)
    .join('');
}
