import { pRetryStrategy } from '@cio/retry-p-retry';
import { isBatchError, isIngestError, type Operation, person, TrackV2Client } from '@cio/track-v2';
import type { Outcome } from './outcomes.js';

const PEOPLE = 5000;
/** What an order or a page view brings with it: so a request holds about a thousand operations. */
const PADDING = 'x'.repeat(300);

/** Sends so many operations, numbered, about 5,000 people: by batches, by a batcher and by ingestion. */
export async function sendOperations(baseUrl: string, count: number, said: Outcome[]): Promise<void> {
  const track = new TrackV2Client({
    siteId: 'site',
    apiKey: 'key',
    baseUrl,
    timeoutMs: 2000,
    retry: pRetryStrategy({ retries: 4, minTimeoutMs: 1, maxTimeoutMs: 20 }),
  });
  const byBatches = Math.round(count * 0.1);
  const byBatcher = Math.round(count * 0.3);
  await sendBatches(track, 0, byBatches, said);
  await addToBatcher(track, byBatches, byBatches + byBatcher, said);
  await ingest(track, byBatches + byBatcher, count, said);
  await track.close();
}

/** A person's operations have growing numbers. The people of each way of sending are others. */
function operation(number: number, way: string): Operation {
  return person.event({ id: `${way}-${number % PEOPLE}` }, 'soaked', { number, padding: PADDING });
}

/** What is said here for the outcomes of the library. */
const OUTCOMES = { rejected: 'refused', unprocessed: 'unsent', unknown: 'unknown' } as const;

async function sendBatches(track: TrackV2Client, from: number, to: number, said: Outcome[]): Promise<void> {
  const SIZE = 5000;
  for (let start = from; start < to; start += SIZE) {
    const operations = Array.from({ length: Math.min(SIZE, to - start) }, (_, n) =>
      operation(start + n, 'batch'),
    );
    for (const index of operations.keys()) said[start + index] = 'accepted';
    try {
      const { rejected } = await track.sendBatch(operations);
      for (const { index } of rejected) said[start + index] = 'refused';
    } catch (error) {
      if (!isBatchError(error)) throw error;
      for (const { index } of error.rejected) said[start + index] = 'refused';
      for (const { index, outcome } of error.unsent) said[start + index] = OUTCOMES[outcome];
    }
  }
}

async function addToBatcher(track: TrackV2Client, from: number, to: number, said: Outcome[]): Promise<void> {
  const numberOf = new Map<Operation, number>();
  const batcher = track.batcher({
    maxBytes: 50_000,
    onRejected: ({ operation, outcome }) => {
      said[numberOf.get(operation)!] = OUTCOMES[outcome];
    },
  });
  let next = from;
  // Many callers that do not know of each other, each waiting for its own.
  await Promise.all(
    Array.from({ length: 2000 }, async () => {
      while (next < to) {
        const number = next++;
        const added = operation(number, 'batcher');
        numberOf.set(added, number);
        await batcher.add(added).then(
          () => {
            said[number] = 'accepted';
          },
          () => {},
        );
        numberOf.delete(added);
      }
    }),
  );
  await batcher.close();
}

async function ingest(track: TrackV2Client, from: number, to: number, said: Outcome[]): Promise<void> {
  let start = from;
  while (start < to) {
    const first = start;
    function* operations() {
      for (let number = first; number < to; number++) yield operation(number, 'ingest');
    }
    try {
      await track.ingest(operations(), {
        onRejected: ({ index }) => {
          said[first + index] = 'refused';
        },
      });
      fillAccepted(said, first, to);
      return;
    } catch (error) {
      if (!isIngestError(error)) throw error;
      // What is unsent is left: it has been told of truly, and that is what is measured here.
      for (const { index, outcome } of error.unsent) said[first + index] = OUTCOMES[outcome];
      fillAccepted(said, first, first + error.position);
      start = first + error.position;
    }
  }
}

function fillAccepted(said: Outcome[], from: number, to: number): void {
  for (let number = from; number < to; number++) said[number] ??= 'accepted';
}
