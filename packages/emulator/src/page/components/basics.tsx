import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ObjectRef, PersonRef } from '../../http/inspection/types.js';
import { fullTime, pretty, shortTime, type Tone, toneOf, toneOfStatus, words } from '../format.js';
import { hrefOf } from '../router.js';

export function Badge({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return <span class={`badge ${tone}`}>{children}</span>;
}

/** What has nothing to it is quiet: the eye finds the rest. */
const USUAL: ReadonlySet<string> = new Set(['delivered', 'sent', 'queued', 'done', 'finished', 'running']);

export function StateBadge({ state }: { state: string }) {
  if (USUAL.has(state)) return <span class="usual">{words(state)}</span>;
  return <Badge tone={toneOf(state)}>{words(state)}</Badge>;
}

export function StatusBadge({ status, none = 'no response' }: { status: number | null; none?: string }) {
  return <Badge tone={toneOfStatus(status)}>{status || none}</Badge>;
}

/** A time in milliseconds, in a few characters; the whole of it in the title. */
export function Time({ at, whole = false }: { at: number; whole?: boolean }) {
  const date = new Date(at);
  const iso = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  return (
    <time dateTime={iso} title={fullTime(at)}>
      {whole ? fullTime(at) : shortTime(at)}
    </time>
  );
}

/** Text on lines of its own that can be scrolled, by keyboard too. */
export function Code({ text, label }: { text: string; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
    <section class="code" tabIndex={0} aria-label={label}>
      <pre>{text}</pre>
    </section>
  );
}

export function Json({ value, label }: { value: unknown; label: string }) {
  return <Code text={pretty(value)} label={label} />;
}

/** A value of an attribute, short. */
export function Value({ value }: { value: unknown }) {
  if (typeof value === 'object' && value !== null) return <code class="value">{JSON.stringify(value)}</code>;
  if (typeof value === 'string')
    return <span class="value">{value === '' ? <i class="muted">empty</i> : value}</span>;
  return <code class="value literal">{String(value)}</code>;
}

export function personName({ email, id, cio_id }: PersonRef): string {
  return email || id || cio_id;
}

export function PersonLink({ person }: { person: PersonRef }) {
  return <a href={hrefOf('people', person.cio_id)}>{personName(person)}</a>;
}

export function ObjectLink({ object }: { object: ObjectRef }) {
  return <a href={hrefOf('objects', object.cio_object_id)}>{object.object_id}</a>;
}

export interface Fact {
  name: string;
  value: ComponentChildren;
}

/** Names and values. Those without a value are left out. */
export function Facts({ facts }: { facts: (Fact | false | null | undefined)[] }) {
  return (
    <dl class="facts">
      {facts.map((fact) =>
        fact && fact.value !== null && fact.value !== undefined && fact.value !== '' ? (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd>{fact.value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

export interface Tab {
  id: string;
  label: string;
  /** How many there are of what is behind it. */
  size?: number;
  content: () => ComponentChildren;
}

/** The tab that was open last, by the name of the tabs: the next item opens with the same. */
const openTabs = new Map<string, string>();

export function Tabs({ name, tabs }: { name: string; tabs: (Tab | false)[] }) {
  const shown = tabs.filter((tab): tab is Tab => tab !== false);
  const [wanted, setWanted] = useState(openTabs.get(name));
  const open = shown.find(({ id }) => id === wanted) ?? shown[0];
  const list = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const choose = (id: string) => {
    openTabs.set(name, id);
    setWanted(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || !open) return;
    event.preventDefault();
    const index = (shown.indexOf(open) + step + shown.length) % shown.length;
    choose(shown[index]!.id);
    list.current?.querySelectorAll<HTMLButtonElement>('[role=tab]')[index]?.focus();
  };
  if (!open) return null;
  return (
    <>
      <div class="tabs" role="tablist" aria-label={name} ref={list} onKeyDown={onKeyDown}>
        {shown.map(({ id, label, size }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${prefix}-${id}`}
            aria-selected={open.id === id}
            aria-controls={`${prefix}-panel`}
            tabIndex={open.id === id ? 0 : -1}
            onClick={() => choose(id)}
          >
            {label}
            {size !== undefined && <span class="size">{size}</span>}
          </button>
        ))}
      </div>
      <div class="panel" role="tabpanel" id={`${prefix}-panel`} aria-labelledby={`${prefix}-${open.id}`}>
        {open.content()}
      </div>
    </>
  );
}

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <button
      type="button"
      class="button"
      onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      <span aria-live="polite">{isCopied ? 'Copied' : label}</span>
    </button>
  );
}

export function Note({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <div class={`note ${tone}`} role={tone === 'bad' ? 'alert' : undefined}>
      {children}
    </div>
  );
}

/** A part of an item, with a heading. */
export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** A table that is scrolled where it is too wide. */
export function Table({
  label,
  head,
  children,
}: {
  label: string;
  head: string[];
  children: ComponentChildren;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
    <section class="table" tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
