import type { EspSuppression } from './app-entities.js';
import { noop, type Table } from './table.js';

const ANY_DOMAIN = '';

/** The addresses that the email service provider suppresses, by kind and by domain, whatever their case. A record's key is `kind address`. */
export class EspSuppressions implements Table {
  onChange: Table['onChange'] = noop;
  readonly #byEmail = new Map<string, Map<string, EspSuppression>>();
  /** By kind and domain, by address. */
  readonly #lists = new Map<string, Map<string, EspSuppression>>();

  add(kind: string, suppression: EspSuppression): void {
    const email = suppression.email.toLowerCase();
    const kinds = this.#byEmail.get(email) ?? new Map<string, EspSuppression>();
    this.#byEmail.set(email, kinds.set(kind, suppression));
    for (const domain of [ANY_DOMAIN, domainOf(email)]) {
      const list = this.#lists.get(listKey(kind, domain)) ?? new Map<string, EspSuppression>();
      this.#lists.set(listKey(kind, domain), list.set(email, suppression));
    }
    this.onChange(`${kind} ${email}`);
  }

  *keys(): Iterable<string> {
    for (const [email, kinds] of this.#byEmail) for (const kind of kinds.keys()) yield `${kind} ${email}`;
  }

  toRecord(key: string): EspSuppression | undefined {
    const [kind = '', ...email] = key.split(' ');
    return this.ofEmail(email.join(' ')).get(kind);
  }

  restore(key: string, suppression: EspSuppression): void {
    this.add(key.split(' ')[0]!, suppression);
  }

  delete(kind: string, address: string): void {
    const email = address.toLowerCase();
    this.#byEmail.get(email)?.delete(kind);
    for (const domain of [ANY_DOMAIN, domainOf(email)]) this.#lists.get(listKey(kind, domain))?.delete(email);
    this.onChange(`${kind} ${email}`);
  }

  /** The suppressions of one address, by kind. */
  ofEmail(email: string): ReadonlyMap<string, EspSuppression> {
    return this.#byEmail.get(email.toLowerCase()) ?? new Map();
  }

  /** The suppressions of a kind: all, or those of one domain. */
  *list(kind: string, domain: string = ANY_DOMAIN): Iterable<EspSuppression> {
    yield* this.#lists.get(listKey(kind, domain.toLowerCase()))?.values() ?? [];
  }
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1);
}

function listKey(kind: string, domain: string): string {
  return JSON.stringify([kind, domain]);
}
