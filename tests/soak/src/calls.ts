import { AppClient } from '@cio/app-api';
import type { Transport } from '@cio/core';
import { pRetryStrategy } from '@cio/retry-p-retry';
import { TrackClient } from '@cio/track';
import { type Outcome, outcomeOfError } from './outcomes.js';

/** What was said of each call, by its number, for each kind of call. */
export interface CallOutcomes {
  events: Outcome[];
  forms: Outcome[];
  sends: Outcome[];
  identifies: Outcome[];
}

const IN_FLIGHT = 64;

/** Makes so many calls, 64 at a time, repeated by the strategy: mostly events, and what must not happen twice. */
export async function makeCalls(
  baseUrl: string,
  transport: Transport,
  numbers: { from: number; to: number },
  said: CallOutcomes,
): Promise<void> {
  const options = {
    baseUrl,
    transport,
    timeoutMs: 500,
    retry: pRetryStrategy({ retries: 6, minTimeoutMs: 1, maxTimeoutMs: 20 }),
  };
  const track = new TrackClient({ ...options, siteId: 'site', apiKey: 'key' });
  const app = new AppClient({ ...options, apiKey: 'key', rateLimiter: false });
  let next = numbers.from;

  async function work(worker: number): Promise<void> {
    while (next < numbers.to) {
      const number = next++;
      const person = `${numbers.from}-${worker}`;
      const [kind, call] = chooseCall(number, person);
      said[kind][number] = await call().then(
        () => 'accepted' as const,
        (error: unknown) => outcomeOfError(error),
      );
    }
  }

  function chooseCall(number: number, person: string): [keyof CallOutcomes, () => Promise<unknown>] {
    switch (number % 10) {
      case 0:
        return ['forms', () => track.submitForm('form', { id: person, number })];
      case 1:
        return [
          'sends',
          () =>
            app.sendEmail({
              transactional_message_id: 1,
              to: 'ada@example.com',
              identifiers: { id: person },
              message_data: { number },
            }),
        ];
      case 2:
      case 3:
        // One worker for each person, so each state is sent when the one before has been settled.
        return ['identifies', () => track.identify(person, { number })];
      default:
        return ['events', () => track.track(person, 'soaked', { number })];
    }
  }

  await Promise.all(Array.from({ length: IN_FLIGHT }, (_, worker) => work(worker)));
  await track.close();
  await app.close();
}
