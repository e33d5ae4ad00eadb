import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Counts } from '../http/inspection/types.js';
import { queryOf, request } from './api.js';
import { Dialog } from './components/dialog.js';
import { type ListOptions, ListPane } from './components/list.js';
import { count, setEmulatorTime } from './format.js';
import { useKeyboard } from './keyboard.js';
import { useIsLive } from './live.js';
import { useResource } from './resource.js';
import { type Location, useLocation } from './router.js';
import { ENTITY_KINDS, EntityPane, entityList } from './views/entities.js';
import { FaultsPage } from './views/faults.js';
import { MessagePane, messagesList } from './views/messages.js';
import { EventPane, eventsList, ObjectPane, objectsList } from './views/objects.js';
import { PersonPane, peopleList } from './views/people.js';
import { RequestPane, requestsList } from './views/requests.js';
import { WebhookPane, webhooksList } from './views/webhooks.js';

interface Section {
  id: Exclude<keyof Counts, 'workspaces'> & string;
  label: string;
}

const MAIN: readonly Section[] = [
  { id: 'messages', label: 'Messages' },
  { id: 'people', label: 'People' },
  { id: 'requests', label: 'Requests' },
  { id: 'webhooks', label: 'Webhooks' },
  { id: 'faults', label: 'Faults, limits, time' },
];

const DATA: readonly Section[] = [
  { id: 'objects', label: 'Objects' },
  { id: 'events', label: 'Events' },
  { id: 'segments', label: 'Segments' },
  { id: 'campaigns', label: 'Campaigns' },
  { id: 'broadcasts', label: 'Broadcasts' },
  { id: 'newsletters', label: 'Newsletters' },
  { id: 'transactional', label: 'Transactional' },
  { id: 'exports', label: 'Exports' },
  { id: 'imports', label: 'Imports' },
];

const COUNTED = [
  'people',
  'messages',
  'events',
  'objects',
  'requests',
  'webhooks',
  'faults',
  'workspace',
] as const;

function Links({
  sections,
  open,
  counts,
}: {
  sections: readonly Section[];
  open: string;
  counts?: Counts | undefined;
}) {
  return (
    <ul>
      {sections.map(({ id, label }) => (
        <li key={id}>
          <a href={`#/${id}`} aria-current={open === id ? 'page' : undefined}>
            {label}
            {counts && <span class="size">{count(Number(counts[id]))}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Which of several workspaces is shown. */
function WorkspaceSelect({ counts: { workspace, workspaces } }: { counts: Counts }) {
  return (
    <select
      class="workspace"
      aria-label="Workspace"
      value={workspace}
      onChange={(event) => {
        location.search = `?workspace=${encodeURIComponent(event.currentTarget.value)}`;
      }}
    >
      {workspaces.map((siteId) => (
        <option key={siteId}>{siteId}</option>
      ))}
    </select>
  );
}

function Sidebar({ where, onHelp }: { where: Location; onHelp: () => void }) {
  const { data: counts } = useResource<Counts>('/counts', COUNTED);
  useEffect(() => {
    if (counts) setEmulatorTime(counts.now);
  }, [counts]);
  const isLive = useIsLive();
  const [isOpen, setOpen] = useState(false);
  // Another place closes the menu.
  useEffect(() => setOpen(false), [where]);
  const reset = () => {
    const one = counts && counts.workspaces.length > 1 ? counts.workspace : undefined;
    const what = one === undefined ? 'everything' : `everything of the workspace ${one}`;
    if (confirm(`Remove ${what}: people, messages, requests, webhooks, faults?`))
      void request('POST', `/reset${queryOf({ workspace: one })}`);
  };
  return (
    <header class="sidebar">
      <div class="brand">
        <h1>Customer.io emulator</h1>
        <span class={`live ${isLive ? 'on' : ''}`} role="status">
          {isLive ? 'live' : 'not connected'}
        </span>
        <button
          type="button"
          class="button menu"
          aria-expanded={isOpen}
          aria-controls="sections"
          onClick={() => setOpen(!isOpen)}
        >
          Menu
        </button>
      </div>
      {counts && counts.workspaces.length > 1 && <WorkspaceSelect counts={counts} />}
      <nav id="sections" aria-label="Sections" class={isOpen ? 'open' : ''}>
        <Links sections={MAIN} open={where.section} counts={counts} />
        <Links sections={DATA} open={where.section} counts={counts} />
        <div class="foot">
          <button type="button" class="button small" onClick={onHelp}>
            Keys <kbd>?</kbd>
          </button>
          <button type="button" class="button small" onClick={reset}>
            Reset
          </button>
        </div>
      </nav>
    </header>
  );
}

const KEYS: readonly [keys: string[], what: string][] = [
  [['j', 'k'], 'the next row, the row before'],
  [['Enter'], 'open the row'],
  [['Esc'], 'close what is open; leave the search'],
  [['/'], 'search'],
  [
    ['g', 'm'],
    'messages; likewise p people, r requests, w webhooks, f faults, o objects, e events, s segments',
  ],
  [['?'], 'these keys'],
];

function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl class="keys">
        {KEYS.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p class="muted">
        Everything here is a call below /_emulator: see the guide “The emulator’s page and its HTTP API”.
      </p>
    </Dialog>
  );
}

type Pane = (props: { where: Location }) => ComponentChildren;

/** The list and the item of each section. */
function panesOf(where: Location): { list: ListOptions<never>; Item: Pane } | undefined {
  const { section } = where;
  const of = <T,>(list: ListOptions<T>, Item: Pane) => ({
    list: list as unknown as ListOptions<never>,
    Item,
  });
  switch (section) {
    case 'messages':
      return of(messagesList(where), MessagePane);
    case 'people':
      return of(peopleList(), PersonPane);
    case 'requests':
      return of(requestsList(), RequestPane);
    case 'webhooks':
      return of(webhooksList(), WebhookPane);
    case 'objects':
      return of(objectsList(), ObjectPane);
    case 'events':
      return of(eventsList(), EventPane);
    default:
      return ENTITY_KINDS[section] && of(entityList(section), EntityPane);
  }
}

function Content({ where }: { where: Location }) {
  if (where.section === 'faults') return <FaultsPage />;
  const panes = panesOf(where);
  if (!panes) return <p class="empty">There is no such section.</p>;
  const { list, Item } = panes;
  return (
    <div class={`panes ${where.item === undefined ? '' : 'open'}`}>
      <ListPane key={list.section} options={list} where={where} />
      {where.item === undefined ? (
        <div class="detail nothing">
          <p class="muted">
            Choose a row, or press <kbd>j</kbd> and <kbd>Enter</kbd>.
          </p>
        </div>
      ) : (
        <Item where={where} />
      )}
    </div>
  );
}

export function App() {
  const where = useLocation();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const openHelp = useCallback(() => setHelpOpen(true), []);
  useKeyboard(openHelp);
  const label = [...MAIN, ...DATA].find(({ id }) => id === where.section)?.label ?? '';
  useEffect(() => {
    document.title = `${label} · Customer.io emulator`;
  }, [label]);
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
        To the content
      </button>
      <Sidebar where={where} onHelp={openHelp} />
      <main id="main" tabIndex={-1}>
        <Content where={where} />
      </main>
      {isHelpOpen && <Help onClose={() => setHelpOpen(false)} />}
    </>
  );
}
