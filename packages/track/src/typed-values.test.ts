// Values whose types are interfaces and classes: what a backend's models are.
import type { Transport } from '@cio/core';
import { expect, test } from 'vitest';
import { TrackClient } from './index.js';

interface Address {
  city: string;
}

class User {
  readonly email = 'ada@example.com';
  readonly created_at = new Date(7000);
  readonly address: Address = { city: 'London' };
  readonly #secret = 'x';

  get domain(): string {
    return this.email.replace(/.*@/, this.#secret);
  }
}

interface Order {
  total: number;
  items: Address[];
}

const bodies: string[] = [];
const transport: Transport = async ({ body }) => {
  bodies.push(String(body));
  return { status: 200, headers: {}, text: async () => '', stream: async function* () {} };
};
const track = new TrackClient({ siteId: 's', apiKey: 'k', transport });

test('are attributes and event data: their own fields, not those of their classes', async () => {
  const order: Order = { total: 5, items: [{ city: 'Rome' }] };
  await track.identify('5', new User());
  await track.track('5', 'bought', order);
  await track.submitForm('f', new User());
  const [attributes, event, form] = bodies.map((body) => JSON.parse(body));
  const user = { email: 'ada@example.com', created_at: 7, address: { city: 'London' } };
  expect(attributes).toEqual(user);
  expect(event.data).toEqual(order);
  expect(form.data).toEqual(user);
});

test('what is no object of fields does not compile, and is refused', async () => {
  interface Bad {
    email: number;
  }
  const bad: Bad = { email: 5 };
  // The others by the client, these by the compiler alone: a number for an address is Customer.io's to refuse.
  // @ts-expect-error an address is text
  await track.identify('5', bad);
  // @ts-expect-error an address is text
  await track.identify('5', { email: 5, plan: 'gold' });
  for (const data of [
    // @ts-expect-error an array
    () => track.track('5', 'x', []),
    // @ts-expect-error a map
    () => track.track('5', 'x', new Map()),
    // @ts-expect-error a date
    () => track.track('5', 'x', new Date()),
    // @ts-expect-error a promise
    () => track.track('5', 'x', Promise.resolve({})),
    // @ts-expect-error a function
    () => track.track('5', 'x', () => {}),
    // @ts-expect-error text
    () => track.track('5', 'x', 'y'),
  ]) {
    await expect(data()).rejects.toThrow(/^data/);
  }
});

test('data of which something is required cannot be left out', async () => {
  interface Events {
    order_placed: { total: number };
    cart_left: { value?: number };
  }
  const typed = new TrackClient<Events, { email: string }>({ siteId: 's', apiKey: 'k', transport });
  bodies.length = 0;
  await typed.track('5', 'order_placed', { total: 5 });
  await typed.track('5', 'order_placed', { total: 5 }, { timestamp: 5 });
  await typed.track('5', 'cart_left');
  await typed.track('5', 'cart_left', null, { timestamp: 5 });
  await typed.track('5', 'cart_left', undefined, { timestamp: 5 });
  await typed.backfill('5', 'order_placed', 5, { total: 5 });
  await typed.backfill('5', 'cart_left', 5);
  await typed.trackAnonymous('a', 'cart_left');
  await typed.identify('5', { email: 'ada@example.com' }, { timeoutMs: 1000 });
  // @ts-expect-error the total is missing
  await typed.track('5', 'order_placed');
  // @ts-expect-error the total is missing
  await typed.track('5', 'order_placed', null);
  // @ts-expect-error the total is missing
  await typed.track('5', 'order_placed', {});
  // @ts-expect-error the total is missing
  await typed.backfill('5', 'order_placed', 5);
  // @ts-expect-error the total is missing
  await typed.trackAnonymous('a', 'order_placed');
  // @ts-expect-error the email is missing
  await typed.identify('5');
  // The compiler's alone: all of them were sent.
  expect(bodies).toHaveLength(15);
  // Of any names, nothing is required.
  await track.track('5', 'any');
  await track.track('5', 'any', null, { timestamp: 5 });
  await track.identify('5');
});
