import { requireObject, ValidationError } from '@cio/core';
import { bodyLength } from '../body-bytes.js';
import type { WebhookHandlerOptions } from './options.js';
import { createReceiver } from './receiver.js';

/** A request as AWS Lambda gets it from API Gateway (payload formats 1.0 and 2.0), a function URL or a load balancer. */
export interface LambdaWebhookEvent {
  /** The method, in format 1.0 and from a load balancer. */
  readonly httpMethod?: string | undefined;
  /** Where format 2.0 and function URLs have the method: `http.method`. */
  readonly requestContext?: unknown;
  /** The headers; their names are in lower case, or as the sender wrote them. */
  readonly headers?: Readonly<Record<string, string | undefined>> | null | undefined;
  /** The headers with all their values, where a load balancer sends those in place of `headers`. */
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null | undefined;
  /** The body, as text or in Base64. */
  readonly body?: string | null | undefined;
  /** Whether `body` is in Base64. */
  readonly isBase64Encoded?: boolean | undefined;
}

/** The response, as API Gateway, function URLs and load balancers take it. */
export interface LambdaWebhookResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** The options of every receiver; `ack: 'before'` is none here. */
export type LambdaWebhookOptions = WebhookHandlerOptions & { ack?: 'after' | undefined };

/** @returns Resolves to the response. Never rejects. */
export type LambdaWebhookHandler = (event: LambdaWebhookEvent) => Promise<LambdaWebhookResponse>;

/**
 * A handler of webhooks for AWS Lambda, behind API Gateway, a function URL or a load balancer. It answers as the handler of
 * `createWebhookHandler` does.
 *
 * Each instance of a function has a memory of its own, so give `deduplicate` a store that they share. Lambda freezes an
 * instance once it has responded: what a handler leaves running then goes on with the next request, or never.
 *
 * @throws ValidationError for options that are wrong, when it is made; for `ack: 'before'` too.
 * @example
 * export const handler = createLambdaHandler({
 *   signingKey: () => process.env.CIO_SIGNING_KEY!,
 *   onEvent: (event) => queue.send(event),
 * });
 */
export function createLambdaHandler(options: LambdaWebhookOptions): LambdaWebhookHandler {
  requireObject('options', options);
  if ((options as WebhookHandlerOptions).ack === 'before') {
    throw new ValidationError(
      'ack',
      "expected 'after': Lambda freezes the function once it has responded, before the event is handled",
    );
  }
  const { receive } = createReceiver(options);
  return async (event) => {
    const { status, headers, body } = await receive({
      method: () => event.httpMethod ?? (event.requestContext as HttpContext | undefined)?.http?.method,
      header: (name) => readHeader(event, name),
      readBody: async (maxBytes) => readBody(event, maxBytes),
    });
    return { statusCode: status, headers, body };
  };
}

interface HttpContext {
  http?: { method?: string };
}

/** @param name In lower case. */
function readHeader({ headers, multiValueHeaders }: LambdaWebhookEvent, name: string) {
  const all = headers ?? multiValueHeaders ?? {};
  const key = Object.keys(all).find((key) => key.toLowerCase() === name);
  return key === undefined ? undefined : all[key];
}

function readBody({ body, isBase64Encoded }: LambdaWebhookEvent, maxBytes: number) {
  const text = body ?? '';
  // Lambda takes 6 MB at the most: nothing is so long that it must not be decoded.
  const content = isBase64Encoded ? Uint8Array.from(atob(text), (char) => char.charCodeAt(0)) : text;
  return bodyLength(content) > maxBytes ? undefined : content;
}
