// Everything that is measured: by its case, and in it by who does it.
import { AppClient } from '@cio/app-api';
import { message, PipelinesClient } from '@cio/pipelines';
import { Analytics } from '@cio/pipelines/analytics';
import { type Operation, person, TrackV2Client } from '@cio/track-v2';
import { Analytics as OfficialAnalytics } from '@customerio/cdp-analytics-node';
import { type Caller, callers, data } from './callers.js';
import { credentials, overHttp } from './over-http.js';
import { PAGE_SIZE, PAGES } from './pages.js';
import type { Run } from './run.js';
import { verifyByHand, verifyWithUs } from './webhooks.js';

/** Does its work once, against the server at this address. */
export type Contestant = (url: string, scale: number) => Promise<Run>;

const IN_FLIGHT = 64;
const BATCH = 100_000;
const INGESTED = 200_000;
const PIPELINED = 1_000_000;

/** So many calls, so many of them at a time. */
async function concurrently(
  total: number,
  inFlight: number,
  call: (n: number) => Promise<unknown>,
): Promise<Run> {
  let next = 0;
  const worker = async () => {
    for (let n = next++; n < total; n = next++) await call(n);
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return { operations: total };
}

let caller: Caller | undefined;
const callerOf = async (name: string, url: string): Promise<Caller> => {
  caller ??= await callers[name]!(url);
  return caller;
};

/** HTTP/2 needs TLS, which the server on loopback has not. */
const AT_LOOPBACK = Object.keys(callers).filter((name) => !name.endsWith('HTTP/2'));

/** A case for each of those who can call. */
function eachCaller(total: number, run: (caller: Caller, total: number) => Promise<Run>) {
  return Object.fromEntries(
    AT_LOOPBACK.map((name): [string, Contestant] => [
      name,
      async (url, scale) => {
        // The slow ones are measured on less of the same.
        const slow = name === 'customerio-node' || name.endsWith('fetch');
        return run(await callerOf(name, url), Math.ceil((total * scale) / (slow ? 4 : 1)));
      },
    ]),
  );
}

function operations(count: number): Operation[] {
  return Array.from({ length: count }, (_, n) => person.event({ id: `C-${n}` }, 'order_placed', data));
}

// Made before the clock runs: what is measured is the sending.
let prepared: Operation[] = [];
let trackV2: TrackV2Client | undefined;

export function prepare(name: string, scale: number): void {
  if (name.startsWith('batch')) prepared = operations(BATCH * scale);
}

const byCase: Record<string, Record<string, Contestant>> = {
  event: eachCaller(4000, (caller, total) => concurrently(total, IN_FLIGHT, (n) => caller.track(n))),
  'identify, 50 attributes': eachCaller(3000, (caller, total) =>
    concurrently(total, IN_FLIGHT, (n) => caller.identify(n)),
  ),
  '1,000 at once': eachCaller(4000, (caller, total) => concurrently(total, 1000, (n) => caller.track(n))),

  ...Object.fromEntries(
    [10, 100, 1000, 10_000].map((inFlight) => [
      `in flight: ${inFlight.toLocaleString('en')}`,
      Object.fromEntries(
        ['@cio/track', 'bare node:http'].map((name) => [
          name,
          async (url: string, scale: number) => {
            const { track } = await callerOf(name, url);
            return concurrently(20_000 * scale, inFlight, track);
          },
        ]),
      ),
    ]),
  ),

  memory: Object.fromEntries(
    ['customerio-node', '@cio/track', '@cio/track, undici'].map((name) => [
      name,
      async (url: string, scale: number) => {
        const { track } = await callerOf(name, url);
        const atRest = process.memoryUsage().rss;
        await concurrently(100_000 * scale, IN_FLIGHT, track);
        globalThis.gc?.();
        const growth = process.memoryUsage().rss - atRest;
        return { operations: 100_000 * scale, atRest, growth };
      },
    ]),
  ),

  batch: {
    /** One JSON.stringify of each prepared body, over node:http with a kept connection. */
    async 'bare node:http'(url) {
      for (let start = 0; start < prepared.length; start += 2400) {
        await overHttp(
          'POST',
          `${url}/api/v2/batch`,
          JSON.stringify({ batch: prepared.slice(start, start + 2400) }),
        );
      }
      return { operations: prepared.length };
    },
    async sendBatch(url) {
      trackV2 ??= new TrackV2Client({ ...credentials, baseUrl: url });
      const { accepted } = await trackV2.sendBatch(prepared);
      return { operations: accepted };
    },
  },

  ingest: {
    async ingest(url, scale) {
      trackV2 ??= new TrackV2Client({ ...credentials, baseUrl: url });
      const total = INGESTED * scale;
      async function* generated() {
        for (let n = 0; n < total; n++) yield person.event({ id: `C-${n % 50_000}` }, 'order_placed', data);
      }
      const memory = watchMemory();
      const { accepted, unsent } = await trackV2.ingest(generated());
      if (accepted !== total || unsent !== 0)
        throw new Error(`${accepted} of ${total} accepted, ${unsent} unsent`);
      return { operations: accepted, growth: memory.growth() };
    },
    /** The official batcher: events handed over one by one, flushed at the end. */
    async '@customerio/cdp-analytics-node'(url, scale) {
      const total = 10_000 * scale;
      const analytics = new OfficialAnalytics({ writeKey: 'key', host: url, maxEventsInBatch: 1000 });
      const memory = watchMemory();
      for (let n = 0; n < total; n++) {
        analytics.track({ userId: `C-${n % 50_000}`, event: 'order_placed', properties: data });
        // It drops what it cannot send in time; a caller who wants none dropped has to let it send.
        if (n % 5000 === 4999) await new Promise((resolve) => setImmediate(resolve));
      }
      await analytics.closeAndFlush();
      return { operations: total, growth: memory.growth() };
    },
  },

  // A million each, after a hundred thousand: what counts is how far the memory grows with them.
  pipelines: {
    async ingest(url, scale) {
      const client = new PipelinesClient({ writeKey: 'key', baseUrl: url });
      const total = PIPELINED * scale;
      async function* generated() {
        for (let n = 0; n < total; n++) {
          yield message.track({ userId: n % 50_000, event: 'order_placed', properties: data });
        }
      }
      const memory = watchMemory();
      const { accepted, unsent } = await client.ingest(generated());
      if (accepted !== total || unsent !== 0)
        throw new Error(`${accepted} of ${total} accepted, ${unsent} unsent`);
      return { operations: accepted, growth: memory.growth() };
    },
    '@cio/pipelines/analytics': (url, scale) =>
      deliverAll(new Analytics({ writeKey: 'key', host: url, maxEventsInBatch: 1000 }), PIPELINED * scale),
    '@customerio/cdp-analytics-node': (url, scale) =>
      deliverAll(
        new OfficialAnalytics({ writeKey: 'key', host: url, maxEventsInBatch: 1000 }),
        PIPELINED * scale,
      ),
  },

  'paging 10,000 messages': {
    async 'customerio-node'(url, scale) {
      const { APIClient } = await import('customerio-node');
      const client = new APIClient('key', { url: `${url}/v1` });
      return page(scale, async () => {
        let seen = 0;
        for (let start = ''; ; ) {
          const answer = (await client.getMessages({ limit: PAGE_SIZE, ...(start && { start }) })) as {
            messages: unknown[];
            next: string;
          };
          seen += answer.messages.length;
          start = answer.next;
          if (!start) return seen;
        }
      });
    },
    async '@cio/app-api'(url, scale) {
      const app = new AppClient({ apiKey: 'key', baseUrl: url, rateLimiter: false });
      const run = await page(scale, async () => {
        let seen = 0;
        for await (const _ of app.messages.list({ limit: PAGE_SIZE })) seen++;
        return seen;
      });
      await app.close();
      return run;
    },
    async 'bare node:http'(url, scale) {
      return page(scale, async () => {
        let seen = 0;
        for (let start = ''; ; ) {
          const path = `${url}/v1/messages?limit=${PAGE_SIZE}${start && `&start=${start}`}`;
          const answer = JSON.parse(await overHttp('GET', path));
          seen += answer.messages.length;
          start = answer.next;
          if (!start) return seen;
        }
      });
    },
  },

  verify: { 'by hand': verifyByHand, verifySignature: verifyWithUs },
};

/** Every contestant, as `case: who`. */
export const contestants: Record<string, Contestant> = Object.fromEntries(
  Object.entries(byCase).flatMap(([what, who]) =>
    Object.entries(who).map(([name, contestant]) => [`${what}: ${name}`, contestant]),
  ),
);

/** Messages that are handed over and not delivered: a caller who does not count them runs out of memory. */
const MAX_PENDING = 10_000;

/** Hands over so many messages, and waits until all of them are delivered. */
async function deliverAll(analytics: Analytics | OfficialAnalytics, total: number): Promise<Run> {
  let delivered = 0;
  const isDelivered = () => void delivered++;
  if (analytics instanceof Analytics) analytics.on('track', isDelivered);
  else analytics.on('track', isDelivered);
  const memory = watchMemory();
  for (let n = 0; n < total; n++) {
    analytics.track({ userId: `C-${n % 50_000}`, event: 'order_placed', properties: data });
    while (n - delivered >= MAX_PENDING) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  // As long as it takes.
  await analytics.closeAndFlush({ timeout: 0 });
  if (delivered !== total) throw new Error(`${delivered} of ${total} delivered`);
  return { operations: total, growth: memory.growth() };
}

/** Walks all messages several times. */
async function page(scale: number, walk: () => Promise<number>): Promise<Run> {
  const walks = Math.ceil(4 * scale);
  for (let n = 0; n < walks; n++) {
    const seen = await walk();
    if (seen !== PAGES * PAGE_SIZE) throw new Error(`${seen} messages seen`);
  }
  return { operations: walks * PAGES * PAGE_SIZE };
}

/** How far the resident memory grows from now on. */
function watchMemory() {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  return {
    growth() {
      clearInterval(timer);
      return most - before;
    },
  };
}
