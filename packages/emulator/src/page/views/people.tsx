import type {
  ListPage,
  PersonDetail,
  PersonSummary,
  RequestSummary,
  TimelineItem,
} from '../../http/inspection/types.js';
import { enc } from '../api.js';
import {
  Badge,
  Facts,
  Json,
  ObjectLink,
  personName,
  Table,
  Tabs,
  Time,
  Value,
} from '../components/basics.js';
import { DetailHead, DetailPane } from '../components/detail.js';
import { type ListOptions, Rows, type RowView } from '../components/list.js';
import { count, words } from '../format.js';
import { useResource } from '../resource.js';
import { hrefOf, type Location } from '../router.js';
import { MessagesOf } from './messages.js';
import { requestRow } from './requests.js';

function attributesText(attributes: Record<string, unknown>): string {
  return Object.entries(attributes)
    .slice(0, 4)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(' · ')
    .slice(0, 160);
}

function personRow(person: PersonSummary): RowView {
  const { cio_id, id, email, attributes, events, unsubscribed, updated } = person;
  return {
    key: cio_id,
    title: personName(person),
    at: updated === null ? null : updated * 1000,
    subtitle: (
      <>
        {email && id && <b>{id}</b>} <span class="muted">{attributesText(attributes)}</span>
      </>
    ),
    badges: (
      <>
        {events > 0 && <span class="muted">{count(events)} events</span>}
        {unsubscribed && <Badge tone="warn">unsubscribed</Badge>}
      </>
    ),
  };
}

export function peopleList(): ListOptions<PersonSummary> {
  return {
    section: 'people',
    heading: 'People',
    path: '/people',
    topics: ['people'],
    search: 'Search people',
    scopes: { segment: 'In the segment' },
    row: personRow,
    empty: (
      <>
        <p>Nobody yet.</p>
        <p class="muted">
          A person comes with the first <code>identify</code> or <code>track</code>.
        </p>
      </>
    ),
  };
}

/** Longer data stands on lines of its own. */
const SHORT_DATA = 120;

function EntryData({ data, label }: { data: Record<string, unknown>; label: string }) {
  // That a message was sent says the link to it.
  const { delivery_id: _, delivered: __, ...rest } = data;
  const text = JSON.stringify(rest);
  if (text === '{}') return null;
  if (text.length > SHORT_DATA) return <Json value={rest} label={label} />;
  return (
    <dl class="pairs">
      {Object.entries(rest).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Value value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** One thing that happened, in words. */
function TimelineEntry({ item }: { item: TimelineItem }) {
  const { type, name, timestamp, data, delivery_id } = item;
  const changes = type === 'attribute_change' ? Object.entries(data) : [];
  return (
    <li class="entry">
      <div class="line">
        <span>
          <b>{name ?? words(type)}</b> {name && <span class="muted">{words(type)}</span>}{' '}
          {delivery_id && <a href={hrefOf('messages', delivery_id)}>message</a>}
        </span>
        <Time at={timestamp * 1000} />
      </div>
      {changes.length > 0 ? (
        <ul class="changes">
          {changes.map(([attribute, change]) => {
            const { from, to } = Object(change) as { from: unknown; to: unknown };
            return (
              <li key={attribute}>
                <code>{attribute}</code> <Value value={from} /> <span class="muted">became</span>{' '}
                <Value value={to} />
              </li>
            );
          })}
        </ul>
      ) : (
        <EntryData data={data} label={`Data of ${name ?? words(type)}`} />
      )}
    </li>
  );
}

function Timeline({ cioId }: { cioId: string }) {
  const { data } = useResource<ListPage<TimelineItem>>(`/people/${enc(cioId)}/timeline?limit=100`, [
    'people',
  ]);
  if (!data) return null;
  return (
    <>
      <ol class="timeline">
        {data.items.map((item) => (
          <TimelineEntry key={item.id} item={item} />
        ))}
      </ol>
      {data.next && <p class="muted">The newest 100 of {count(data.total)}.</p>}
    </>
  );
}

function RequestsOf({ cioId }: { cioId: string }) {
  const { data } = useResource<ListPage<RequestSummary>>(`/requests?person=${enc(cioId)}&limit=50`, [
    'requests',
  ]);
  if (!data) return null;
  if (data.items.length === 0) return <p class="muted">No request that is still kept changed this person.</p>;
  return <Rows items={data.items} row={requestRow} section="requests" />;
}

function Preferences({ preferences }: { preferences: PersonDetail['preferences'] }) {
  const rows = [
    ...preferences.topics.map((topic) => ({ ...topic, kind: 'topic' })),
    ...preferences.channels.map((one) => ({ ...one, identifier: one.type, kind: 'channel' })),
  ];
  return (
    <Table label="Subscription preferences" head={['Preference', 'Kind', 'Subscribed']}>
      {rows.map(({ identifier, name, kind, subscribed, chosen }) => (
        <tr key={`${kind} ${identifier}`}>
          <th scope="row">
            {name} <code class="muted">{identifier}</code>
          </th>
          <td>{kind}</td>
          <td>
            <Badge tone={subscribed ? 'good' : 'warn'}>{subscribed ? 'yes' : 'no'}</Badge>{' '}
            {!chosen && <span class="muted">by default</span>}
          </td>
        </tr>
      ))}
    </Table>
  );
}

function PersonView({ person }: { person: PersonDetail }) {
  const { cio_id, id, email, unsubscribed, updated, attribute_list, devices, relationships, segments } =
    person;
  return (
    <>
      <DetailHead
        title={personName(person)}
        badges={unsubscribed && <Badge tone="warn">unsubscribed</Badge>}
      />
      <Facts
        facts={[
          { name: 'id', value: id && <code>{id}</code> },
          { name: 'email', value: email },
          { name: 'cio_id', value: <code>{cio_id}</code> },
          { name: 'Changed', value: updated !== null && <Time at={updated * 1000} whole /> },
          {
            name: 'Segments',
            value: segments.map((segment, index) => (
              <span key={segment.id}>
                {index > 0 && ', '}
                <a href={hrefOf('segments', segment.id)}>{segment.name}</a>
              </span>
            )),
          },
        ]}
      />
      <Tabs
        name="Person"
        tabs={[
          { id: 'timeline', label: 'Timeline', content: () => <Timeline cioId={cio_id} /> },
          {
            id: 'attributes',
            label: 'Attributes',
            size: attribute_list.length,
            content: () => (
              <Table label="Attributes" head={['Attribute', 'Value', 'Set']}>
                {attribute_list.map(({ name, value, updated: at }) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td class="wrap">
                      <Value value={value} />
                    </td>
                    <td>{at === null ? '' : <Time at={at * 1000} whole />}</td>
                  </tr>
                ))}
              </Table>
            ),
          },
          {
            id: 'messages',
            label: 'Messages',
            size: person.message_count,
            content: () => <MessagesOf query={{ person: cio_id }} />,
          },
          {
            id: 'devices',
            label: 'Devices',
            size: devices.length,
            content: () => (
              <Table label="Devices" head={['Token', 'Platform', 'Last used', 'Attributes']}>
                {devices.map((device) => (
                  <tr key={device.id}>
                    <th scope="row" class="wrap">
                      <code>{device.id}</code>
                    </th>
                    <td>{device.platform}</td>
                    <td>{device.last_used === null ? '' : <Time at={device.last_used * 1000} whole />}</td>
                    <td class="wrap">
                      <Value value={device.attributes} />
                    </td>
                  </tr>
                ))}
              </Table>
            ),
          },
          {
            id: 'objects',
            label: 'Objects',
            size: relationships.length,
            content: () => (
              <Table
                label="Relationships"
                head={['Object', 'Type', 'Attributes of the relationship', 'Changed']}
              >
                {relationships.map(({ object, attributes, changed }) => (
                  <tr key={object.cio_object_id}>
                    <th scope="row">
                      <ObjectLink object={object} />
                    </th>
                    <td>{object.type_name}</td>
                    <td class="wrap">
                      <Value value={attributes} />
                    </td>
                    <td>
                      <Time at={changed * 1000} whole />
                    </td>
                  </tr>
                ))}
              </Table>
            ),
          },
          {
            id: 'preferences',
            label: 'Preferences',
            content: () => <Preferences preferences={person.preferences} />,
          },
          { id: 'requests', label: 'Requests', content: () => <RequestsOf cioId={cio_id} /> },
        ]}
      />
    </>
  );
}

export function PersonPane({ where }: { where: Location }) {
  return (
    <DetailPane<PersonDetail>
      path={`/people/${enc(where.item!)}`}
      topics={['people', 'messages']}
      where={where}
    >
      {(person) => <PersonView person={person} />}
    </DetailPane>
  );
}
