import type { IncomingHttpHeaders } from 'node:http';
import { isIPv4 } from 'node:net';

export interface GuardOptions {
  /** Names that a `Host` header may have besides those of the loopback interface, in lower case, without a port. */
  hosts: readonly string[];
  /** Web origins whose pages may call the emulator, such as `http://localhost:3000`. */
  origins: readonly string[];
}

/**
 * Why a request is rejected before anything else is done with it; undefined where it is accepted. Browsers let every
 * website send requests to this machine: they have a foreign `Origin` or `Sec-Fetch-Site`, or, through a name of the
 * website's own that resolves to this machine (DNS rebinding), a foreign `Host`.
 */
export function rejectionReason(
  headers: IncomingHttpHeaders,
  { hosts, origins }: GuardOptions,
): string | undefined {
  const { host = '', origin, 'sec-fetch-site': site } = headers;
  if (!isKnownHost(host, hosts)) {
    return `Host is ${quote(host)}: expected localhost, a loopback address, or a name in the emulator's allowedHosts`;
  }
  if (origin !== undefined && origin !== `http://${host}` && !origins.includes(origin)) {
    return `Origin is ${quote(origin)}: expected none, or one in the emulator's allowedOrigins`;
  }
  // "none" is a person who types the address. Node's fetch sends no such header.
  if (origin === undefined && site !== undefined && site !== 'same-origin' && site !== 'none') {
    return `Sec-Fetch-Site is ${quote(String(site))}: a page of another website cannot load this; open the address itself`;
  }
  return undefined;
}

/** The CORS headers for a page of an allowed origin. No other origin gets any. */
export function corsHeaders(headers: IncomingHttpHeaders, { origins }: GuardOptions): Record<string, string> {
  if (origins.length === 0) return {};
  const vary = { vary: 'origin' };
  const { origin } = headers;
  if (origin === undefined || !origins.includes(origin)) return vary;
  return {
    ...vary,
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': 'authorization, content-type, x-workspace-id',
    'access-control-expose-headers': '*',
  };
}

/** Whether a `Host` header's name, without its port, is a loopback name or one of the allowed hosts. */
function isKnownHost(header: string, hosts: readonly string[]): boolean {
  const name = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::\d+)?$/i.exec(header)?.[1]?.toLowerCase();
  if (name === undefined) return false;
  const isLoopback =
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '[::1]' ||
    (isIPv4(name) && name.startsWith('127.'));
  return isLoopback || hosts.includes(name);
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
