// For tests alone: requests as they go over the wire, with any header, and no client between.
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import type { Emulator } from './index.js';

export interface WireRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface WireResponse {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  json: unknown;
}

/** Sends a request by `node:http`. Status 0 where the connection was broken. */
export function send(
  emulator: Pick<Emulator, 'url'>,
  path: string,
  { method = 'GET', headers = {}, body }: WireRequest = {},
): Promise<WireResponse> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(emulator.url);
    const host = hostname.replaceAll(/[[\]]/g, '');
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = { host, port, path, method, headers: { ...length, ...headers }, agent: false };
    const broken = () => resolve({ status: 0, headers: {}, text: '', json: undefined });
    const outgoing = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (text += chunk));
      response.on('error', broken);
      response.on('end', () => {
        let json: unknown;
        try {
          json = JSON.parse(text);
        } catch {
          // A page, or nothing.
        }
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
      });
    });
    outgoing.on('error', broken);
    outgoing.end(body);
  });
}

/** Writes bytes as they are, and gives what came back until the connection was closed. */
export function sendRaw(emulator: Pick<Emulator, 'url'>, text: string): Promise<string> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(emulator.url);
    const socket = connect(Number(port), hostname);
    let received = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => (received += chunk));
    socket.on('error', () => {});
    socket.on('close', () => resolve(received));
    socket.write(text, 'latin1');
  });
}

export const trackAuthorization = ({
  siteId,
  apiKey,
}: Pick<Emulator, 'siteId' | 'apiKey'>): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${siteId}:${apiKey}`).toString('base64')}`,
});

export const pipelinesAuthorization = ({ writeKey }: Emulator): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
});

export const appAuthorization = ({ appApiKey }: Emulator): Record<string, string> => ({
  authorization: `Bearer ${appApiKey}`,
});

/** The headers and the body of JSON. */
export function json(value: unknown, headers: Record<string, string> = {}) {
  return { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}
