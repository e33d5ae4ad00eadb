import { callSafely } from '@cio/core';
import type { ReceivedEvent } from '../events.js';
import type { Outcome } from './outcome.js';
import type { WebhookResponse, WebhookResult } from './responses.js';

/** A request that has ended, and whose event has been handled. */
export interface WebhookEnd {
  /**
   * What became of it: `handled` (now or before), `failed`, `too_slow` (the deadline passed), `being_handled` (by another
   * process), or why the request was rejected.
   */
  readonly result: WebhookResult;
  /** The HTTP status of the response. */
  readonly status: number;
  /** The event, which has personal data; undefined for a rejected request. */
  readonly event: ReceivedEvent | undefined;
  /** Whether the event had been handled already, or was being handled in this process. */
  readonly isDuplicate: boolean;
  /** Milliseconds from the request to its response; with `ack: 'before'`, to when the event was handled. */
  readonly durationMs: number;
  /** The error of the handler, or of the deadline. */
  readonly error: unknown;
}

/** Hooks for metrics and traces. */
export interface WebhookHooks {
  /**
   * Called once per request, to receive it in an asynchronous context, such as that of `AsyncLocalStorage.run`: the event's
   * handler is called in it. It has to call `run` at once; if it does not, or throws, the request is received nevertheless.
   *
   * @param run Receives the request. Its promise resolves when the event has been handled, and never rejects.
   */
  runWebhook?: ((run: () => Promise<WebhookEnd>) => unknown) | undefined;
}

/** What is known of a request, besides its response. */
export interface WebhookFacts {
  event?: ReceivedEvent;
  /** Whether another delivery of the event had started its handling. */
  isJoined?: boolean;
  /** The handling that continues after the response. */
  continues?: Promise<Outcome>;
  outcome?: Outcome;
}

/** Receives a request within the hook. */
export function runWebhook(
  hooks: WebhookHooks | undefined,
  respond: (facts: WebhookFacts) => Promise<WebhookResponse>,
): Promise<WebhookResponse> {
  const facts: WebhookFacts = {};
  const hook = hooks?.runWebhook;
  if (!hook) return respond(facts);
  const startedAt = performance.now();
  let response: Promise<WebhookResponse> | undefined;
  const run = async (): Promise<WebhookEnd> => {
    response ??= respond(facts);
    const { status, result, error } = await response;
    const continued = facts.continues && (await facts.continues);
    return {
      result: continued?.result ?? result,
      status,
      error: continued ? continued.error : error,
      event: facts.event,
      isDuplicate: facts.isJoined === true || (continued ?? facts.outcome)?.isDuplicate === true,
      durationMs: performance.now() - startedAt,
    };
  };
  callSafely('hooks.runWebhook', () => hook.call(hooks, run));
  response ??= respond(facts);
  return response;
}
