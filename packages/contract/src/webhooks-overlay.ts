type Schema = Record<string, unknown>;

interface Document {
  components: { schemas: Record<string, Schema> };
}

/** The reporting webhooks' document without its slips. The document given is not changed. */
export function withWebhooksOverlay(given: object): object {
  const document = structuredClone(given) as Document;
  const { schemas } = document.components;
  const customer = { enum: ['customer'] };
  properties(schemas.customer_event_common!).object_type = customer;

  // Published with the name of its field misspelt.
  const changed = schemas.person_cio_subscription_preferences_changed!;
  delete properties(changed).object_type_type;
  properties(changed).object_type = customer;
  changed.required = [...((changed.required ?? []) as string[]), 'object_type'];

  // Published as one more "attempted".
  const drafted = (schemas.push_drafted!.allOf as Schema[]).find((part) => 'metric' in properties(part))!;
  properties(drafted).metric = { enum: ['drafted'] };

  // Published as required, and nowhere said what it is.
  const failed = (schemas.email_failed!.allOf as Schema[]).find((part) => 'data' in properties(part))!;
  const data = (properties(failed).data!.allOf as Schema[]).find(
    (part) => 'failure_message' in properties(part),
  )!;
  properties(data).recipient = { type: 'string' };

  const deliveries = (schemas.event_common_data!.anyOf as Schema[]).map(properties);
  const transactional = deliveries.find((delivery) => 'transactional_message_id' in delivery)!;
  transactional.transactional_message_id = { type: ['integer', 'string'] };

  // The other channels have transactional messages too, though their pages do not say so.
  schemas.other_event_common_data = { $ref: '#/components/schemas/event_common_data' };
  return document;
}

function properties(schema: Schema): Record<string, Schema> {
  return (schema.properties ?? {}) as Record<string, Schema>;
}
