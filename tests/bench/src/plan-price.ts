import { TrackClient, type Transport } from '@cio/track';
import { definePlan, type ValidateMode } from '@cio/tracking-plan';
import { z } from 'zod';
import { median } from './median.js';

const CALLS = 5000;

export interface PlanPrice {
  client: string;
  /** Of an event over a transport that answers at once. */
  microseconds: number;
  /** More than without a plan, in the same round. */
  more: number;
}

const transport: Transport = async () => ({
  status: 200,
  headers: {},
  text: async () => '{}',
  stream: async function* () {},
});

/** What validating an event of five properties costs, by Zod: the clients one after another in each round. */
export async function measurePlanPrice(rounds: number): Promise<PlanPrice[]> {
  const track = new TrackClient({ siteId: 'site', apiKey: 'key', transport });
  const order_placed = z.object({
    number: z.string(),
    total: z.number(),
    currency: z.enum(['EUR', 'USD']),
    items: z.array(z.object({ sku: z.string(), quantity: z.number() })),
    coupon: z.string().optional(),
  });
  const by = (validate: ValidateMode) => definePlan({ events: { order_placed } }, { validate }).track(track);
  const data = { number: 'A-1', total: 54.2, currency: 'EUR' as const, items: [{ sku: 'A', quantity: 1 }] };
  const clients = [
    { client: 'without a plan', send: () => track.track('5', 'order_placed', data), taken: [] as number[] },
    ...(['off', 'report', 'throw'] as const).map((mode) => {
      const planned = by(mode);
      return {
        client: `validate: ${mode}`,
        send: () => planned.track('5', 'order_placed', data),
        taken: [] as number[],
      };
    }),
  ];
  for (let round = -2; round < rounds; round++) {
    for (const { send, taken } of clients) {
      const startedAt = performance.now();
      for (let n = 0; n < CALLS; n++) await send();
      if (round >= 0) taken.push(((performance.now() - startedAt) * 1000) / CALLS);
    }
  }
  const [without] = clients;
  return clients.map(({ client, taken }) => ({
    client,
    microseconds: median(taken),
    more: median(taken.map((microseconds, round) => microseconds - without!.taken[round]!)),
  }));
}
