// Who makes single calls, and how. Each is made only in its own process: what one imports changes what the `fetch` of
// another goes through.
import type { Transport } from '@cio/core';
import { fetchTransport } from '@cio/core/fetch';
import { TrackClient } from '@cio/track';
import { undiciTransport } from '@cio/transport-undici';
import { CONNECTIONS, credentials, headers, overHttp } from './over-http.js';

/** How a contestant makes its calls. One lives as long as its process, as a service's would. */
export interface Caller {
  track(n: number): Promise<unknown>;
  identify(n: number): Promise<unknown>;
}

/** What an event and a person bring with them. */
export const data = { order: 'O-5001', total: 54.5, currency: 'EUR', items: 3 };
const attributes = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`attribute_${n}`, `value ${n}`]));

function ours(url: string, transport?: Transport): Caller {
  const client = new TrackClient({ ...credentials, baseUrl: url, transport });
  return {
    track: (n) => client.track(`C-${n}`, 'order_placed', data),
    identify: (n) => client.identify(`C-${n}`, attributes),
  };
}

/** The same requests over something bare, by somebody who wants no more than the parsed response. */
function bare(url: string, send: (method: string, url: string, body: string) => Promise<unknown>): Caller {
  return {
    track: (n) =>
      send('POST', `${url}/api/v1/customers/C-${n}/events`, JSON.stringify({ name: 'order_placed', data })),
    identify: (n) => send('PUT', `${url}/api/v1/customers/C-${n}`, JSON.stringify(attributes)),
  };
}

export const callers: Record<string, (url: string) => Caller | Promise<Caller>> = {
  'customerio-node': async (url) => {
    const { TrackClient: OfficialTrackClient } = await import('customerio-node');
    const client = new OfficialTrackClient(credentials.siteId, credentials.apiKey, { url: `${url}/api/v1` });
    return {
      track: (n) => client.track(`C-${n}`, { name: 'order_placed', data }),
      identify: (n) => client.identify(`C-${n}`, attributes),
    };
  },
  '@cio/customerio-node': async (url) => {
    const { TrackClient: DropInTrackClient } = await import('@cio/customerio-node');
    const client = new DropInTrackClient(credentials.siteId, credentials.apiKey, { url: `${url}/api/v1` });
    return {
      track: (n) => client.track(`C-${n}`, { name: 'order_placed', data }),
      identify: (n) => client.identify(`C-${n}`, attributes),
    };
  },
  '@cio/track': (url) => ours(url),
  '@cio/track, undici': (url) => ours(url, undiciTransport()),
  '@cio/track, undici, HTTP/2': (url) => ours(url, undiciTransport({ allowH2: true })),
  '@cio/track, fetch': (url) => ours(url, fetchTransport()),
  'bare node:http': (url) => bare(url, async (...request) => JSON.parse(await overHttp(...request))),
  'bare undici pool': async (url) => {
    const { Pool } = await import('undici');
    const pool = new Pool(url, { connections: CONNECTIONS });
    return bare(url, async (method, to, body) => {
      const request = { method: method as 'PUT', path: new URL(to).pathname, headers, body };
      return (await pool.request(request)).body.json();
    });
  },
  'bare fetch': (url) =>
    bare(url, async (method, to, body) => (await fetch(to, { method, headers, body })).json()),
};
