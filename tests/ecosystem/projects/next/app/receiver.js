import { createWebhookHandler } from '@cio/webhooks';

// One for all routes: Next may load a module once for each.
globalThis.seen ??= { count: 0 };
export const seen = globalThis.seen;
export const receive = createWebhookHandler({
  // Read at the first request: `next build` needs no secrets.
  signingKey: () => process.env.CIO_SIGNING_KEY,
  onEvent: () => seen.count++,
  onError: () => {},
});
