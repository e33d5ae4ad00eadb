import { runInNewContext } from 'node:vm';
import { serializeItem } from '@cio/core';
import { describe, expect, test } from 'vitest';
import { message } from '../index.js';
import { MESSAGE_FORMAT } from './message-format.js';

type Builder = keyof typeof message;

/** What each builder takes, with everything in it. */
const valid: Record<Builder, Record<string, unknown>> = {
  identify: { userId: 'u', anonymousId: 'a', traits: {} },
  track: { userId: 'u', anonymousId: 'a', groupId: 'g', event: 'x', properties: {} },
  page: { userId: 'u', anonymousId: 'a', name: 'n', properties: {} },
  screen: { userId: 'u', anonymousId: 'a', name: 'n', properties: {} },
  group: { userId: 'u', anonymousId: 'a', groupId: 'g', traits: {} },
  alias: { userId: 'u', previousId: 'a' },
  deletePerson: { userId: 'u' },
  suppressPerson: { userId: 'u' },
  unsuppressPerson: { userId: 'u' },
  addDevice: { userId: 'u', token: 't', platform: 'ios', properties: {} },
  deleteDevice: { userId: 'u', token: 't', platform: 'android' },
  deleteRelationship: { userId: 'u', objectId: 'o', objectTypeId: 1 },
  deleteObject: { objectId: 'o', objectTypeId: 1, anonymousId: 'a' },
  reportDelivery: {
    deliveryId: 'd',
    metric: 'opened',
    recipient: 'r',
    reason: 'r',
    href: 'h',
    actionValue: 'v',
  },
  reportContent: { anonymousId: 'a', actionType: 'viewed_content', contentId: 1, templateId: 1 },
};
const builders = Object.keys(message) as Builder[];
const build = (name: Builder, input: unknown) => (message[name] as (input: unknown) => unknown)(input);

const LONG = 'é'.repeat(76);
const badText = [null, 5, '', '  ', [], {}];
const badIdentifier = [null, '', '  ', [], {}, 1.5, Number.NaN, 2 ** 53, true, 5n, LONG];
const badObject = [null, 5, 'text', [], new Map(), new Date(), { a: 5n }, { a: new Date(Number.NaN) }];
const badCount = [null, -1, 1.5, '1', Number.NaN];

/** Values that no builder takes, by the name of the field. */
const bad: Record<string, unknown[]> = {
  messageId: [...badText, LONG],
  timestamp: [
    null,
    5,
    '',
    'now',
    '2026-05-01',
    '2026-05-01T12:00:00',
    '1700000000',
    new Date(Number.NaN),
    {},
  ],
  context: badObject,
  integrations: badObject,
  userId: badIdentifier,
  anonymousId: badIdentifier,
  previousId: badIdentifier,
  groupId: badIdentifier,
  objectId: badIdentifier,
  traits: badObject,
  properties: badObject,
  event: badText,
  name: badText,
  token: badText,
  deliveryId: badText,
  recipient: badText,
  reason: badText,
  href: badText,
  actionValue: badText,
  platform: [null, 'palm', 5],
  metric: [null, 'sent', 5],
  actionType: [null, 'seen', 5],
  objectTypeId: [...badCount, 0],
  contentId: badCount,
  templateId: badCount,
};
const everywhere = ['messageId', 'timestamp', 'context', 'integrations'];

const cases = builders.flatMap((name) =>
  [...Object.keys(valid[name]), ...everywhere].flatMap((field) =>
    bad[field]!.map((value, index) => [name, field, index, value] as const),
  ),
);

test('all that is valid is taken, so that what is refused is refused for the one field', () => {
  for (const name of builders) build(name, valid[name]);
});

test.each(cases)('%s refuses a bad %s (%i)', (name, field, _index, value) => {
  expect(() => build(name, { ...valid[name], [field]: value })).toThrow(
    expect.objectContaining({
      name: 'ValidationError',
      field: expect.stringMatching(new RegExp(`^${field}(\\.a)?$`)),
    }),
  );
});

describe.each(builders)('%s', (name) => {
  test.each([undefined, null, 5, 'text', []])('refuses %j in place of an object', (input) => {
    expect(() => build(name, input)).toThrow(expect.objectContaining({ field: 'message' }));
  });

  test('refuses a field that it does not know', () => {
    expect(() => build(name, { ...valid[name], user_id: 'u' })).toThrow(
      expect.objectContaining({ field: 'user_id', message: expect.stringMatching(/expected .*messageId/) }),
    );
  });

  test('says what cannot be read', () => {
    const input = { ...valid[name] };
    Object.defineProperty(input, 'context', {
      enumerable: true,
      get() {
        throw new TypeError('no');
      },
    });
    expect(() => build(name, input)).toThrow(
      expect.objectContaining({ name: 'ValidationError', field: 'message' }),
    );
  });
});

describe('what is missing', () => {
  const needed: [Builder, string, string[]][] = [
    ['identify', 'userId', ['userId', 'anonymousId']],
    ['track', 'userId', ['userId', 'anonymousId', 'groupId']],
    ['track', 'event', ['event']],
    ['page', 'userId', ['userId', 'anonymousId']],
    ['screen', 'userId', ['userId', 'anonymousId']],
    ['group', 'userId', ['userId', 'anonymousId']],
    ['group', 'groupId', ['groupId']],
    ['alias', 'userId', ['userId']],
    ['alias', 'previousId', ['previousId']],
    ['deletePerson', 'userId', ['userId']],
    ['suppressPerson', 'userId', ['userId']],
    ['unsuppressPerson', 'userId', ['userId']],
    ['addDevice', 'userId', ['userId']],
    ['addDevice', 'token', ['token']],
    ['deleteDevice', 'token', ['token']],
    ['deleteRelationship', 'userId', ['userId']],
    ['deleteRelationship', 'objectId', ['objectId']],
    ['deleteObject', 'objectId', ['objectId']],
    ['reportDelivery', 'deliveryId', ['deliveryId']],
    ['reportDelivery', 'metric', ['metric']],
    ['reportContent', 'actionType', ['actionType']],
  ];
  test.each(needed)('%s: %s', (name, field, without) => {
    const input = { ...valid[name] };
    for (const key of without) delete input[key];
    expect(() => build(name, input)).toThrow(expect.objectContaining({ name: 'ValidationError', field }));
  });

  test('an identify by a blank email address is told by its path', () => {
    expect(() => message.identify({ traits: { email: ' ' } })).toThrow(
      expect.objectContaining({ field: 'traits.email' }),
    );
  });

  test('so is the type of an object', () => {
    expect(() => message.group({ userId: 'u', groupId: 'g', traits: { object_type_id: 1.5 } })).toThrow(
      expect.objectContaining({ field: 'traits.object_type_id' }),
    );
  });

  test('and a device that is none', () => {
    expect(() => message.addDevice({ userId: 'u', token: 't', context: { device: 5 } })).toThrow(
      expect.objectContaining({ field: 'context.device' }),
    );
  });
});

test('no message quotes what it refuses', () => {
  const secret = 'ada@example.com\n'.repeat(20);
  expect(() => message.track({ userId: secret, event: 'x' })).toThrow(
    /^userId: \d+ bytes, the limit is 150$/,
  );
});

test('a date of another realm is one', () => {
  const timestamp = runInNewContext('new Date(5000)') as Date;
  const built = message.track({ userId: 'u', event: 'x', timestamp, properties: { at: timestamp } });
  expect([built.timestamp, built.properties]).toEqual([
    '1970-01-01T00:00:05.000Z',
    { at: '1970-01-01T00:00:05.000Z' },
  ]);
});

describe('before it is sent', () => {
  const serialize = (value: unknown) => serializeItem(MESSAGE_FORMAT, value);
  const sized = (bytes: number) => {
    const empty = message.track({ userId: 'u', event: 'x', properties: { a: '' } });
    const left = bytes - JSON.stringify(empty).length;
    return { ...empty, properties: { a: 'é'.repeat(left >> 1) + 'x'.repeat(left & 1) } };
  };

  test('32,768 bytes are the most', () => {
    expect(Buffer.byteLength(serialize(sized(32_768)).json)).toBe(32_768);
    expect(() => serialize(sized(32_769))).toThrow('operation: more than 32768 bytes of JSON');
  });

  test.each([undefined, null, 5, 'x', [], new Date(), new Map()])('%j is no message', (value) => {
    expect(() => serialize(value)).toThrow(expect.objectContaining({ name: 'ValidationError' }));
  });

  test.each([undefined, 'person', 5])('and one of type %j is not either', (type) => {
    expect(() => serialize({ type, userId: 'u' })).toThrow(
      expect.objectContaining({ field: 'operation.type' }),
    );
  });
});
