/** Redirects followed for one attempt, at the most. */
export const MAX_REDIRECTS = 5;

/** Whether an answer sends the request elsewhere. */
export function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/**
 * Where a redirect leads, or why it is not followed.
 *
 * Followed: to the same origin, or over https to `customer.io` and its subdomains, where the
 * credentials belong. Never from https to http.
 */
export function resolveRedirect(
  from: string,
  location: string | undefined,
): { url: string } | { refused: string } {
  if (!location) return { refused: 'redirect without a location' };
  let target: URL;
  try {
    target = new URL(location, from);
  } catch {
    return { refused: 'redirect to something that is not a URL' };
  }
  const isCustomerIo =
    target.protocol === 'https:' &&
    target.port === '' &&
    (target.hostname === 'customer.io' || target.hostname.endsWith('.customer.io'));
  // Without what may be a secret: user, password, query.
  if (target.origin !== new URL(from).origin && !isCustomerIo) {
    return { refused: `redirect to ${target.protocol}//${target.host}${target.pathname} refused` };
  }
  return { url: target.origin + target.pathname + target.search };
}
