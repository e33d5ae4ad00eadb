import type { IncomingMessage } from 'node:http';

/** A request as the emulator saw it. Credentials and cookies are not kept. */
export interface SeenRequest {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** Null where the connection was broken instead. */
  status: number | null;
}

/** A request as it is kept, before it has a status. */
export function seenRequest(request: IncomingMessage, bytes: Buffer | undefined): SeenRequest {
  const { method = 'GET', url = '/' } = request;
  return {
    method,
    path: url,
    headers: keptHeaders(request),
    body: keptBody(request, bytes),
    status: null,
  };
}

function keptHeaders({ headers }: IncomingMessage): SeenRequest['headers'] {
  // Browsers send the cookies of everything that runs on this machine, whatever its port.
  const { authorization: _, cookie: __, 'proxy-authorization': ___, ...kept } = headers;
  return kept;
}

function keptBody({ headers }: IncomingMessage, bytes: Buffer | undefined): string {
  if (!bytes) return '(too large)';
  const type = headers['content-type']?.split(';')[0];
  // Bytes of a file are nothing to read.
  return type?.startsWith('multipart/') ? `(${bytes.length} bytes of ${type})` : bytes.toString();
}

/** About how many bytes the headers of a request are. */
const HEADERS_BYTES = 500;

export interface RequestLogOptions {
  maxRequests: number;
  maxBytes: number;
}

/** The newest requests: at most so many, and of at most so many bytes. The very newest is always there. */
export class RequestLog {
  readonly requests: SeenRequest[] = [];
  readonly #options: RequestLogOptions;
  #bytes = 0;

  constructor(options: RequestLogOptions) {
    this.#options = options;
  }

  add(request: SeenRequest): void {
    const { maxRequests, maxBytes } = this.#options;
    this.requests.push(request);
    this.#bytes += sizeOf(request);
    while (this.requests.length > 1 && (this.requests.length > maxRequests || this.#bytes > maxBytes)) {
      this.#bytes -= sizeOf(this.requests.shift()!);
    }
  }

  clear(): void {
    this.requests.length = 0;
    this.#bytes = 0;
  }
}

/** About what a request takes: its path and body, which are a byte a character, and its headers, which Node bounds. */
function sizeOf({ path, body }: SeenRequest): number {
  return path.length + body.length + HEADERS_BYTES;
}
