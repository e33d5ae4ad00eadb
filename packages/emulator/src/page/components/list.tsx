import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ListPage, LiveTopic } from '../../http/inspection/types.js';
import { queryOf } from '../api.js';
import { count, type Tone } from '../format.js';
import { useResource } from '../resource.js';
import { hrefOf, type Location, navigate, withQuery } from '../router.js';
import { Note, Time } from './basics.js';

export interface RowView {
  key: string;
  title: ComponentChildren;
  /** Milliseconds since 1970. */
  at?: number | null | undefined;
  badges?: ComponentChildren;
  subtitle?: ComponentChildren;
  tone?: Tone | undefined;
}

interface Filter {
  /** The field of the query. */
  name: string;
  label: string;
  options: readonly (readonly [value: string, label: string])[];
}

export interface ListOptions<T> {
  section: string;
  heading: string;
  /** The route of the list. */
  path: string;
  topics: readonly LiveTopic[];
  search?: string;
  filters?: readonly Filter[];
  /** Fields of the query that a link sets, by their labels: they are shown, and can be removed. */
  scopes?: Readonly<Record<string, string>>;
  row: (item: T) => RowView;
  empty: ComponentChildren;
  actions?: ComponentChildren;
}

const SEARCH_DELAY_MS = 200;

/** One row of a list: a link that opens the item. */
function Row({ row, href, isOpen }: { row: RowView; href: string; isOpen: boolean }) {
  const { title, at, badges, subtitle, tone } = row;
  return (
    <li>
      <a class={`row ${tone ?? ''}`} href={href} data-row aria-current={isOpen ? 'true' : undefined}>
        <span class="line">
          <span class="title">{title}</span>
          {at ? <Time at={at} /> : null}
        </span>
        <span class="line second">
          <span class="subtitle">{subtitle}</span>
          {badges && <span class="badges">{badges}</span>}
        </span>
      </a>
    </li>
  );
}

export function Rows<T>({
  items,
  row,
  section,
  open,
  query,
}: {
  items: readonly T[];
  row: (item: T) => RowView;
  section: string;
  open?: string | undefined;
  query?: Record<string, string>;
}) {
  return (
    <ul class="rows">
      {items.map((item) => {
        const view = row(item);
        return (
          <Row
            key={view.key}
            row={view}
            href={hrefOf(section, view.key, query)}
            isOpen={open !== undefined && view.key === open}
          />
        );
      })}
    </ul>
  );
}

/** The text that is searched for. It becomes part of the address a moment after the last key. */
function SearchField({ where, placeholder }: { where: Location; placeholder: string }) {
  const current = where.query.get('q') ?? '';
  const [text, setText] = useState(current);
  useEffect(() => setText(current), [current]);
  useEffect(() => {
    if (text === current) return;
    const timer = setTimeout(
      () => navigate(withQuery(where, { q: text || undefined, cursor: undefined }), true),
      SEARCH_DELAY_MS,
    );
    return () => clearTimeout(timer);
  }, [text, current, where]);
  return (
    <input
      id="search"
      type="search"
      value={text}
      placeholder={placeholder}
      aria-label={placeholder}
      autoComplete="off"
      spellcheck={false}
      onInput={(event) => setText(event.currentTarget.value)}
    />
  );
}

function Filters({ where, filters }: { where: Location; filters: readonly Filter[] }) {
  return (
    <>
      {filters.map(({ name, label, options }) => (
        <select
          key={name}
          aria-label={label}
          value={where.query.get(name) ?? ''}
          onChange={(event) =>
            navigate(
              withQuery(where, { [name]: event.currentTarget.value || undefined, cursor: undefined }),
              true,
            )
          }
        >
          <option value="">{label}</option>
          {options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      ))}
    </>
  );
}

/** The list of a section: search, filters, rows and pages. Its first page is live. */
export function ListPane<T>({ options, where }: { options: ListOptions<T>; where: Location }) {
  const { section, heading, path, topics, search, filters = [], scopes = {}, row, empty, actions } = options;
  const fields = Object.fromEntries(where.query);
  const { cursor } = fields;
  const { data, error } = useResource<ListPage<T>>(`${path}${queryOf(fields)}`, cursor ? [] : topics);
  const shown = Object.entries(scopes).filter(([name]) => fields[name]);
  const isNarrowed = Object.keys(fields).some((name) => name !== 'cursor');
  return (
    <section class="list" aria-labelledby="list-heading">
      <header>
        <div class="heading">
          <h2 id="list-heading">{heading}</h2>
          <span class="muted" aria-live="polite">
            {data ? count(data.total) : ''}
          </span>
          <span class="spacer" />
          {actions}
        </div>
        {(search || filters.length > 0) && (
          <search class="tools">
            {search && <SearchField where={where} placeholder={search} />}
            <Filters where={where} filters={filters} />
          </search>
        )}
        {shown.map(([name, label]) => (
          <p key={name} class="scope">
            {label} <b>{fields[name]}</b>
            <a href={withQuery({ ...where, item: undefined }, { [name]: undefined, cursor: undefined })}>
              show all
            </a>
          </p>
        ))}
      </header>
      {error && <Note tone="bad">{error.message}</Note>}
      {data && data.items.length === 0 && (
        <div class="empty">{isNarrowed ? <p>Nothing matches.</p> : empty}</div>
      )}
      {data && (
        <div class="scroll">
          <Rows items={data.items} row={row} section={section} open={where.item} query={fields} />
          {(cursor || data.next) && (
            <nav class="pages" aria-label="Pages">
              {cursor ? <a href={withQuery(where, { cursor: undefined })}>Newest</a> : <span />}
              {data.next ? <a href={withQuery(where, { cursor: data.next })}>Older</a> : <span />}
            </nav>
          )}
        </div>
      )}
    </section>
  );
}
