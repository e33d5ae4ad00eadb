import type ts from 'typescript';
import { type Arguments, fieldsOf, literal, type Rewritten } from './arguments.js';

type Rewrite = (args: Arguments) => Rewritten;

const same =
  (method: string): Rewrite =>
  (args) => ({ call: `${method}(${args.texts.join(', ')})` });

/** `track(id, { name, data, … })` becomes `track(id, name, data, { … })`. */
function event(method: string, id: string, given: ts.Expression | undefined, args: Arguments): Rewritten {
  const fields = fieldsOf(given, args);
  if (!fields?.name)
    return { reason: `pass the name of the event as an argument: ${method}(id, name, data)` };
  const { name, data, ...rest } = fields;
  const known = ['id', 'timestamp', ...(method === 'trackAnonymous' ? ['type'] : [])];
  const unknown = Object.keys(rest).find((key) => !known.includes(key));
  if (unknown !== undefined) return { reason: `the event has ${unknown} beside its data` };
  const options = Object.keys(rest).length > 0 ? [data ?? '{}', literal(rest)] : data ? [data] : [];
  return { call: `${method}(${[id, name, ...options].join(', ')})` };
}

/** How each method of the official `TrackClient` is written with the one of `@cio/track`. */
export const TRACK_CALLS: Readonly<Record<string, Rewrite>> = {
  identify: same('identify'),
  suppress: same('suppress'),
  unsuppress: same('unsuppress'),
  deleteDevice: same('deleteDevice'),
  submitForm: same('submitForm'),
  reportMetric: same('reportMetric'),
  destroy: same('delete'),
  trackPageView: same('pageview'),
  trackPush: same('reportPushEvent'),
  getAccountRegion: same('getRegion'),
  track: (args) => event('track', args.texts[0]!, args.nodes[1], args),
  trackAnonymous(args) {
    const [id] = args.nodes;
    if (!id || !args.isText(id)) {
      return {
        reason: 'pass the anonymous id as text, or null for an invitation: trackAnonymous(id, name, data)',
      };
    }
    const text = args.texts[0]!;
    const isLiteral = args.ts.isStringLiteralLike(id);
    const isOneWord = /^[\w$.]+$/.test(text);
    const invitation = isLiteral && id.text.trim() === '';
    // An empty id made the event an invitation.
    return event(
      'trackAnonymous',
      invitation ? 'null' : isLiteral ? text : `${isOneWord ? text : `(${text})`} || null`,
      args.nodes[1],
      args,
    );
  },
  addDevice({ texts: [person, id, platform], nodes, ...args }) {
    const fields = nodes[3] === undefined ? {} : fieldsOf(nodes[3], args);
    if (!fields)
      return {
        reason: 'pass the device as one object: addDevice(id, { id, platform, last_used, attributes })',
      };
    const { last_used, ...attributes } = fields;
    const device = literal({
      id: id!,
      platform: platform!,
      ...(last_used !== undefined && { last_used }),
      ...(Object.keys(attributes).length > 0 && { attributes: literal(attributes) }),
    });
    return { call: `addDevice(${person}, ${device})` };
  },
  mergeCustomers({ texts: [primaryType, primary, secondaryType, secondary] }) {
    const person = (type: string, id: string) => literal({ [type.slice(1, -1)]: id });
    if (![primaryType, secondaryType].every((type) => /^(['"])\w+\1$/.test(type ?? ''))) {
      return { reason: 'pass two objects: mergeCustomers({ id }, { email })' };
    }
    return {
      call: `mergeCustomers(${person(primaryType!, primary!)}, ${person(secondaryType!, secondary!)})`,
    };
  },
  addCustomersToSegment: segment('addToSegment'),
  removeCustomersFromSegment: segment('removeFromSegment'),
  unsubscribe({ texts: [id, value] }) {
    if (value !== undefined && value !== 'true')
      return { reason: 'there is no method that subscribes again' };
    return { call: `unsubscribe(${id})` };
  },
  batch: () => ({ reason: 'modernV2.sendBatch(operations) takes what the builders of @cio/track-v2 make' }),
  entity: () => ({ reason: 'modernV2.send(operation) takes what the builders of @cio/track-v2 make' }),
};

function segment(method: string): Rewrite {
  return ({ texts: [id, ids, idType] }) => {
    if (!/^\d+$/.test(id!))
      return { reason: `the id of the segment is a number: ${method}(Number(id), ids)` };
    return { call: `${method}(${id}, ${ids}${idType === undefined ? '' : `, { idType: ${idType} }`})` };
  };
}
