import type { IncomingMessage } from 'node:http';
import type { Change } from '../store/changes.js';

/** The response to a request, as it was sent. */
export interface SeenResponse {
  headers: Record<string, string>;
  /** The first 65,536 characters. Of a page or a file: its size and type in brackets. */
  body: string;
}

/** A request as the emulator saw it. Credentials and cookies are not kept. */
export interface SeenRequest {
  id: string;
  /** The site id of the workspace that it belongs to. Undefined where none can be told: it is in the logs of all. */
  workspace?: string;
  /** Milliseconds since 1970, to a tenth. */
  received_at: number;
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** The operation's name in Customer.io's contract. Undefined for an unknown route. */
  operation?: string;
  /** Null where the connection was broken instead, or while there is no response. */
  status: number | null;
  /** How long it took until the response was written, in milliseconds. */
  duration_ms?: number;
  response?: SeenResponse;
  /** The kind of the fault that it met. */
  fault?: string;
  /** What it changed, and what of it Customer.io would drop without a word: the first 50, later effects included. */
  effects: Change[];
  /** How many effects there were. */
  effect_count: number;
}

/** A request as it is kept, before it has a status. */
export function seenRequest(request: IncomingMessage, bytes: Buffer | undefined): Omit<SeenRequest, 'id'> {
  const { method = 'GET', url = '/' } = request;
  return {
    received_at: preciseNow(),
    method,
    path: url,
    headers: keptHeaders(request),
    body: keptBody(request, bytes),
    status: null,
    effects: [],
    effect_count: 0,
  };
}

/** Milliseconds since 1970, to a tenth. */
export function preciseNow(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 10) / 10;
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

const MAX_RESPONSE_BODY = 65_536;

/** A response as it is kept. */
export function seenResponse(headers: Record<string, string>, type: string, body: Buffer): SeenResponse {
  const isText = body.length === 0 || type.startsWith('application/json');
  return {
    headers,
    body: isText ? body.toString('utf8', 0, MAX_RESPONSE_BODY) : `(${body.length} bytes of ${type})`,
  };
}

/** About how many bytes the headers of a request are, and one of its effects. */
const HEADERS_BYTES = 500;
const EFFECT_BYTES = 64;

export interface RequestLogOptions {
  maxRequests: number;
  maxBytes: number;
  /** Told of a request when it comes, and when it has its response. */
  onChange: (request: SeenRequest) => void;
}

/** The newest requests of a workspace: at most so many, and of at most so many bytes. The very newest is always there. */
export class RequestLog {
  readonly requests: SeenRequest[] = [];
  readonly #options: RequestLogOptions;
  readonly #byId = new Map<string, SeenRequest>();
  /** What each request is counted as. */
  readonly #sizes = new WeakMap<SeenRequest, number>();
  #bytes = 0;

  constructor(options: RequestLogOptions) {
    this.#options = options;
  }

  add(request: SeenRequest): void {
    this.requests.push(request);
    this.#byId.set(request.id, request);
    this.#count(request);
    this.#options.onChange(request);
  }

  /** Has to be called when a request has its response. */
  responded(request: SeenRequest): void {
    // One that is no longer kept is not counted.
    if (this.get(request.id)) this.#count(request);
    this.#options.onChange(request);
  }

  get(id: string): SeenRequest | undefined {
    return this.#byId.get(id);
  }

  clear(): void {
    this.requests.length = 0;
    this.#byId.clear();
    this.#bytes = 0;
  }

  #count(request: SeenRequest): void {
    const { maxRequests, maxBytes } = this.#options;
    const size = sizeOf(request);
    this.#bytes += size - (this.#sizes.get(request) ?? 0);
    this.#sizes.set(request, size);
    while (this.requests.length > 1 && (this.requests.length > maxRequests || this.#bytes > maxBytes)) {
      const oldest = this.requests.shift()!;
      this.#byId.delete(oldest.id);
      this.#bytes -= this.#sizes.get(oldest)!;
    }
  }
}

/** About what a request takes: its path and bodies, which are a byte a character, its headers, which Node bounds, and its effects. */
function sizeOf({ path, body, response, effects }: SeenRequest): number {
  const bodies = body.length + (response?.body.length ?? 0);
  return path.length + bodies + HEADERS_BYTES + effects.length * EFFECT_BYTES;
}
