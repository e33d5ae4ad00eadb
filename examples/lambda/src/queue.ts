// The function behind an SQS queue of operations, with ReportBatchItemFailures.
import { pRetryStrategy } from '@cio/retry-p-retry';
import { type Operation, TrackV2Client } from '@cio/track-v2';

interface QueueEvent {
  Records: { messageId: string; body: string }[];
}

// One client and one batcher for all invocations of an instance: their connections are kept.
const customerio = new TrackV2Client({
  siteId: process.env.CIO_SITE_ID!,
  apiKey: process.env.CIO_API_KEY!,
  // For the emulator; without it the calls go to Customer.io.
  baseUrl: process.env.CIO_URL,
  retry: pRetryStrategy({ maxRetryTimeMs: 10_000 }),
});
const batcher = customerio.batcher();

export async function handler({ Records }: QueueEvent) {
  // Before `flush`: one that rejects meanwhile would be an unhandled rejection, which ends the process.
  const settled = Promise.allSettled(Records.map(({ body }) => add(body)));
  // Lambda freezes the instance once the handler has returned: nothing may be left in the batcher.
  await batcher.flush();
  const outcomes = await settled;
  const failed = Records.filter((_, index) => outcomes[index]?.status === 'rejected');
  // The queue delivers these again. An event that arrived all the same counts once: its ULID is in the message.
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/** Rejects for a message that is no operation, too. */
async function add(body: string): Promise<void> {
  await batcher.add(JSON.parse(body) as Operation);
}
