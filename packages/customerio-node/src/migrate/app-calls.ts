import type ts from 'typescript';
import { APP_METHODS } from './app-methods.js';
import { type Arguments, fieldsOf, literal, type Rewritten } from './arguments.js';

const SENDS: Readonly<Record<string, string>> = {
  sendEmail: 'sendEmail',
  sendPush: 'sendPush',
  sendSMS: 'sendSms',
  sendWhatsApp: 'sendWhatsapp',
  sendInboxMessage: 'sendInboxMessage',
  sendInApp: 'sendInApp',
};

/** The methods that take the kind of an id as an argument of its own, and its place. */
const ID_TYPE_AT: Readonly<Record<string, number>> = {
  getAttributes: 1,
  getCustomerSegments: 1,
  getObjectAttributes: 2,
};

/** The options that the official client has names of its own for. */
const RENAMED: Readonly<Record<string, string>> = {
  idType: 'id_type',
  customerId: 'customer_id',
  parentFolderId: 'parent_folder_id',
  directDescendantsOnly: 'direct_descendants_only',
  sortBy: 'sort_by',
  sortOrder: 'sort_order',
  createdBefore: 'created_before',
  createdAfter: 'created_after',
  updatedBefore: 'updated_before',
  updatedAfter: 'updated_after',
  isTemplate: 'is_template',
  hasTranslations: 'has_translations',
  isLinked: 'is_linked',
};

/** The fields by which a broadcast names its people, beside which it takes no filter. */
const NAMED = ['ids', 'emails', 'per_user_data', 'data_file_url'];

/** How a call of the official `APIClient` is written with `AppClient`. `page` tells that the result is a page with a `body`. */
export function appCall(method: string, args: Arguments): Rewritten & { page?: boolean } {
  const send = SENDS[method];
  if (send !== undefined) return sendCall(send, args);
  if (method === 'triggerBroadcast') return triggerCall(args);
  if (method === 'createDeliveriesExport') {
    return { reason: 'pass one object: exports.createDeliveries({ newsletter_id, … })' };
  }
  if (method === 'createAsset') return { reason: 'see assets.files.create in @cio/app-api' };
  const known = APP_METHODS[method];
  if (!known) return { reason: 'no method of @cio/app-api does the same' };
  const [name, result] = known;
  const texts: string[] = [];
  for (const [index, node] of args.nodes.entries()) {
    if (ID_TYPE_AT[method] === index) {
      texts.push(literal({ id_type: args.texts[index]! }));
      continue;
    }
    const text = wireNames(args.texts[index]!, node, method, args);
    if (text === undefined) {
      return { reason: `write its options out, with the names that Customer.io has for them: ${name}` };
    }
    texts.push(text);
  }
  return { call: `${name}(${texts.join(', ')})`, page: result === 'page' };
}

/** An argument with the names of Customer.io: the official client has some of its own, such as `idType`. */
function wireNames(text: string, node: ts.Expression, method: string, args: Arguments): string | undefined {
  const names = Object.keys(RENAMED).filter((name) => args.fieldNames(node).includes(name));
  if (names.length === 0 && method !== 'getCampaignJourneyMetrics') return text;
  const fields = fieldsOf(node, args);
  if (!fields) return args.ts.isObjectLiteralExpression(node) || names.length > 0 ? undefined : text;
  const renamed = Object.entries(fields).map(([key, value]) => {
    const isResolution = key === 'res' && method === 'getCampaignJourneyMetrics';
    return [isResolution ? 'resolution' : (RENAMED[key] ?? key), value];
  });
  return literal(Object.fromEntries(renamed));
}

/** `sendEmail(new SendEmailRequest({ … }))` becomes `sendEmail({ … })`. */
function sendCall(method: string, { ts, nodes: [request], textOf }: Arguments): Rewritten {
  if (!request || !ts.isNewExpression(request) || request.arguments?.length !== 1) {
    const reason = `pass the message itself: ${method}({ … }); attachments are { name: bytes } in it, or pass request.message`;
    return { reason };
  }
  const [message] = request.arguments;
  if (/\bdevice\b/.test(textOf(message!)) && method === 'sendPush') {
    return { reason: 'device is custom_device in @cio/app-api' };
  }
  return { call: `${method}(${textOf(message!)})` };
}

/** `triggerBroadcast(id, data, recipients)` becomes `broadcasts.trigger(id, { data, recipients })`. */
function triggerCall(args: Arguments): Rewritten {
  const [id, data, recipients] = args.texts;
  if (recipients === undefined) {
    return { call: `broadcasts.trigger(${id}, ${data === undefined ? '{}' : literal({ data })})` };
  }
  const fields = fieldsOf(args.nodes[2], args);
  if (!fields) return { reason: 'pass one object: broadcasts.trigger(id, { data, recipients })' };
  const names = NAMED.some((name) => name in fields) ? fields : { recipients };
  return { call: `broadcasts.trigger(${id}, ${literal({ ...(data !== undefined && { data }), ...names })})` };
}
