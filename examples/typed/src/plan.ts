import { definePlan } from '@cio/tracking-plan';
import { z } from 'zod';
import { workspace } from './customer-io.gen.js';

/** What this shop sends: its events and attributes by hand, its messages as the workspace has them. */
export const plan = definePlan({
  ...workspace,
  person: z.object({ email: z.email(), plan: z.enum(['free', 'pro']).optional() }),
  events: {
    /** Somebody paid for an order. */
    order_placed: z.object({ number: z.string(), total: z.number().positive() }),
  },
});
