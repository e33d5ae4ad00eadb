/** The response of a receiver. */
export interface WebhookResponse {
  result: WebhookResult;
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The error, if the status is 503. It is not sent. */
  error?: unknown;
}

/** What became of a request: `handled`, or why its event was not. */
export type WebhookResult = keyof typeof STATUSES;

/**
 * After most statuses, among them 400, 401, 405, 429 and 500, Customer.io retries after an hour, and delays all later events until
 * then; after 408, 413, 415 and 503 it retries soon. So the status is 503 if the event should be retried, and 200 if not.
 */
const STATUSES = {
  handled: 200,
  // Signed, and not a JSON object: a retry would not help.
  bad_body: 200,
  missing_header: 401,
  bad_timestamp: 401,
  too_old: 401,
  bad_signature: 401,
  method_not_allowed: 405,
  body_too_slow: 408,
  too_large: 413,
  unsupported_media_type: 415,
  failed: 503,
  too_slow: 503,
  being_handled: 503,
};

/** The response for a result. Unless the event was handled, the body contains the result. */
export function responseFor(result: WebhookResult, error?: unknown): WebhookResponse {
  const status = STATUSES[result];
  if (result === 'handled') return { result, status, headers: {}, body: '' };
  const headers = { 'content-type': 'application/json', allow: 'POST' };
  return { result, status, headers, body: JSON.stringify({ error: result }), error };
}
