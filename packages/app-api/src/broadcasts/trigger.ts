import { requireObject, requireOneKey, requireText, ValidationError } from '@cio/core';
import { type AudienceFilter, checkFilter } from '../filters/filters.js';
import { requireList } from '../require-list.js';

interface TriggerOptions {
  /** What the messages can use as `{{trigger.…}}`. */
  data?: Record<string, unknown>;
  /** Whether to skip people that nobody knows by their id, in place of failing. */
  id_ignore_missing?: boolean;
  /** Whether to skip people that nobody knows by their email address. */
  email_ignore_missing?: boolean;
  /** Whether an email address that several people share may be used. */
  email_add_duplicates?: boolean;
}

/** One person of an audience, with data for their message alone. */
export type PerUserData =
  | { id: string; email?: never; data?: Record<string, unknown> }
  | { email: string; id?: never; data?: Record<string, unknown> };

interface Audiences {
  /** Whoever a filter means. */
  recipients: AudienceFilter;
  /** People by their ids. */
  ids: string[];
  /** People by their email addresses. */
  emails: string[];
  /** People with data of their own. */
  per_user_data: PerUserData[];
  /** The URL of a file of people with data of their own, a JSON object a line. */
  data_file_url: string;
}

/** To whom a broadcast goes: at most one of the audiences; without one, to that set up in Customer.io. */
export type TriggerBroadcast = TriggerOptions &
  (
    | { [Key in keyof Audiences]?: never }
    | {
        [One in keyof Audiences]: Pick<Audiences, One> & { [Other in Exclude<keyof Audiences, One>]?: never };
      }[keyof Audiences]
  );

const AUDIENCES = ['recipients', 'ids', 'emails', 'per_user_data', 'data_file_url'] as const;

export function checkTrigger(trigger: TriggerBroadcast): void {
  requireObject('trigger', trigger);
  const given = AUDIENCES.filter((key) => trigger[key] !== undefined);
  if (given.length > 1) {
    throw new ValidationError('trigger', `expected at most one of ${AUDIENCES.join(', ')}`);
  }
  const [key] = given;
  if (key === 'recipients') checkFilter(key, trigger.recipients);
  else if (key === 'data_file_url') requireText(key, trigger.data_file_url);
  else if (key !== undefined) checkPeople(key, trigger[key] as unknown[]);
}

function checkPeople(form: 'ids' | 'emails' | 'per_user_data', people: unknown[]): void {
  // Nobody would be an audience of nobody, and what follows from it is not known.
  requireList(form, people);
  for (const [index, person] of people.entries()) {
    const field = `${form}[${index}]`;
    if (form !== 'per_user_data') {
      requireText(field, person);
      continue;
    }
    requireObject(field, person);
    const key = requireOneKey(field, { id: person.id, email: person.email }, ['id', 'email']);
    requireText(`${field}.${key}`, person[key]);
  }
}
