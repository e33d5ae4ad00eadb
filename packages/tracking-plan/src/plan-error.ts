import type { SchemaIssue } from './standard-schema.js';

/** One thing in a call that is not as the plan says. */
export interface PlanIssue {
  /** Where, as a path in the data: `items[2].price`; `''` for the data as a whole. */
  readonly path: string;
  /** What was expected, in the words of the schema's library. The value itself is taken out of it. */
  readonly message: string;
}

/** A call that is not as the plan says. In mode `throw` nothing was sent. */
export class PlanError extends Error {
  /** The name of the class, as a literal that minifiers do not change. */
  override readonly name = 'PlanError';
  /** What of the plan it is about: `event "order_placed"`, `person`, `transactional "order_confirmation"`. */
  readonly subject: string;
  /** What is wrong. */
  readonly issues: readonly PlanIssue[];

  /**
   * @param subject What of the plan it is about.
   * @param issues What is wrong.
   */
  constructor(subject: string, issues: readonly PlanIssue[], options?: ErrorOptions) {
    const list = issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ');
    super(`${subject} is not as the tracking plan says: ${list}`, options);
    this.subject = subject;
    this.issues = issues;
  }

  /** `isCustomerIOError` of the client packages is true of it too. */
  get isCustomerIOError(): true {
    return true;
  }
}

/** Whether a caught value is a {@link PlanError}, also from another copy of the package. */
export function isPlanError(error: unknown): error is PlanError {
  return error instanceof Error && error.name === 'PlanError';
}

/** An issue of a schema without the value that it is about: messages of some libraries quote it, and it may be personal data. */
export function toPlanIssue(issue: SchemaIssue, data: unknown): PlanIssue {
  let path = '';
  let value = data;
  for (const step of issue.path ?? []) {
    const key = typeof step === 'object' ? step.key : step;
    value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
    path += typeof key === 'number' ? `[${key}]` : `${path && '.'}${nameOf(key)}`;
  }
  return { path, message: withoutValue(issue.message, value) };
}

/** A key for a message: what does not look like a name may be personal data, such as an email address. */
export function nameOf(key: PropertyKey): string {
  return /^[\w$ -]{1,64}$/.test(String(key)) ? String(key) : '…';
}

function withoutValue(message: string, value: unknown): string {
  let text = message;
  if (value instanceof Date || typeof value === 'bigint') {
    // The libraries write it in ways of their own, behind one of these words.
    return text.replace(/\b(received|was|got)\b.*/s, '$1 …');
  }
  if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      text = withoutValue(text, inner);
      if (nameOf(key) === '…') text = withoutValue(text, key);
    }
  } else if (typeof value === 'string' || typeof value === 'number') {
    for (const quoted of [JSON.stringify(value), `'${value}'`, String(value)]) {
      // A short one may be a part of another word: it is taken out only where it stands alone.
      const at = quoted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      if (quoted) text = text.replace(new RegExp(`(?<![\\w.])${at}(?![\\w])`, 'g'), '…');
    }
  }
  return text;
}
