import { HttpClient, type Transport } from '@cio/core';

/** The transport of a client that is given none: on Node one pool of connections for all clients of the process. */
export function defaultTransport(): Transport {
  return new HttpClient({ baseUrl: 'https://customer.io', authorization: '' }).transport;
}
