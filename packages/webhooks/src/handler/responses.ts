/** What a receiver answers. */
export interface WebhookResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** What failed on this side, where the status is 503 for it. Not for the sender. */
  error?: unknown;
}

export type WebhookResult = keyof typeof STATUSES;

/**
 * After most statuses, among them 400, 401, 405, 429 and 500, Customer.io waits an hour before it sends again, and holds
 * back every later event meanwhile; after 408, 413, 415 and 503 it tries again soon. So it is 503 where the event is
 * wanted again, and 200 where it never will be.
 */
const STATUSES = {
  handled: 200,
  // Signed, and not a JSON object: it would be the same the next time.
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

/** The response for a result, which its body names unless the event was handled. */
export function responseFor(result: WebhookResult, error?: unknown): WebhookResponse {
  const status = STATUSES[result];
  if (result === 'handled') return { status, headers: {}, body: '' };
  const headers = { 'content-type': 'application/json', allow: 'POST' };
  return { status, headers, body: JSON.stringify({ error: result }), error };
}
