import { describe, ValidationError } from '@cio/core';
import { WebhookDeadlineError, type WebhookStep } from '../errors.js';
import type { ReceivedEvent } from '../events.js';
import type { Deduplicator } from './deduplicator.js';
import type { HandlerContext, Settings } from './options.js';
import type { ReportError } from './report-error.js';

/** How the handling of an event ended: handled now or before, failed, or claimed by another process. */
interface Outcome {
  result: 'handled' | 'failed' | 'being_handled';
  /** What failed. */
  error?: unknown;
}

/** The handling of one event, which all of its deliveries that come meanwhile wait for. */
export interface EventHandling {
  /** Never rejects. */
  ended: Promise<Outcome>;
  /** What it is waiting for. */
  getStep(): WebhookStep;
  /**
   * Tells the handler to stop, because a request has waited for long enough.
   *
   * @returns The outcome, where the handler has ended and the deduplicator is what was waited for.
   */
  timeOut(error: unknown): Outcome | undefined;
}

/** Starts the handling of an event; while one is under way in this process, gives that one. */
export function eventHandlings(
  settings: Settings,
  reportError: ReportError,
): (event: ReceivedEvent) => EventHandling {
  const { handle, ack, deadlineMs, abandonAfterMs } = settings;
  const underWay = new Map<string, EventHandling>();

  function startHandling(event: ReceivedEvent, store: Deduplicator | undefined): EventHandling {
    const id = event.event_id;
    let controller: AbortController | undefined;
    // Made when it is needed: on Node 20 that costs 4 µs.
    const getController = () => (controller ??= new AbortController());
    const context: HandlerContext = {
      get signal() {
        return getController().signal;
      },
    };
    let step: WebhookStep = 'seen';
    let outcome: Outcome | undefined;
    let abandonTimer: ReturnType<typeof setTimeout> | undefined;
    let isAbandoned = false;
    /** What the handler was told to stop with: it may pass that on as its own error. */
    let stopped: unknown;

    /** Claims the event, calls its handler, and settles the claim. */
    async function run(): Promise<Outcome> {
      // The response is sent before the work begins.
      if (ack === 'before') await new Promise((resolve) => setTimeout(resolve));
      try {
        const seen: unknown = store ? await store.seen(id) : false;
        if (seen === true) return { result: 'handled' };
        if (seen === 'running' || isAbandoned) return { result: 'being_handled' };
        if (seen !== false) {
          const expected = `expected true, false or 'running', got ${describe(seen)}`;
          throw new ValidationError('deduplicate.seen', expected);
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
      // After the handling was given up, the claim may be another one's.
      if (isAbandoned && !isHandled) return outcome;
      step = isHandled ? 'done' : 'failed';
      try {
        await store?.[step](id);
      } catch (error) {
        // What was handled was handled, though it may not be remembered.
        reportError(error, event);
      }
      return outcome;
    }

    function fail(error: unknown): Outcome {
      if (error === undefined || error !== stopped) reportError(error, event);
      return { result: 'failed', error };
    }

    function stop(error: unknown): void {
      stopped = error;
      reportError(error, event);
      getController().abort(error);
    }

    function abandonIn(ms: number): void {
      abandonTimer ??= setTimeout(() => {
        isAbandoned = true;
        stop(new WebhookDeadlineError(step, abandonAfterMs));
        end();
      }, ms);
      // It keeps no Node process alive that has nothing else to do.
      (abandonTimer as { unref?(): void }).unref?.();
    }

    function end(): void {
      clearTimeout(abandonTimer);
      if (underWay.get(id) === handling) underWay.delete(id);
    }

    if (ack === 'before') abandonIn(abandonAfterMs);
    const ended = run();
    ended.then(end);
    const handling: EventHandling = {
      ended,
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
    // Events without an id cannot be told apart.
    const store = id ? settings.store : undefined;
    if (!store) return startHandling(event, store);
    const handling = underWay.get(id) ?? startHandling(event, store);
    underWay.set(id, handling);
    return handling;
  };
}
