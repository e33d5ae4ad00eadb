import {
  exceedsBytes,
  type Identifier,
  requireIdentifier,
  requireObject,
  requireOneKey,
  requireText,
  serialize,
  ValidationError,
} from '@cio/core';
import { copyObject } from '../copy-object.js';
import { checkFilter } from '../filters/check-filter.js';
import type { AudienceFilter } from '../filters/filters.js';
import { requireList } from '../require-list.js';

interface TriggerOptions {
  /** The data that the messages can use as `{{trigger.…}}`. At most 50,000 bytes of JSON. */
  data?: object | null | undefined;
  /** Whether unknown ids are ignored. Default `false`: they make the broadcast fail. */
  id_ignore_missing?: boolean | undefined;
  /** Whether unknown email addresses are ignored. Default `false`: they make the broadcast fail. */
  email_ignore_missing?: boolean | undefined;
  /** Whether an email address may match several people. Default `false`: it makes the broadcast fail. */
  email_add_duplicates?: boolean | undefined;
}

/** One recipient, with data for this recipient's message. */
export type PerUserData =
  | {
      /** The person's id. */
      id: Identifier;
      /** The person's email address. */
      email?: undefined;
      /** The data that this person's message can use as `{{trigger.…}}`. */
      data?: object | undefined;
    }
  | {
      /** The person's email address. */
      email: string;
      /** The person's id. */
      id?: undefined;
      /** The data that this person's message can use as `{{trigger.…}}`. */
      data?: object | undefined;
    };

interface Audiences {
  /** The recipients: the people who match a filter. */
  recipients: AudienceFilter;
  /** The recipients' ids: at most 10,000. Not in a workspace that identifies people by email address only. */
  ids: Identifier[];
  /** The recipients' email addresses: at most 10,000. */
  emails: string[];
  /** The recipients, each with data of their own: at most 10,000. */
  per_user_data: PerUserData[];
  /** The URL of a file of recipients with data of their own: one JSON object per line. */
  data_file_url: string;
}

/** A broadcast trigger: at most one of the audiences; without one, the audience that is configured in Customer.io. */
export type TriggerBroadcast = TriggerOptions &
  (
    | { [Key in keyof Audiences]?: undefined }
    | {
        [One in keyof Audiences]: Pick<Audiences, One> & {
          [Other in Exclude<keyof Audiences, One>]?: undefined;
        };
      }[keyof Audiences]
  );

/** The limit of `data`, as JSON. */
const MAX_DATA_BYTES = 50_000;
/** The limit of one call. */
const MAX_PEOPLE = 10_000;

const AUDIENCES = ['recipients', 'ids', 'emails', 'per_user_data', 'data_file_url'] as const;

/** Throws a ValidationError for what Customer.io rejects, and for an empty audience. */
export function checkTrigger(trigger: TriggerBroadcast): void {
  const copy = copyObject('trigger', trigger);
  const named = AUDIENCES.filter((key) => copy[key] !== undefined);
  if (copy.data !== undefined && copy.data !== null) {
    requireObject('data', copy.data);
    if (exceedsBytes(serialize(copy.data, 'data'), MAX_DATA_BYTES)) {
      throw new ValidationError('data', `expected at most ${MAX_DATA_BYTES} bytes of JSON`);
    }
  }
  if (named.length > 1) {
    throw new ValidationError('trigger', `expected at most one of ${AUDIENCES.join(', ')}`);
  }
  const [key] = named;
  if (key === 'recipients') checkFilter(key, copy.recipients);
  else if (key === 'data_file_url') requireText(key, copy.data_file_url);
  else if (key !== undefined) checkPeople(key, copy[key] as unknown[]);
}

function checkPeople(form: 'ids' | 'emails' | 'per_user_data', people: unknown[]): void {
  // It is not documented whether an empty list means nobody or everybody.
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
