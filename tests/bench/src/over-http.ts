// Requests by hand over node:http, with kept connections: what the benchmark compares with.
import http from 'node:http';
import https from 'node:https';

/** Connections of whoever has a pool by hand. */
export const CONNECTIONS = 64;

export const credentials = { siteId: 'site', apiKey: 'key' };
export const headers = {
  authorization: `Basic ${Buffer.from('site:key').toString('base64')}`,
  'content-type': 'application/json',
};

const options = { keepAlive: true, maxSockets: CONNECTIONS };
const agents = { http: new http.Agent(options), https: new https.Agent(options) };

/** The text of a response. */
export function overHttp(method: string, url: string, body?: string): Promise<string> {
  const isSecure = url.startsWith('https:');
  const agent = isSecure ? agents.https : agents.http;
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const sent = { method, agent, headers: { ...headers, ...length } };
    const request = (isSecure ? https : http).request(url, sent, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}
