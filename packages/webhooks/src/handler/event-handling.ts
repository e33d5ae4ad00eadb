import { describe, ValidationError } from '@cio/core';
import { WebhookDeadlineError, type WebhookStep } from '../errors.js';
import type { ReceivedEvent } from '../events.js';
import type { Deduplicator } from './deduplicator.js';
import type { HandlerContext, Settings } from './options.js';
import type { Outcome } from './outcome.js';
import type { ReportError } from './report-error.js';

/** The handling of one event, which all concurrent deliveries of the event wait for. */
export interface EventHandling {
  /** Never rejects. */
  ended: Promise<Outcome>;
  /** Resolves when the handling was abandoned. */
  abandoned: Promise<Outcome>;
  /** Whether an earlier delivery of the event started it. */
  isJoined: boolean;
  /** The step that is in progress. */
  getStep(): WebhookStep;
  /**
   * Aborts the handler's signal, because the deadline of a request has passed.
   *
   * @returns The outcome, if the handler has ended and only the deduplicator is pending.
   */
  timeOut(error: unknown): Outcome | undefined;
}

/** The context of a handler. Its signal is made on demand: on Node 20 an AbortController costs 4 µs. */
class EventContext implements HandlerContext {
  #controller: AbortController | undefined;

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  static abort(context: EventContext, reason: unknown): void {
    context.#controller ??= new AbortController();
    context.#controller.abort(reason);
  }
}

/**
 * For one receiver: returns a function that starts the handling of an event, or joins the one in progress.
 *
 * An event is handled once because deliveries to this receiver join the handling in progress, and because the handler is called
 * only after the deduplicator's `claim` returned `'claimed'`, which it does for one receiver at a time: by default in memory
 * (`deduplicator.ts`), for several processes in `@cio/redis` or `@cio/postgres`. Without a deduplicator, or an `event_id`, neither
 * applies.
 */
export function eventHandlings(
  settings: Settings,
  reportError: ReportError,
): (event: ReceivedEvent) => EventHandling {
  const { handle, ack, deadlineMs, abandonAfterMs } = settings;
  const inProgress = new Map<string, EventHandling>();

  function startHandling(event: ReceivedEvent, store: Deduplicator | undefined): EventHandling {
    const id = event.event_id;
    const context = new EventContext();
    let step: WebhookStep = 'claim';
    let outcome: Outcome | undefined;
    let abandonTimer: ReturnType<typeof setTimeout> | undefined;
    let isAbandoned = false;
    let resolveAbandoned: (outcome: Outcome) => void;
    const abandoned = new Promise<Outcome>((resolve) => {
      resolveAbandoned = resolve;
    });
    /** The reason that the handler's signal was aborted with, which the handler may throw as its own error. */
    let stopped: unknown;

    /** Claims the event, calls its handler, and settles the claim. */
    async function run(): Promise<Outcome> {
      // The response is sent first.
      if (ack === 'before') await new Promise((resolve) => setTimeout(resolve));
      try {
        const claim: unknown = store ? await store.claim(id) : 'claimed';
        if (claim === 'done') return { result: 'handled', isDuplicate: true };
        if (claim === 'running') return { result: 'being_handled' };
        if (claim !== 'claimed') {
          const expected = `expected 'claimed', 'running' or 'done', got ${describe(claim)}`;
          throw new ValidationError('deduplicate.claim', expected);
        }
        if (isAbandoned) {
          await settle('failed');
          return { result: 'being_handled' };
        }
      } catch (error) {
        return fail(error);
      }

      step = 'handler';
      try {
        await handle(event, context);
        outcome = { result: 'handled' };
      } catch (error) {
        outcome = fail(error);
      }

      const isHandled = outcome.result === 'handled';
      // The claim was released when the handling was abandoned: another delivery may have it.
      if (isAbandoned && !isHandled) return outcome;
      step = isHandled ? 'done' : 'failed';
      await settle(step);
      return outcome;
    }

    /** Settles the claim. If that fails, the outcome stays what it is, and the claim expires. */
    async function settle(how: 'done' | 'failed'): Promise<void> {
      try {
        await store?.[how](id);
      } catch (error) {
        reportError(error, event);
      }
    }

    function fail(error: unknown): Outcome {
      if (error === undefined || error !== stopped) reportError(error, event);
      return { result: 'failed', error };
    }

    function stop(error: unknown): void {
      stopped = error;
      reportError(error, event);
      EventContext.abort(context, error);
    }

    function abandonIn(ms: number): void {
      abandonTimer ??= setTimeout(() => {
        isAbandoned = true;
        const error = new WebhookDeadlineError(step, abandonAfterMs);
        stop(error);
        // The next delivery is to be handled.
        if (step === 'handler') settle('failed');
        end();
        resolveAbandoned({ result: 'too_slow', error });
      }, ms);
      // The timer does not keep a Node process alive.
      (abandonTimer as { unref?(): void }).unref?.();
    }

    function end(): void {
      clearTimeout(abandonTimer);
      if (inProgress.get(id) === handling) inProgress.delete(id);
    }

    if (ack === 'before') abandonIn(abandonAfterMs);
    const ended = run();
    ended.then(end);
    const handling: EventHandling = {
      ended,
      abandoned,
      isJoined: false,
      getStep: () => step,
      timeOut(error) {
        stop(error);
        abandonIn(abandonAfterMs - deadlineMs);
        return outcome;
      },
    };
    return handling;
  }

  return (event) => {
    const id = event.event_id;
    // Events without an id cannot be deduplicated.
    const store = id ? settings.store : undefined;
    if (!store) return startHandling(event, store);
    const running = inProgress.get(id);
    if (running) return { ...running, isJoined: true };
    const handling = startHandling(event, store);
    inProgress.set(id, handling);
    return handling;
  };
}
