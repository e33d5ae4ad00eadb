type Schema = Record<string, unknown>;

const string = { type: 'string' };
const integer = { type: 'integer' };
const boolean = { type: 'boolean' };
const unixSeconds = { type: 'integer', format: 'unix timestamp' };
const orNull = (type: string) => ({ type: [type, 'null'] });
const open = (properties: Schema) => ({ type: 'object', properties, additionalProperties: {} });

const node = { name: string, created: unixSeconds, updated: unixSeconds };
const designStudioNode = { id: string, ...node, parent_folder_id: orNull('string') };
const assetNode = { id: integer, ...node, parent_folder_id: orNull('integer') };

const content = { $ref: '#/components/schemas/dsContent' };
const envelope = { $ref: '#/components/schemas/dsEnvelope' };
const transformers = { $ref: '#/components/schemas/dsTransformers' };

/** Shapes that the rebuilt document leaves open or has wrong, as Customer.io's own pages have them. */
const SCHEMAS: Record<string, Schema> = {
  pageMeta: open({
    pagination: { type: 'object', properties: { page: integer, limit: integer, total: integer } },
    filters: open({}),
  }),
  asset: open({ ...assetNode, path: string, size: integer }),
  assetFolder: open(assetNode),
  dsFolder: open(designStudioNode),
  dsComponent: open({ ...designStudioNode, tag: string, content: string }),
  dsEmail: open({
    ...designStudioNode,
    is_template: boolean,
    is_linked: boolean,
    available_languages: { type: 'array', items: string },
    content,
    envelope,
    transformers,
  }),
  dsEmailTranslation: open({
    language: string,
    content,
    envelope,
    transformers,
    created: unixSeconds,
    updated: unixSeconds,
  }),
  attributeMetadata: {
    type: 'object',
    properties: {
      name: string,
      description: { type: 'string', maxLength: 255 },
      privacy_level: { enum: [0, 1] },
    },
    required: ['name'],
    additionalProperties: {},
  },
};

interface AppDocument {
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, Schema> };
}

/** The App API's document with what is known better put in. The document given is not changed. */
export function withAppOverlay(given: object): object {
  const document = structuredClone(given) as AppDocument;
  const { schemas } = document.components;
  Object.assign(schemas, SCHEMAS);

  // A key called additionalProperties was published as if it were a timestamp of that name.
  const customer = at(schemas, 'customerAttributesObject', 'properties', 'customer', 'properties');
  const timestamps = customer.timestamps as Schema;
  delete (timestamps.properties as Schema).additionalProperties;
  timestamps.additionalProperties = unixSeconds;
  // Attributes hold any JSON.
  (customer.attributes as Schema).additionalProperties = {};

  // What an event carried, or what changed, or how a delivery went: any JSON.
  const activity = at(schemas, 'activityObject', 'properties');
  activity.data = open({ delivered: orNull('integer'), delivery_id: string, opened: orNull('boolean') });

  // SMS and WhatsApp actions have shapes of their own, so that `type` tells the shapes apart.
  const email = at(schemas, 'emailActionObject', 'properties');
  email.type = { enum: ['email', 'in_app', 'push', 'slack'] };

  const newsletter = at(schemas, 'createNewsletterCommon', 'properties');
  newsletter.recipients = { $ref: '#/components/schemas/audienceFilter' };

  const types = at(document.paths['/v1/object_types']!, 'get', 'responses', '200', 'content');
  const item = at(types, 'application/json', 'schema', 'properties', 'types', 'items', 'properties');
  Object.assign(item, {
    singular_name: string,
    slug: string,
    singular_slug: string,
    enabled: boolean,
    icon: string,
  });
  return document;
}

function at(value: Schema, ...keys: string[]): Schema {
  return keys.reduce((object, key) => {
    const next = object[key];
    if (typeof next !== 'object' || next === null)
      throw new Error(`the App API's document has no ${keys.join('.')}`);
    return next as Schema;
  }, value);
}
