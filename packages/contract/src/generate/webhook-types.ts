import { resolve, type Schema } from '../sample.js';
import { TypePrinter } from './type-printer.js';

const HEADER = `// Made by \`pnpm generate\` from packages/contract. Change it there: names and comments are in src/generate.
`;

const DOCS: Record<string, string> = {
  EmailOpenedEvent: 'A person opened an email, or something did it for them: `data` tells.',
  EmailClickedEvent: 'A person followed a link in an email.',
  PushSentEvent: 'A push message went out, to each of the devices in `data.recipients`.',
  SmsRepliedEvent: 'A person answered a text message.',
  CustomerSubscribedEvent: 'A person wants to hear of everything again.',
  CustomerUnsubscribedEvent: 'A person wants to hear of nothing any more.',
  CustomerSubscriptionPreferencesChangedEvent:
    'A person chose what to hear of. `data.content` holds it, as JSON.',
  BroadcastDelivery: 'What a message of an API-triggered broadcast came from.',
  CampaignDelivery: 'What a message of a campaign came from.',
  NewsletterDelivery: 'What a message of a newsletter came from.',
  TransactionalDelivery: 'What a transactional message came from.',
  'CampaignDelivery.delivery_id': 'Names the message: `messages.get(delivery_id)`.',
  'CampaignDelivery.customer_id': 'Out of use: `identifiers` has it.',
  PersonIdentifiers: 'The names of one person.',
  ReportingEvent: 'What Customer.io reports. `object_type` and `metric` tell the events apart.',
};

const pascal = (name: string) => name.replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase());

/** An event's type by the contract's name for it. */
function eventName(id: string): string {
  return `${pascal(id.replace(/^person_/, 'customer_').replace('customer_cio_', 'customer_'))}Event`;
}

/** Every event by its group: `email_event` and the events in it. */
function groups(document: object): [group: string, events: string[]][] {
  const { schemas } = (document as { components: { schemas: Record<string, Schema> } }).components;
  return Object.keys(schemas)
    .filter((id) => /^(\w+)_event$/.test(id) && Array.isArray(schemas[id]!.anyOf))
    .map((id) => [id, (schemas[id]!.anyOf as { $ref: string }[]).map(({ $ref }) => $ref.split('/').at(-1)!)]);
}

/** The types of `@cio/webhooks`, as the text of a file. */
export function webhookTypes(document: object): string {
  const all = groups(document);
  const ids = all.flatMap(([group, events]) => [group, ...events]);
  const names = Object.fromEntries(ids.map((id) => [id, /_event$/.test(id) ? pascal(id) : eventName(id)]));
  const printer = new TypePrinter(document, {
    names: {
      ...names,
      event_common_data: 'Delivery',
      person_cio_subscription_preferences_common: 'PreferencesSource',
      webhook_identifiers: 'PersonIdentifiers',
    },
    members: {
      event_common_data: [
        'BroadcastDelivery',
        'CampaignDelivery',
        'NewsletterDelivery',
        'TransactionalDelivery',
      ],
    },
    docs: DOCS,
  });
  for (const [group] of all) printer.type({ $ref: `#/components/schemas/${group}` }, false);
  printer.declare(
    'ReportingEvent',
    { anyOf: all.map(([id]) => ({ $ref: `#/components/schemas/${id}` })) },
    false,
  );
  if (printer.strayDocs.length > 0) throw new Error(`docs for nothing: ${printer.strayDocs.join(', ')}`);

  // `object_type` and the metrics of it, which is all that is needed to know an event.
  const metrics = all.map(([group, events]) => {
    const of = events.map((id) => oneValueOf(document, id, 'metric'));
    const [type] = events.map((id) => oneValueOf(document, id, 'object_type'));
    return `  ${type}: '${[...new Set(of)].join(' ')}',\n`.replace('  undefined', `  ${group}`);
  });
  const known = `/** The metrics of each \\\`object_type\\\`, by a space apart. */\nexport const METRICS: Record<string, string> = {\n${metrics.join('')}};\n`;
  return `${HEADER}\n${known.replaceAll('\\`', '`')}\n${printer.types}`;
}

/** The one value that a field of an event has. */
function oneValueOf(document: object, id: string, key: string): unknown {
  const find = (given: Schema): unknown => {
    const schema = resolve(document, given);
    const property = (schema.properties as Record<string, Schema> | undefined)?.[key];
    if (property) return property.const ?? (property.enum as unknown[] | undefined)?.[0];
    return ((schema.allOf ?? []) as Schema[]).map(find).find((value) => value !== undefined);
  };
  return find({ $ref: `#/components/schemas/${id}` });
}
