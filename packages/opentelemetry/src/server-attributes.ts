import type { Attributes } from '@opentelemetry/api';

const known = new Map<string, Attributes>();

/** The attributes of the server of a base URL. */
export function serverAttributes(baseUrl: string): Attributes {
  let attributes = known.get(baseUrl);
  if (!attributes) {
    const { protocol, hostname, port } = new URL(baseUrl);
    attributes = {
      'server.address': hostname.replace(/^\[|\]$/g, ''),
      'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
    };
    known.set(baseUrl, attributes);
  }
  return attributes;
}
