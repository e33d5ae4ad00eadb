import { isRetryableError } from '@cio/core';
import type { TrackClient } from '@cio/track';

/** Your own code: it takes its client from outside. */
export async function placeOrder(track: TrackClient, customer: string, total: number): Promise<string> {
  try {
    await track.track(customer, 'order_placed', { total });
    return 'told';
  } catch (error) {
    if (!isRetryableError(error)) throw error;
    // The order stands though Customer.io is away.
    return 'to be told later';
  }
}
