import type { Use } from './reads.js';

const TEXT = [
  'append',
  'base64_decode',
  'base64_encode',
  'capitalize',
  'cgi_escape',
  'downcase',
  'escape',
  'escape_once',
  'lstrip',
  'newline_to_br',
  'normalize_whitespace',
  'number_of_words',
  'prepend',
  'remove',
  'remove_first',
  'remove_last',
  'replace',
  'replace_first',
  'replace_last',
  'rstrip',
  'slugify',
  'split',
  'strip',
  'strip_html',
  'strip_newlines',
  'truncate',
  'truncatewords',
  'upcase',
  'uri_escape',
  'url_decode',
  'url_encode',
  'xml_escape',
];
const NUMBER = [
  'abs',
  'at_least',
  'at_most',
  'ceil',
  'divided_by',
  'floor',
  'minus',
  'modulo',
  'plus',
  'round',
  'times',
];
const DATE = ['date', 'date_to_long_string', 'date_to_rfc822', 'date_to_string', 'date_to_xmlschema'];
const LIST = [
  'compact',
  'concat',
  'find',
  'find_exp',
  'find_index',
  'first',
  'group_by',
  'has',
  'join',
  'last',
  'map',
  'pop',
  'push',
  'reject',
  'reverse',
  'sample',
  'shift',
  'sort',
  'sort_natural',
  'sum',
  'uniq',
  'unshift',
  'where',
  'where_exp',
];

const USES = new Map<string, Use>([
  ...TEXT.map((name): [string, Use] => [name, 'text']),
  ...NUMBER.map((name): [string, Use] => [name, 'number']),
  ...DATE.map((name): [string, Use] => [name, 'date']),
  ...LIST.map((name): [string, Use] => [name, 'list']),
  ['size', 'textOrList'],
  ['slice', 'textOrList'],
]);

/** What a filter says of its input. A filter that is not known here takes anything. */
export function useOf(filter: string): Use {
  return USES.get(filter) ?? 'anything';
}

/** Filters whose result is a list of elements of their input. */
export const KEEPS_ELEMENTS: ReadonlySet<string> = new Set([
  'compact',
  'reverse',
  'sort',
  'sort_natural',
  'uniq',
  'where',
  'reject',
  'concat',
  'push',
  'shift',
  'pop',
]);

/** Filters whose result is an element of their input. */
export const PICKS_ELEMENT: ReadonlySet<string> = new Set(['first', 'last', 'find']);

/** Filters whose first argument is the name of a property of the elements. An element need not have it. */
export const READS_PROPERTY: ReadonlySet<string> = new Set([
  'find',
  'find_index',
  'group_by',
  'has',
  'map',
  'reject',
  'sort',
  'sort_natural',
  'sum',
  'uniq',
  'where',
]);
