/** A word of a few letters, such as `host`, is no secret, and would be found everywhere. */
const MIN_LENGTH = 6;

/**
 * Takes URLs out of texts. A signed URL is all that is needed to read a file, and servers quote it in their responses,
 * and transports in their errors: the whole of it, its path, its query, or the value of a parameter.
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

  /** A text without the URLs and without control characters but tabs and line feeds, cut at a length. */
  clean(text: string, maxLength: number): string {
    let cleaned = text;
    // The longest first: the others may be parts of it.
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
