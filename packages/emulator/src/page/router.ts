import { useEffect, useState } from 'preact/hooks';

/** Where the page is: `#/messages/abc?q=order` is the section `messages`, the item `abc` and the query. */
export interface Location {
  section: string;
  item: string | undefined;
  query: URLSearchParams;
}

function read(): Location {
  const [path = '', search] = location.hash.replace(/^#\/?/, '').split('?');
  const [section = '', item] = path.split('/');
  return {
    section: section || 'messages',
    item: item ? decoded(item) : undefined,
    query: new URLSearchParams(search),
  };
}

/** An address typed by hand may have a percent sign of its own. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function useLocation(): Location {
  const [where, setWhere] = useState(read);
  useEffect(() => {
    const update = () => setWhere(read());
    addEventListener('hashchange', update);
    // It may have changed between the first rendering and this.
    update();
    return () => removeEventListener('hashchange', update);
  }, []);
  return where;
}

/** The address of a section, an item and a query, as a link has it. */
export function hrefOf(
  section: string,
  item?: string | number,
  query?: Record<string, string | undefined>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value) search.set(name, value);
  const text = search.toString();
  const path = item === undefined ? section : `${section}/${encodeURIComponent(item)}`;
  return `#/${path}${text && `?${text}`}`;
}

/** The same list with other fields of its query; those that are undefined go. */
export function withQuery(
  { section, item, query }: Location,
  changes: Record<string, string | undefined>,
): string {
  return hrefOf(section, item, { ...Object.fromEntries(query), ...changes });
}

export function navigate(href: string, replace = false): void {
  if (replace) {
    history.replaceState(null, '', href);
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    location.hash = href;
  }
}
