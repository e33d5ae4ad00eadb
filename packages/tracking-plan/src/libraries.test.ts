import { TrackClient } from '@cio/track';
import { type } from 'arktype';
import { Schema, SchemaTransformation } from 'effect';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { z as z3 } from 'zod-3';
import { definePlan } from './define-plan.js';
import type { PlanError } from './plan-error.js';

const MINIMUM = 1;
const DATE = SchemaTransformation.transform({
  decode: (text: string) => Date.parse(text),
  encode: (time: number) => new Date(time).toISOString(),
});

/** One plan, in the words of each library. `placed_on` is text that is sent as a number: the schema transforms it. */
const plans = {
  'zod 4': definePlan({
    person: z.object({ email: z.string(), plan: z.enum(['free', 'pro']).optional() }),
    events: {
      order_placed: z.object({
        total: z.number().min(MINIMUM),
        items: z.array(z.object({ sku: z.string() })),
        placed_on: z.string().transform(Date.parse).optional(),
      }),
    },
  }),
  'zod 3': definePlan({
    person: z3.object({ email: z3.string(), plan: z3.enum(['free', 'pro']).optional() }),
    events: {
      order_placed: z3.object({
        total: z3.number().min(MINIMUM),
        items: z3.array(z3.object({ sku: z3.string() })),
        placed_on: z3.string().transform(Date.parse).optional(),
      }),
    },
  }),
  valibot: definePlan({
    person: v.object({ email: v.string(), plan: v.optional(v.picklist(['free', 'pro'])) }),
    events: {
      order_placed: v.object({
        total: v.pipe(v.number(), v.minValue(MINIMUM)),
        items: v.array(v.object({ sku: v.string() })),
        placed_on: v.optional(v.pipe(v.string(), v.transform(Date.parse))),
      }),
    },
  }),
  arktype: definePlan({
    person: type({ email: 'string', 'plan?': "'free' | 'pro'" }),
    events: {
      order_placed: type({
        total: 'number >= 1',
        items: type({ sku: 'string' }).array(),
        'placed_on?': type('string').pipe((text) => Date.parse(text)),
      }),
    },
  }),
  effect: definePlan({
    person: Schema.toStandardSchemaV1(
      Schema.Struct({ email: Schema.String, plan: Schema.optionalKey(Schema.Literals(['free', 'pro'])) }),
    ),
    events: {
      order_placed: Schema.toStandardSchemaV1(
        Schema.Struct({
          total: Schema.Number.check(Schema.isGreaterThanOrEqualTo(MINIMUM)),
          items: Schema.Array(Schema.Struct({ sku: Schema.String })),
          placed_on: Schema.optionalKey(Schema.String.pipe(Schema.decodeTo(Schema.Number, DATE))),
        }),
      ),
    },
  }),
};

/** A client whose requests go nowhere, and the bodies they had. */
function offline() {
  const bodies: { name?: string; data?: Record<string, unknown> }[] = [];
  const client = new TrackClient({
    siteId: 's',
    apiKey: 'k',
    transport: async ({ body }) => {
      bodies.push(JSON.parse(String(body)));
      return { status: 200, headers: {}, text: async () => '', stream: async function* () {} };
    },
  });
  return { client, bodies };
}

const error = (call: Promise<unknown>): Promise<PlanError> =>
  call.then(
    () => {
      throw new Error('the call succeeded');
    },
    (caught) => caught,
  );

const SECRET = 'ada.lovelace@example.com';

describe.each(Object.entries(plans))('%s', (_, anyPlan) => {
  // The types of the plans differ in their schemas only.
  const plan = anyPlan as (typeof plans)['zod 4'];

  test('sends what the schemas return, transformed once', async () => {
    const { client, bodies } = offline();
    const track = plan.track(client);
    await track.track('5', 'order_placed', { total: 2, items: [{ sku: 'A' }], placed_on: '2026-05-01' });
    await track.identify('5', { email: SECRET, plan: 'pro' });
    expect(bodies).toMatchObject([
      {
        name: 'order_placed',
        data: { total: 2, items: [{ sku: 'A' }], placed_on: Date.UTC(2026, 4, 1) },
      },
      { email: SECRET, plan: 'pro' },
    ]);
  });

  test('rejects with the path of the mistake, and sends nothing', async () => {
    const { client, bodies } = offline();
    const track = plan.track(client);
    const wrong = await error(track.track('5', 'order_placed', { total: 1, items: [{ sku: 5 as never }] }));
    expect(wrong).toMatchObject({
      name: 'PlanError',
      subject: 'event "order_placed"',
      isCustomerIOError: true,
      issues: [{ path: 'items[0].sku', message: expect.stringMatching(/string/i) }],
    });
    expect(wrong.message).toMatch(
      /^event "order_placed" is not as the tracking plan says: items\[0\]\.sku: .*string/,
    );
    const missing = await error(track.track('5', 'order_placed', { total: 1 } as never));
    expect(missing.issues).toEqual([{ path: 'items', message: expect.any(String) }]);
    const limited = await error(track.track('5', 'order_placed', { total: 0, items: [] }));
    expect(limited.issues).toEqual([{ path: 'total', message: expect.stringContaining(String(MINIMUM)) }]);
    expect(bodies).toEqual([]);
  });

  test('tells no value, which may be personal data', async () => {
    const track = plan.track(offline().client);
    const { message } = await error(track.identify('5', { email: 'a', plan: SECRET as never }));
    expect(message).toContain('plan: ');
    expect(message).not.toContain(SECRET);
    const nested = await error(
      track.track('5', 'order_placed', { total: 1, items: { sku: SECRET } as never }),
    );
    expect(nested.message).not.toContain(SECRET);
  });

  test('guards data', () => {
    expect(plan.isPerson({ email: SECRET })).toBe(true);
    expect(plan.isPerson({ email: 5 })).toBe(false);
    expect(plan.isEvent('order_placed', { total: 2, items: [] })).toBe(true);
    expect(plan.isEvent('order_placed', { total: 2 })).toBe(false);
  });
});

test('the compiler says the same of each', () => {
  const wrong = () => {
    const data = { total: 2, items: [{ sku: 'A' }] };
    const { client } = offline();
    // @ts-expect-error -- the name is misspelt
    void plans['zod 4'].track(client).track('5', 'order_placd', data);
    // @ts-expect-error -- the name is misspelt
    void plans['zod 3'].track(client).track('5', 'order_placd', data);
    // @ts-expect-error -- the name is misspelt
    void plans.valibot.track(client).track('5', 'order_placd', data);
    // @ts-expect-error -- the name is misspelt
    void plans.arktype.track(client).track('5', 'order_placd', data);
    // @ts-expect-error -- the name is misspelt
    void plans.effect.track(client).track('5', 'order_placd', data);
    // @ts-expect-error -- the schema takes text, and sends a number
    void plans['zod 4'].track(client).track('5', 'order_placed', { ...data, placed_on: 5 });
    // @ts-expect-error -- the schema takes text, and sends a number
    void plans['zod 3'].track(client).track('5', 'order_placed', { ...data, placed_on: 5 });
    // @ts-expect-error -- the schema takes text, and sends a number
    void plans.valibot.track(client).track('5', 'order_placed', { ...data, placed_on: 5 });
    // @ts-expect-error -- the schema takes text, and sends a number
    void plans.arktype.track(client).track('5', 'order_placed', { ...data, placed_on: 5 });
    // @ts-expect-error -- the schema takes text, and sends a number
    void plans.effect.track(client).track('5', 'order_placed', { ...data, placed_on: 5 });
    // @ts-expect-error -- the property is misspelt
    void plans['zod 3'].track(client).track('5', 'order_placed', { totl: 2, items: [] });
    // @ts-expect-error -- the property is misspelt
    void plans.valibot.track(client).track('5', 'order_placed', { totl: 2, items: [] });
    // @ts-expect-error -- the property is misspelt
    void plans.arktype.track(client).track('5', 'order_placed', { totl: 2, items: [] });
    // @ts-expect-error -- the property is misspelt
    void plans.effect.track(client).track('5', 'order_placed', { totl: 2, items: [] });
    void plans['zod 4'].track(client).track('5', 'order_placed', { ...data, placed_on: '' });
    void plans['zod 3'].track(client).track('5', 'order_placed', { ...data, placed_on: '' });
    void plans.valibot.track(client).track('5', 'order_placed', { ...data, placed_on: '' });
    void plans.arktype.track(client).track('5', 'order_placed', { ...data, placed_on: '' });
    void plans.effect.track(client).track('5', 'order_placed', { ...data, placed_on: '' });
  };
  expect(wrong).toBeTypeOf('function');
});

test.each([
  ['a date', v.object({ at: v.string() }), { at: new Date('1990-03-04') }, /1990|March/],
  ['a date, ArkType', type({ at: 'string' }), { at: new Date('1990-03-04') }, /1990|March/],
  ['a bigint', v.object({ n: v.string() }), { n: 123456789n }, /123456789/],
  ['a key', z.strictObject({}), { 'ada@example.com': 1 }, /ada/],
])('%s is not told, which may be personal data', async (_, schema, data, personal) => {
  const plan = definePlan({ events: { seen: schema } }, { validate: 'throw' });
  const track = plan.track(
    new TrackClient({ siteId: 's', apiKey: 'k', transport: () => new Promise(() => {}) }),
  );
  const call = track.track('5', 'seen', data as never);
  const error = (await call.catch((caught: unknown) => caught)) as PlanError;
  expect(error.name).toBe('PlanError');
  expect(error.message).not.toMatch(personal);
});
