import type { ComponentChildren } from 'preact';
import type { EntityView, LiveTopic } from '../../http/inspection/types.js';
import { enc, urlOf } from '../api.js';
import { Code, type Fact, Facts, Json, Part, StateBadge, Time, Value } from '../components/basics.js';
import { DetailHead, DetailPane } from '../components/detail.js';
import type { ListOptions, RowView } from '../components/list.js';
import { bytes, count, words } from '../format.js';
import { hrefOf, type Location } from '../router.js';
import { MessagesOf } from './messages.js';

interface EntityKind {
  heading: string;
  empty: string;
  /** What a row has under its name. */
  subtitle: (entity: EntityView) => ComponentChildren;
  /** What it leads to. */
  links?: (entity: EntityView) => ComponentChildren;
  /** The field of messages that names it, where it sends some. */
  messages?: string;
}

const number = (value: unknown) => (typeof value === 'number' ? value : 0);
const messageCount = (entity: EntityView) => `${count(number(entity.messages))} messages`;

export const ENTITY_KINDS: Readonly<Record<string, EntityKind>> = {
  segments: {
    heading: 'Segments',
    empty: 'No segment.',
    subtitle: ({ type, people }) => `${type} · ${count(number(people))} people`,
    links: ({ id, people }) => (
      <a href={hrefOf('people', undefined, { segment: String(id) })}>Its {count(number(people))} people</a>
    ),
  },
  campaigns: {
    heading: 'Campaigns',
    empty: 'No campaign.',
    subtitle: messageCount,
    messages: 'campaign_id',
  },
  broadcasts: {
    heading: 'Broadcasts',
    empty: 'No broadcast.',
    subtitle: (entity) => `${count(number(entity.trigger_count))} triggers · ${messageCount(entity)}`,
    messages: 'broadcast_id',
  },
  newsletters: {
    heading: 'Newsletters',
    empty: 'No newsletter yet: they are made through the App API.',
    subtitle: messageCount,
    messages: 'newsletter_id',
  },
  transactional: {
    heading: 'Transactional',
    empty: 'No transactional message.',
    subtitle: messageCount,
    messages: 'transactional_id',
  },
  exports: {
    heading: 'Exports',
    empty: 'No export yet: they are made through the App API.',
    subtitle: ({ type, total, bytes: size }) =>
      `${type} · ${count(number(total))} rows · ${bytes(number(size))}`,
    links: ({ id, state }) =>
      state === 'done' && (
        <a href={urlOf(`/exports/${enc(id)}/csv`)} download={`export-${id}.csv`}>
          Download the CSV file
        </a>
      ),
  },
  imports: {
    heading: 'Imports',
    empty: 'No import yet: they are made through the App API.',
    subtitle: ({ type, rows_imported, rows_to_import }) =>
      `${type} · ${count(number(rows_imported))} of ${count(number(rows_to_import))} rows`,
  },
};

const TOPICS: readonly LiveTopic[] = ['workspace', 'messages'];

function nameOf({ id, name, description }: EntityView): string {
  return String(name || description || id);
}

function entityRow(kind: EntityKind): (entity: EntityView) => RowView {
  return (entity) => {
    const at = number(entity.updated ?? entity.updated_at ?? entity.created ?? entity.created_at);
    return {
      key: String(entity.id),
      title: nameOf(entity),
      at: at * 1000,
      subtitle: <span class="muted">{kind.subtitle(entity)}</span>,
      badges: typeof entity.state === 'string' && <StateBadge state={entity.state} />,
    };
  };
}

export function entityList(section: string): ListOptions<EntityView> {
  const kind = ENTITY_KINDS[section]!;
  return {
    section,
    heading: kind.heading,
    path: `/${section}`,
    topics: TOPICS,
    search: `Search ${kind.heading.toLowerCase()}`,
    row: entityRow(kind),
    empty: <p>{kind.empty}</p>,
  };
}

const isTime = (name: string, value: unknown) =>
  typeof value === 'number' &&
  value > 1e9 &&
  /^(?:created|updated|sent|first_started|processed)(?:_at)?$/.test(name);

const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(['name', 'state', 'deduplicate_id', 'actions']);

/** The fields of an entity that are no objects. */
function factsOf(entity: EntityView): Fact[] {
  return Object.entries(entity)
    .filter(([name, value]) => !SHOWN_ELSEWHERE.has(name) && value !== null && typeof value !== 'object')
    .map(([name, value]) => ({
      name: words(name),
      value: isTime(name, value) ? <Time at={(value as number) * 1000} whole /> : <Value value={value} />,
    }));
}

/** Those of its fields that are, without those that are empty. */
function partsOf(entity: EntityView): [name: string, value: object][] {
  return Object.entries(entity).filter(
    (entry): entry is [string, object] =>
      typeof entry[1] === 'object' &&
      entry[1] !== null &&
      Object.keys(entry[1]).length > 0 &&
      !SHOWN_ELSEWHERE.has(entry[0]),
  );
}

/** A content that messages are made from, in one language. */
function Content({ content }: { content: Record<string, unknown> }) {
  const { name, subject, body, language, translations, ...rest } = content;
  const title = [name, subject, language].filter(Boolean).join(' · ');
  return (
    <div class="content">
      <b>{title || 'Content'}</b>
      <Code text={String(body)} label={`Body of ${title}`} />
      <details>
        <summary>Its other fields</summary>
        <Json value={rest} label={`Fields of ${title}`} />
      </details>
      {Array.isArray(translations) &&
        translations.map((one) => <Content key={String(one.language)} content={one} />)}
    </div>
  );
}

const isContent = (value: unknown): value is Record<string, unknown> =>
  typeof Object(value).body === 'string';

/** A list of contents with its bodies, numbers in a line, and everything else as JSON. */
function PartValue({ name, value }: { name: string; value: object }) {
  if (Array.isArray(value) && value.every(isContent)) {
    return value.map((content, index) => <Content key={String(content.id ?? index)} content={content} />);
  }
  if (Object.values(value).every((one) => typeof one === 'number')) {
    return (
      <dl class="pairs">
        {Object.entries(value).map(([metric, size]) => (
          <div key={metric}>
            <dt>{words(metric)}</dt>
            <dd>{count(size)}</dd>
          </div>
        ))}
      </dl>
    );
  }
  return <Json value={value} label={words(name)} />;
}

export function EntityPane({ where }: { where: Location }) {
  const { section } = where;
  const { links, messages } = ENTITY_KINDS[section]!;
  return (
    <DetailPane<EntityView> path={`/${section}/${enc(where.item!)}`} topics={TOPICS} where={where}>
      {(entity) => (
        <>
          <DetailHead
            title={nameOf(entity)}
            badges={typeof entity.state === 'string' && <StateBadge state={entity.state} />}
            actions={links?.(entity)}
          />
          <Facts facts={factsOf(entity)} />
          {messages && (
            <Part title="Messages">
              <MessagesOf query={{ [messages]: entity.id }} />
            </Part>
          )}
          {partsOf(entity).map(([name, value]) => (
            <Part key={name} title={words(name)}>
              <PartValue name={name} value={value} />
            </Part>
          ))}
        </>
      )}
    </DetailPane>
  );
}
