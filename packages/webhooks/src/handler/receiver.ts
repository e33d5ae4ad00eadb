import { type CustomerIOError, callSafely, isCustomerIOError, ValidationError } from '@cio/core';
import { verificationError, WebhookDeadlineError, WebhookVerificationError } from '../errors.js';
import { parseEvent } from '../events.js';
import { findVerificationFailure, requireSigningKeys } from '../verify-signature.js';
import { startDeadline } from './deadline.js';
import { type EventHandling, eventHandlings } from './event-handling.js';
import { runWebhook, type WebhookFacts } from './hooks.js';
import { readHandlerOptions, type WebhookHandlerOptions } from './options.js';
import { errorReporter, type ReportError } from './report-error.js';
import { responseFor, type WebhookResponse, type WebhookResult } from './responses.js';

/** A request of any server framework. Its methods may throw or reject. */
interface WebhookRequest {
  method(): string | undefined;
  /** @param name The name in lower case. */
  header(name: string): string | readonly string[] | null | undefined;
  /** Resolves to the raw body; to undefined if it is longer than `maxBytes`. */
  readBody(maxBytes: number): Promise<string | Uint8Array | undefined>;
  /** Passes a promise that continues after the response to the platform. */
  waitUntil?(promise: Promise<unknown>): void;
}

export interface Receiver {
  /** Resolves to the response, before the deadline. Never rejects. */
  receive(request: WebhookRequest): Promise<WebhookResponse>;
  reportError: ReportError;
}

/** Creates what all webhook handlers have in common: verify, parse, claim, handle, settle, respond. */
export function createReceiver(options: WebhookHandlerOptions): Receiver {
  const settings = readHandlerOptions(options);
  const { signingKey: source, toleranceSeconds, maxBytes, deadlineMs, ack } = settings;
  const reportError = errorReporter(settings.onError);
  const startOrJoinHandling = eventHandlings(settings, reportError);
  let signingKey: readonly string[] | undefined;
  let reading: Promise<readonly string[]> | undefined;
  let readAt: number;

  async function readSigningKeys(): Promise<readonly string[]> {
    // Not the time of day, which can be set back.
    readAt = performance.now();
    try {
      signingKey = requireSigningKeys(typeof source === 'function' ? await source() : source);
      return signingKey;
    } catch (error) {
      throw unreadable('signingKey', error);
    }
  }

  /** All first requests wait for one reading. Where one has waited in vain, the next request reads again. */
  async function firstSigningKeys(deadline: ReturnType<typeof startDeadline>): Promise<readonly string[]> {
    reading ??= readSigningKeys();
    try {
      return await deadline.within(() => 'signingKey', reading);
    } catch (error) {
      reading = undefined;
      throw error;
    }
  }

  async function respond(request: WebhookRequest, facts: WebhookFacts): Promise<WebhookResponse> {
    const deadline = startDeadline(deadlineMs);
    let handling: EventHandling | undefined;
    try {
      if (request.method() !== 'POST') return responseFor('method_not_allowed');
      if (!isPlainJson(request))
        return rejectBody('unsupported_media_type', 'compressed, or not application/json');
      const body = await deadline.within(() => 'body', request.readBody(maxBytes));
      if (body === undefined) return rejectBody('too_large', `longer than maxBytes, ${maxBytes}`);

      const verify = (keys: readonly string[]) =>
        findVerificationFailure({
          signingKey: keys,
          toleranceSeconds,
          timestamp: request.header('x-cio-timestamp'),
          signature: request.header('x-cio-signature'),
          body,
        });
      let failure = await verify(signingKey ?? (await firstSigningKeys(deadline)));
      if (failure === 'bad_signature' && typeof source === 'function') {
        // The keys may have been rotated. They are read every five seconds at most, however many requests are forged.
        if (!reading || performance.now() - readAt > 5000) reading = readSigningKeys();
        failure = await verify(await deadline.within(() => 'signingKey', reading));
      }
      if (failure) throw verificationError(failure);
      const event = parseEvent(body);
      facts.event = event;

      // Claims the event, calls the handler and settles the claim; a delivery that arrives meanwhile joins: event-handling.ts.
      handling = startOrJoinHandling(event);
      const { ended, abandoned, isJoined, getStep } = handling;
      facts.isJoined = isJoined;
      callSafely('waitUntil', () => request.waitUntil?.(ended));
      if (ack === 'before') {
        facts.continues = Promise.race([ended, abandoned]);
        return responseFor('handled');
      }
      facts.outcome = await deadline.within(getStep, ended);
      const { result, error } = facts.outcome;
      return responseFor(result, error);
    } catch (error) {
      if (handling) return responseFor(handling.timeOut(error)?.result ?? 'too_slow', error);
      return reject(isCustomerIOError(error) ? error : unreadable('request', error));
    } finally {
      deadline.clear();
    }
  }

  function rejectBody(result: WebhookResult, problem: string): WebhookResponse {
    reportError(verificationError('bad_body', problem));
    return responseFor(result);
  }

  /** The response to a request that was not verified, or whose event could not be read. */
  function reject(error: CustomerIOError): WebhookResponse {
    reportError(error);
    if (error instanceof WebhookVerificationError) return responseFor(error.reason);
    if (error instanceof WebhookDeadlineError && error.waitingFor === 'body')
      return responseFor('body_too_slow');
    return responseFor('failed', error);
  }

  return {
    receive: (request) => runWebhook(settings.hooks, (facts) => respond(request, facts)),
    reportError,
  };
}

function isPlainJson(request: WebhookRequest): boolean {
  const type = request.header('content-type') || 'application/json';
  const encoding = request.header('content-encoding') || 'identity';
  return /^application\/json *(;|$)/i.test(type as string) && encoding === 'identity';
}

function unreadable(field: string, cause: unknown): ValidationError {
  return new ValidationError(field, 'cannot be read: see the cause', { cause });
}
