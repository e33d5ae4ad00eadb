import { templateOf } from './call.js';
import type { CallState } from './call-state.js';
import { Deferred } from './deferred.js';
import { HookList } from './hook-list.js';
import type { CallEvent, CallStartEvent } from './hooks.js';

/** Tells the hooks of a client what happens to its calls and their attempts. */
export class CallEvents {
  readonly hooks = new HookList();
  /** Attempts that have started and not ended. */
  inFlight = 0;
  readonly #baseUrl: string;

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  /** Begins a call, within the hooks `runCall`. */
  startCall(state: CallState, work: () => Promise<unknown>): Promise<unknown> {
    return this.hooks.run('runCall', work, (place) => {
      state.callEnd ??= new Deferred();
      const contexts = state.call.batch?.contexts?.map((captured) => captured?.[place]);
      return { event: this.#eventOf(state), ended: state.callEnd.promise, contexts };
    });
  }

  /** Ends a call that succeeded. */
  callSucceeded(state: CallState, result: unknown): void {
    const rejected = state.call.batch && result instanceof Map ? result.size : undefined;
    this.#endCall(state, 'success', state.status, undefined, rejected);
  }

  /** Ends a call that failed, and its attempt if one is in flight. */
  callFailed(state: CallState, error: unknown): void {
    const status = (error as { status?: number } | undefined)?.status;
    this.endAttempt(state, undefined, error);
    this.notify('onError', state, { status, durationMs: performance.now() - state.startedAt, error });
    this.#endCall(state, outcomeOfFailure(state, error), status, error);
  }

  /** Begins an attempt, within the hooks `runAttempt`. */
  startAttempt<T>(state: CallState, send: () => Promise<T>): Promise<T> {
    state.attempts++;
    state.attemptStartedAt = performance.now();
    state.attemptEnd = undefined;
    this.inFlight++;
    return this.hooks.run('runAttempt', send, () => {
      state.attemptEnd ??= new Deferred();
      const event = this.#eventOf(state, { attempt: state.attempts });
      return { event, ended: state.attemptEnd.promise };
    });
  }

  /** Ends the attempt in flight, if there is one. */
  endAttempt(state: CallState, status: number | undefined, error?: unknown): void {
    const { attemptStartedAt, call, rateLimitWaitMs, connectionWaitMs } = state;
    if (attemptStartedAt === undefined) return;
    state.attemptStartedAt = undefined;
    this.inFlight--;
    state.attemptEnd?.resolve(
      this.#eventOf(state, {
        attempt: state.attempts,
        outcome: error === undefined ? ('success' as const) : outcomeOfFailure(state, error),
        status,
        durationMs: performance.now() - attemptStartedAt,
        error,
        bucket: call.bucket,
        rateLimitWaitMs,
        connectionWaitMs,
      }),
    );
    state.connectionWaitMs = 0;
    state.rateLimitWaitMs = undefined;
  }

  /** Calls the hooks of a name with what all events have, the number of the attempt, and `more`. */
  notify(name: 'onRequest' | 'onResponse' | 'onRetry' | 'onError', state: CallState, more?: object): void {
    this.hooks.notify(name, () => this.#eventOf(state, { attempt: state.attempts, ...more }));
  }

  #endCall(
    state: CallState,
    outcome: CallEvent['outcome'],
    status: number | undefined,
    error: unknown,
    rejected?: number,
  ): void {
    const durationMs = performance.now() - state.startedAt;
    const { attempts } = state;
    const createEvent = (): CallEvent =>
      this.#eventOf(state, { outcome, attempts, status, durationMs, error, rejected });
    this.hooks.notify('onCall', createEvent);
    state.callEnd?.resolve(createEvent());
  }

  /** What the events of a call have in common, and `more`. */
  #eventOf<T extends object>({ call, requestId }: CallState, more?: T): CallStartEvent & T {
    const { operation, method, path, batch } = call;
    return {
      operation,
      method,
      path,
      pathTemplate: templateOf(call),
      requestId,
      baseUrl: this.#baseUrl,
      batchSize: batch?.size,
      ...more,
    } as CallStartEvent & T;
  }
}

/** The outcome of a call, or of its attempt, that failed with an error. */
function outcomeOfFailure({ aborted, call }: CallState, error: unknown): 'failure' | 'aborted' {
  return aborted && error === call.signal?.reason ? 'aborted' : 'failure';
}
