import { resolve, type Schema } from '../sample.js';
import { TypePrinter, UNKNOWN_FIELDS } from './type-printer.js';
import { eventDoc, WEBHOOK_DOCS } from './webhook-docs.js';

const REF = '#/components/schemas/';
/** The metrics of messages that were not delivered. */
const FAILURES = ['bounced', 'dropped', 'failed', 'undeliverable'];

const HEADER = `// Made by \`pnpm generate\` from packages/contract. Change it there: the comments are in src/generate.
`;

/** The types of `@cio/webhooks`, as the text of a file. */
export function webhookTypes(document: object): string {
  const named = (name: string) => resolve(document, { $ref: REF + name });
  const { anyOf } = named('ReportingEvent') as { anyOf: { $ref: string }[] };
  const events = anyOf.map(({ $ref }) => $ref.slice(REF.length));
  const propertiesOf = (name: string) => named(name).properties as Record<string, Schema>;
  const isCustomer = (name: string) => name.startsWith('Customer');
  const metricOf = (name: string) => (propertiesOf(name).metric!.enum as string[])[0]!;
  const keyOf = (name: string) =>
    `${(propertiesOf(name).object_type!.enum as string[])[0]}.${metricOf(name)}`;

  const sources = [...memberNames(named('Delivery')), ...memberNames(named('PreferencesSource'))];
  const sourceFields = fieldsOf(document, sources);
  // Some failures of a push have a message for each device alone.
  const withoutMessage = events.filter(
    (name) =>
      FAILURES.includes(metricOf(name)) &&
      !JSON.stringify(propertiesOf(name).data).includes('"failure_message"'),
  );
  const printer = new TypePrinter(document, {
    docs: WEBHOOK_DOCS,
    typeDoc: (name) => (events.includes(name) ? eventDoc(keyOf(name)) : undefined),
    docsForAnswers: true,
    open: true,
    absent: {
      ...absentIn(document, sources, sourceFields),
      ...Object.fromEntries(withoutMessage.map((name) => [`${name}.data`, ['failure_message']])),
      // `email.unsubscribed` is told of a message or of a person: what the other form has can be read of both.
      'CustomerSubscribedEvent.data': sourceFields,
      'CustomerUnsubscribedEvent.data': [...sourceFields, 'subject', 'recipient'],
      'EmailUnsubscribedEvent.data': ['email_address'],
    },
  });
  const types = propertiesOf('CustomerSubscribedEvent').object_type!.enum as string[];
  for (const name of events) {
    const schema = named(name);
    if (!isCustomer(name)) {
      printer.component(name);
      continue;
    }
    const parameter = { 'x-type-parameter': 'O' };
    const { object_type_type, ...properties } = schema.properties as Record<string, Schema>;
    const withParameter = {
      ...schema,
      properties: {
        ...properties,
        object_type: parameter,
        ...(object_type_type && { object_type_type: parameter }),
      },
      // Where it is missing, the parser puts it in.
      required: [...new Set([...(schema.required as string[]), 'object_type'])],
    };
    printer.declare(name, withParameter, 'answer', '<O extends EventObjectType = EventObjectType>');
  }
  printer.component('Delivery');
  if (printer.strayDocs.length > 0) throw new Error(`texts for nothing: ${printer.strayDocs.join(', ')}`);

  const ofType = (type: string) =>
    events.filter(
      (name) => !isCustomer(name) && (propertiesOf(name).object_type!.enum as string[])[0] === type,
    );
  const customer = events.filter(isCustomer);
  const groups = types.map((type) => {
    const members = [...ofType(type), `CustomerEvent<'${type}'>`];
    return type === 'customer'
      ? ''
      : `/** What Customer.io reports with \`object_type: "${type}"\`. */\nexport type ${pascal(type)}Event =${union(members)};\n`;
  });
  const unions = [
    `/** What an event is about: a person, or the channel that a message or a change of subscription came by. */
export type EventObjectType =${union(types.map((type) => `'${type}'`))};
`,
    `/** What Customer.io reports of a person. Any channel can be what caused it. */
export type CustomerEvent<O extends EventObjectType = EventObjectType> = O extends unknown
  ? ${customer.map((name) => `${name}<O>`).join(' | ')}
  : never;
`,
    ...groups,
    `/** What Customer.io reports. \`object_type\` and \`metric\` tell the events apart. */
export type ReportingEvent =${union(["CustomerEvent<'customer'>", ...types.slice(1).map((type) => `${pascal(type)}Event`)])};
`,
  ].filter(Boolean);
  const byType = new Map<string, string[]>();
  for (const type of types) {
    for (const name of [...ofType(type), ...customer]) {
      const key = `${type}.${metricOf(name)}`;
      byType.set(key, [...(byType.get(key) ?? []), isCustomer(name) ? `${name}<'${type}'>` : name]);
    }
  }
  const entries = [...byType].map(
    ([key, names]) => `  /** ${eventDoc(key)} */\n  '${key}': ${names.join(' | ')};\n`,
  );
  unions.push(`/** The events by their type: \`object_type\`, a dot, and \`metric\`. */
export interface EventsByType {
${entries.join('')}}
`);
  // In the same order everywhere: alike lists compress well.
  const order = [...new Set([...customer, ...types.flatMap(ofType)].map(metricOf))];
  const metrics = types.map((type) => {
    const own = [...ofType(type), ...customer].map(metricOf);
    return `  ${type}: '${order.filter((metric) => own.includes(metric)).join(' ')}',\n`;
  });
  const known = `/** The metrics of each \`object_type\`, a space between two. */
export const METRICS: Record<string, string> = {
${metrics.join('')}};
`;
  return `${HEADER}\n${known}\n${unions.join('\n')}\n${UNKNOWN_FIELDS}\n${printer.types}`;
}

function memberNames(schema: Schema): string[] {
  return (schema.anyOf as { $ref: string }[]).map(({ $ref }) => $ref.slice(REF.length));
}

/** Every field that one of some shapes has. */
function fieldsOf(document: object, names: string[]): string[] {
  const all = names.flatMap((name) =>
    Object.keys(resolve(document, { $ref: REF + name }).properties as object),
  );
  return [...new Set(all)].filter((key) => key !== 'identifiers' && key !== 'customer_id');
}

/** For each shape, the fields out of `all` that it does not have. */
function absentIn(document: object, names: string[], all: string[]): Record<string, string[]> {
  return Object.fromEntries(
    names.map((name) => {
      const own = Object.keys(resolve(document, { $ref: REF + name }).properties as object);
      return [name, all.filter((key) => !own.includes(key))];
    }),
  );
}

function union(members: string[]): string {
  return members.map((one) => `\n  | ${one}`).join('');
}

function pascal(name: string): string {
  return name.replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
}
