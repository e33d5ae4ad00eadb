/** Shorter words, such as `host`, are not secret, and would be redacted everywhere. */
const MIN_LENGTH = 6;

/**
 * Redacts URLs in texts. A signed URL is a credential, and the responses of servers and the errors of transports contain it, or
 * its path, its query, or the value of a parameter.
 */
export class UrlRedactor {
  readonly #secrets = new Set<string>();

  add({ href, username, password, pathname, search }: URL): void {
    const values = search.split('&').map((pair) => pair.slice(pair.indexOf('=') + 1));
    const parts = [
      href,
      pathname + search,
      search.slice(1),
      pathname.slice(1),
      username,
      password,
      ...values,
    ];
    for (const secret of parts.flatMap((part) => [part, decode(part)])) {
      if (secret.length >= MIN_LENGTH) this.#secrets.add(secret);
    }
  }

  /** The text without the URLs and without control characters except tabs and line feeds, truncated. */
  clean(text: string, maxLength: number): string {
    let cleaned = text;
    // The longest first: others may be parts of it.
    for (const secret of [...this.#secrets].sort((a, b) => b.length - a.length)) {
      cleaned = cleaned.replaceAll(secret, '…');
    }
    cleaned = cleaned.replace(/(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '');
    return cleaned.length > maxLength ? `${cleaned.slice(0, maxLength)}…` : cleaned;
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    return part;
  }
}
