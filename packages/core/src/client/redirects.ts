/** Redirects followed for one attempt, at the most. */
export const MAX_REDIRECTS = 5;

/** Whether a status sends the request elsewhere. */
export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
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
  /** How many have been followed already. */
  followed = 0,
): { url: string; refused?: undefined } | { url?: undefined; refused: string } {
  if (followed === MAX_REDIRECTS) return { refused: `more than ${MAX_REDIRECTS} redirects` };
  if (!location) return { refused: 'redirect without a location' };
  let target: URL;
  try {
    target = new URL(location, from);
  } catch {
    return { refused: 'redirect to something that is not a URL' };
  }
  // A "blob:" URL has the origin of what it was made in, and leads elsewhere.
  if (!/^https?:$/.test(target.protocol)) return { refused: `redirect to a ${target.protocol} URL refused` };
  const isCustomerIo = /^https:\/\/(.+\.)?customer\.io$/.test(target.origin);
  // The path and the query may be a secret, or hold what identifies a person.
  if (target.origin !== new URL(from).origin && !isCustomerIo) {
    return { refused: `redirect to ${target.origin} refused` };
  }
  return { url: target.origin + target.pathname + target.search };
}
