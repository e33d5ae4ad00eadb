/** A request as the emulator saw it. Credentials and cookies are not kept. */
export interface SeenRequest {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** Null where the connection was broken instead. */
  status: number | null;
}

/** What the headers of a request take, about. */
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
