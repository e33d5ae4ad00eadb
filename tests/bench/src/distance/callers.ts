// Who makes the calls of the grid, and how.

import type { Transport } from '@cio/core';
import { fetchTransport } from '@cio/core/fetch';
import { TrackClient } from '@cio/track';
import { undiciTransport } from '@cio/transport-undici';

export type Call = (n: number) => Promise<unknown>;

const credentials = { siteId: 'site', apiKey: 'key' };
const data = { order: 'O-5001', total: 54.5, currency: 'EUR', items: 3 };
const headers = {
  authorization: `Basic ${Buffer.from('site:key').toString('base64')}`,
  'content-type': 'application/json',
};

function ours(transport?: Transport) {
  return (url: string): Call => {
    const client = new TrackClient({ ...credentials, baseUrl: url, ...(transport && { transport }) });
    return (n) => client.track(`C-${n}`, 'order_placed', data);
  };
}

/** Made when they are asked for: what one imports is not to change what another goes through. */
export function createCallers(): Record<string, (url: string) => Call | Promise<Call>> {
  return {
    '@cio/track': (url) => ours()(url),
    '@cio/track, undici': (url) => ours(undiciTransport())(url),
    '@cio/track, undici, HTTP/2': (url) => ours(undiciTransport({ allowH2: true }))(url),
    '@cio/track, fetch': (url) => ours(fetchTransport())(url),
    'customerio-node': async (url) => {
      const { TrackClient: OfficialTrackClient } = await import('customerio-node');
      const client = new OfficialTrackClient('site', 'key', { url: `${url}/api/v1` });
      return (n) => client.track(`C-${n}`, { name: 'order_placed', data });
    },
    'bare fetch': (url) => async (n) => {
      const body = JSON.stringify({ name: 'order_placed', data });
      const response = await fetch(`${url}/api/v1/customers/C-${n}/events`, {
        method: 'POST',
        headers,
        body,
      });
      return response.json();
    },
    'bare node:http': async (url) => {
      const http = await import('node:http');
      const https = await import('node:https');
      const module = url.startsWith('https:') ? https : http;
      const agent = new module.Agent({ keepAlive: true, maxSockets: 64 });
      return (n) =>
        new Promise((resolve, reject) => {
          const body = JSON.stringify({ name: 'order_placed', data });
          module
            .request(
              `${url}/api/v1/customers/C-${n}/events`,
              { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
              (response) => {
                const chunks: Buffer[] = [];
                response
                  .on('data', (chunk: Buffer) => chunks.push(chunk))
                  .on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())))
                  .on('error', reject);
              },
            )
            .on('error', reject)
            .end(body);
        });
    },
    'bare undici pool': async (url) => {
      const { Pool } = await import('undici');
      const pool = new Pool(url, { connections: 64 });
      return async (n) => {
        const body = JSON.stringify({ name: 'order_placed', data });
        const path = `/api/v1/customers/C-${n}/events`;
        return (await pool.request({ method: 'POST', path, headers, body })).body.json();
      };
    },
  };
}
