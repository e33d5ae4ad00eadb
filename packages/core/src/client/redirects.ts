/** The maximum number of redirects of one attempt. */
export const MAX_REDIRECTS = 5;

/** Whether a status is a redirect that can be followed. */
export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/**
 * The target of a redirect, or why it is not followed.
 *
 * Redirects are followed to the same origin, and over https to `customer.io` and its subdomains, because the credentials are
 * sent to the target. Never from https to http.
 */
export function resolveRedirect(
  from: string,
  location: string | undefined,
  /** The number of redirects that have been followed. */
  followed = 0,
): { url: string; refused?: undefined } | { url?: undefined; refused: string } {
  if (followed === MAX_REDIRECTS) return { refused: `more than ${MAX_REDIRECTS} redirects` };
  if (!location) return { refused: 'redirect without a Location header' };
  let target: URL;
  try {
    target = new URL(location, from);
  } catch {
    return { refused: 'redirect to an invalid URL' };
  }
  // A "blob:" URL has the origin of the document that created it.
  if (!/^https?:$/.test(target.protocol)) return { refused: `redirect to a ${target.protocol} URL refused` };
  const isCustomerIo = /^https:\/\/(.+\.)?customer\.io$/.test(target.origin);
  // Only the origin: the path and the query may be secret, or contain personal data.
  if (target.origin !== new URL(from).origin && !isCustomerIo) {
    return { refused: `redirect to ${target.origin} refused` };
  }
  return { url: target.origin + target.pathname + target.search };
}
