/** The server of a base URL. */
export interface Server {
  readonly address: string;
  readonly port: number;
}

const known = new Map<string, Server>();

/** The server of a base URL, which is parsed once. */
export function serverOf(baseUrl: string): Server {
  let server = known.get(baseUrl);
  if (!server) {
    const { protocol, hostname, port } = new URL(baseUrl);
    server = {
      address: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port) || (protocol === 'https:' ? 443 : 80),
    };
    known.set(baseUrl, server);
  }
  return server;
}
