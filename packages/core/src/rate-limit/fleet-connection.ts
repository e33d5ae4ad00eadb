import { nextTurn } from '../abort/next-turn.js';
import { callSafely } from '../callbacks/call-safely.js';

/** What a process reports of its requests to the others, and asks for. */
export interface TokenReport {
  /** The name of the limit. */
  readonly bucket: string;
  /** The number of requests of the limit. */
  readonly requests: number;
  /** The period of the limit, in milliseconds. */
  readonly perMs: number;
  /** How many tokens it wants: as many calls wait. 0: none waits any more. */
  readonly wanted: number;
  /** The number of the first token that it gets, within this process; the others follow. */
  readonly firstToken: number;
  /** How long the server asked all to wait, in milliseconds; 0 if it did not. */
  readonly pauseMs: number;
  /** The tokens of requests that have a response. */
  readonly settled: readonly number[];
  /** Tokens that were not used. */
  readonly unused: readonly number[];
}

/** The tokens that a process gets. */
export interface TokenGrant {
  /** How many. */
  readonly granted: number;
  /** In how many milliseconds to ask for the rest. */
  readonly waitMs: number;
}

/** How long the store may take to respond, in milliseconds. */
const RESPONSE_MS = 1000;

/** How long after a failure the store is tried again, in milliseconds. */
const RETRY_MS = 1000;

/** Exchanges reports for tokens with the store that all processes share, behind a circuit breaker: open while it cannot be reached. */
export class FleetConnection {
  #failedAt: number | undefined;

  constructor(
    readonly exchange: (report: TokenReport) => Promise<TokenGrant>,
    readonly onFallback: (error: unknown) => unknown,
  ) {}

  /** Whether the circuit is open: the last exchange failed. */
  get isOpen(): boolean {
    return this.#failedAt !== undefined;
  }

  /** Whether the circuit is half-open: it is time for an exchange that tries whether the store is back. */
  get isHalfOpen(): boolean {
    return this.#failedAt !== undefined && performance.now() - this.#failedAt >= RETRY_MS;
  }

  /**
   * Makes an exchange. Rejects if the store does not respond in time.
   *
   * @param onLate Called with a result that came after that.
   */
  async run(report: TokenReport, onLate: (grant: TokenGrant) => void): Promise<TokenGrant> {
    if (this.#failedAt !== undefined) this.#failedAt = performance.now();
    let isLate = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        // A response that has arrived while the process was busy is read first.
        void nextTurn().then(() => {
          isLate = true;
          reject(new Error(`no response within ${RESPONSE_MS} ms`));
        });
      }, RESPONSE_MS);
    });
    // A function of a store of one's own may throw instead.
    const response = (async () => this.exchange(report))();
    response.then((result) => isLate && onLate(result)).catch(() => {});
    try {
      const result = await Promise.race([response, timeout]);
      this.#failedAt = undefined;
      return result;
    } catch (error) {
      const isNew = this.#failedAt === undefined;
      this.#failedAt = performance.now();
      if (isNew) callSafely('onFallback', () => this.onFallback(error));
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}
