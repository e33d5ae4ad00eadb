import {
  type Identifier,
  requireIdentifier,
  requireObject,
  requireOneKey,
  requireText,
  ValidationError,
} from '@cio/core';
import { copyObject } from '../copy-object.js';
import { checkFilter } from '../filters/check-filter.js';
import type { AudienceFilter } from '../filters/filters.js';
import { requireList } from '../require-list.js';

interface TriggerOptions {
  /** What the messages can use as `{{trigger.…}}`. At most 50,000 bytes. */
  data?: object | null | undefined;
  /** Whether to skip ids that nobody has, in place of failing. */
  id_ignore_missing?: boolean | undefined;
  /** Whether to skip email addresses that nobody has, in place of failing. */
  email_ignore_missing?: boolean | undefined;
  /** Whether an email address that several people share may be used. */
  email_add_duplicates?: boolean | undefined;
}

/** One person of an audience, with data for their message alone. */
export type PerUserData =
  | { id: Identifier; email?: undefined; data?: object | undefined }
  | { email: string; id?: undefined; data?: object | undefined };

interface Audiences {
  /** The people that a filter matches. */
  recipients: AudienceFilter;
  /** People by their ids: at most 10,000. Not where the workspace identifies people by email. */
  ids: Identifier[];
  /** People by their email addresses: at most 10,000. */
  emails: string[];
  /** People with data of their own: at most 10,000. */
  per_user_data: PerUserData[];
  /** The URL of a file of people with data of their own, a JSON object a line. */
  data_file_url: string;
}

/** Whom a broadcast goes to: at most one of the audiences; without one, the audience that is set up in Customer.io. */
export type TriggerBroadcast = TriggerOptions &
  (
    | { [Key in keyof Audiences]?: undefined }
    | {
        [One in keyof Audiences]: Pick<Audiences, One> & {
          [Other in Exclude<keyof Audiences, One>]?: undefined;
        };
      }[keyof Audiences]
  );

/** The most that one call can name. */
const MAX_PEOPLE = 10_000;

const AUDIENCES = ['recipients', 'ids', 'emails', 'per_user_data', 'data_file_url'] as const;

/** Refuses what Customer.io refuses, and an audience of nobody. */
export function checkTrigger(trigger: TriggerBroadcast): void {
  const copy = copyObject('trigger', trigger);
  const named = AUDIENCES.filter((key) => copy[key] !== undefined);
  if (copy.data !== undefined && copy.data !== null) requireObject('data', copy.data);
  if (named.length > 1) {
    throw new ValidationError('trigger', `expected at most one of ${AUDIENCES.join(', ')}`);
  }
  const [key] = named;
  if (key === 'recipients') checkFilter(key, copy.recipients);
  else if (key === 'data_file_url') requireText(key, copy.data_file_url);
  else if (key !== undefined) checkPeople(key, copy[key] as unknown[]);
}

function checkPeople(form: 'ids' | 'emails' | 'per_user_data', people: unknown[]): void {
  // What follows from an empty list is not known: nobody, or everybody.
  requireList(form, people, MAX_PEOPLE);
  for (const [index, person] of people.entries()) {
    const field = `${form}[${index}]`;
    if (form === 'ids') requireIdentifier(field, person);
    else if (form === 'emails') requireText(field, person);
    else checkPerUserData(field, person);
  }
}

function checkPerUserData(field: string, person: unknown): void {
  requireObject(field, person);
  const { id, email, data } = person;
  if (requireOneKey(field, { id, email }, ['id', 'email']) === 'id') requireIdentifier(`${field}.id`, id);
  else requireText(`${field}.email`, email);
  if (data !== undefined) requireObject(`${field}.data`, data);
}
