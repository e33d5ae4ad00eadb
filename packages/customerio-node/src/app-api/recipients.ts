import type { Json } from '../json.js';

/** Whom a broadcast goes to: people by name, rows of data, or a filter. */
export type Recipients = Record<string, unknown>;

/** What goes with each way of naming people, in the order in which the ways are looked for. */
const NAMED: Record<string, readonly string[]> = {
  ids: ['ids', 'id_ignore_missing'],
  emails: ['emails', 'email_ignore_missing', 'email_add_duplicates'],
  per_user_data: ['per_user_data', 'id_ignore_missing', 'email_ignore_missing', 'email_add_duplicates'],
  data_file_url: ['data_file_url', 'id_ignore_missing', 'email_ignore_missing', 'email_add_duplicates'],
};

/** The fields of the body that say whom a broadcast goes to. What does not go with the way of naming people is left out. */
export function recipientsOf(recipients: Recipients): Json {
  const way = Object.keys(NAMED).find((name) => recipients[name]);
  if (way === undefined) return { recipients };
  return Object.fromEntries(
    NAMED[way]!.filter((name) => recipients[name]).map((name) => [name, recipients[name]]),
  );
}
