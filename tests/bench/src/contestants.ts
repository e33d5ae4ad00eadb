import http from 'node:http';
import { TrackClient } from '@cio/track';
import { type Operation, person, TrackV2Client } from '@cio/track-v2';
import { TrackClient as OfficialTrackClient } from 'customerio-node';
import { verifyByHand, verifyWithUs } from './webhooks.js';

/** What one run did: the operations it sent, and what it wants told beyond time. */
export interface Run {
  operations: number;
  /** How long the work itself took, where what came before it must not count. */
  seconds?: number;
  /** How far the resident memory grew at its most, in bytes. */
  growth?: number;
}

/** Does its work once, against the server at this address. */
export type Contestant = (url: string, scale: number) => Promise<Run>;

const CONCURRENCY = 64;
const BATCH = 250_000;
const INGESTED = 1_000_000;
const data = { order: 'O-5001', total: 54.5, currency: 'EUR', items: 3 };

async function concurrently(total: number, call: (n: number) => Promise<unknown>): Promise<Run> {
  let next = 0;
  const worker = async () => {
    for (let n = next++; n < total; n = next++) await call(n);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return { operations: total };
}

function operations(count: number): Operation[] {
  return Array.from({ length: count }, (_, n) => person.event({ id: `C-${n}` }, 'order_placed', data));
}

const credentials = { siteId: 'site', apiKey: 'key' };
// Made before the clock runs: what is measured is the sending.
let prepared: Operation[] = [];

export function prepare(name: string, scale: number): void {
  if (name.startsWith('batch')) prepared = operations(BATCH * scale);
}

export const contestants: Record<string, Contestant> = {
  'verify: by hand': verifyByHand,
  'verify: verifySignature': verifyWithUs,

  /** The official client: one event a request. */
  async 'event: customerio-node'(url, scale) {
    const client = new OfficialTrackClient(credentials.siteId, credentials.apiKey, { url });
    return concurrently(5000 * scale, (n) => client.track(`C-${n}`, { name: 'order_placed', data }));
  },

  async 'event: @cio/track'(url, scale) {
    const client = new TrackClient({ ...credentials, baseUrl: url });
    const run = await concurrently(20_000 * scale, (n) => client.track(`C-${n}`, 'order_placed', data));
    await client.close();
    return run;
  },

  /** The floor of batches: one JSON.stringify of each prepared body, over node:http with a kept connection. */
  async 'batch: floor'(url) {
    const agent = new http.Agent({ keepAlive: true });
    for (let start = 0; start < prepared.length; start += 2400) {
      await post(
        `${url}/api/v2/batch`,
        JSON.stringify({ batch: prepared.slice(start, start + 2400) }),
        agent,
      );
    }
    agent.destroy();
    return { operations: prepared.length };
  },

  async 'batch: sendBatch'(url) {
    const client = new TrackV2Client({ ...credentials, baseUrl: url });
    const { accepted } = await client.sendBatch(prepared);
    await client.close();
    return { operations: accepted };
  },

  async 'ingest: 1,000,000 from a generator'(url, scale) {
    const client = new TrackV2Client({ ...credentials, baseUrl: url });
    const total = INGESTED * scale;
    async function* generated() {
      for (let n = 0; n < total; n++) yield person.event({ id: `C-${n % 50_000}` }, 'order_placed', data);
    }
    const before = process.memoryUsage().rss;
    let most = before;
    const timer = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    const { accepted, unsent } = await client.ingest(generated());
    clearInterval(timer);
    await client.close();
    if (accepted !== total || unsent !== 0)
      throw new Error(`${accepted} of ${total} accepted, ${unsent} unsent`);
    return { operations: accepted, growth: most - before };
  },
};

function post(url: string, body: string, agent: http.Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', resolve);
    });
    request.on('error', reject);
    request.end(body);
  });
}
