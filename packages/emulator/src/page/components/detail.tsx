import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { LiveTopic } from '../../http/inspection/types.js';
import { useResource } from '../resource.js';
import { type Location, withQuery } from '../router.js';
import { Note } from './basics.js';

/** What is open beside the list. */
export function DetailPane<T>({
  path,
  topics,
  where,
  children,
}: {
  path: string;
  topics: readonly LiveTopic[];
  where: Location;
  children: (data: T, reload: () => void) => ComponentChildren;
}) {
  const { data, error, reload } = useResource<T>(path, topics);
  const pane = useRef<HTMLElement>(null);
  // Another item begins at its top.
  useEffect(() => pane.current?.scrollTo(0, 0), [path]);
  return (
    <article class="detail" ref={pane} aria-label="Details">
      <a class="close" data-close href={withQuery({ ...where, item: undefined }, {})}>
        <span aria-hidden="true">←</span> Back to the list
      </a>
      {error && <Note tone="bad">{error.message}</Note>}
      {data && children(data, reload)}
    </article>
  );
}

/** The heading of an item, with what tells it from others. */
export function DetailHead({
  title,
  badges,
  actions,
}: {
  title: ComponentChildren;
  badges?: ComponentChildren;
  actions?: ComponentChildren;
}) {
  return (
    <header class="head">
      <h2>{title}</h2>
      {badges && <div class="badges">{badges}</div>}
      {actions && <div class="actions">{actions}</div>}
    </header>
  );
}
