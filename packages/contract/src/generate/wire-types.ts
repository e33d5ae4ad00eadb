import type { Schema } from '../sample.js';
import { TypePrinter } from './type-printer.js';

interface RawOperation {
  operationId: string;
  requestBody?: { content: Record<string, { schema: Schema }> };
}

interface Document {
  paths: Record<string, Record<string, RawOperation>>;
  components: { schemas: Record<string, Schema> };
}

const HEADER = `// Made by \`pnpm generate\` from packages/contract. Change it there.
`;

/** Components that the printer has no form for. */
const BY_HAND: Record<string, string> = {
  Attachments: `/** Files in Base64, by their names. */
export type Attachments = Record<string, string>;
`,
};

/** Components with other names are printed where they are used. */
const IDENTIFIER = /^[A-Za-z_]\w*$/;

/** A document's components and the bodies of its requests, as they go over the wire, as the text of a file. */
export function wireTypes(given: object): string {
  // As it is on the wire, not as the clients hand it out.
  const document = JSON.parse(JSON.stringify(given), (key, value: unknown) =>
    key === 'x-read-as' ? undefined : value,
  ) as Document;
  const printer = new TypePrinter(document, { docs: {}, byHand: BY_HAND });
  for (const name of Object.keys(document.components.schemas)) {
    if (!(name in BY_HAND) && IDENTIFIER.test(name))
      printer.declare(name, { $ref: `#/components/schemas/${name}` }, 'answer');
  }
  const bodies = Object.values(document.paths)
    .flatMap((item) => Object.values(item))
    .filter(({ operationId }) => operationId !== undefined)
    .map(({ operationId, requestBody }) => {
      const schema = requestBody?.content['application/json']?.schema;
      return `  ${operationId}: ${schema ? printer.type(schema, 'answer', operationId, '  ') : 'undefined'};\n`;
    });
  const doc = '/** The body of each operation that has one of JSON, by operation id. */\n';
  const byHand = Object.keys(BY_HAND).filter((name) => name in document.components.schemas);
  const own = byHand.map((name) => `${BY_HAND[name]}\n`).join('');
  return `${HEADER}\n${own}${printer.types}\n${doc}export interface RequestBodies {\n${bodies.join('')}}\n`;
}
