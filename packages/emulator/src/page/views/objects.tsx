import type { EventView, ObjectDetail, ObjectSummary } from '../../http/inspection/types.js';
import { enc } from '../api.js';
import { Facts, Json, Part, PersonLink, Table, Time, Value } from '../components/basics.js';
import { DetailHead, DetailPane } from '../components/detail.js';
import { type ListOptions, Rows, type RowView } from '../components/list.js';
import { count, words } from '../format.js';
import type { Location } from '../router.js';

function objectRow({ cio_object_id, object_id, type_name, attributes, people }: ObjectSummary): RowView {
  return {
    key: cio_object_id,
    title: object_id,
    subtitle: (
      <>
        <b>{type_name}</b> <span class="muted">{JSON.stringify(attributes).slice(0, 160)}</span>
      </>
    ),
    badges: people > 0 && <span class="muted">{count(people)} people</span>,
  };
}

export function objectsList(): ListOptions<ObjectSummary> {
  return {
    section: 'objects',
    heading: 'Objects',
    path: '/objects',
    topics: ['objects'],
    search: 'Search objects',
    scopes: { type: 'Of the type' },
    row: objectRow,
    empty: <p>No object yet.</p>,
  };
}

export function ObjectPane({ where }: { where: Location }) {
  return (
    <DetailPane<ObjectDetail>
      path={`/objects/${enc(where.item!)}`}
      topics={['objects', 'people']}
      where={where}
    >
      {({ object_id, type_name, object_type_id, cio_object_id, attribute_list, related, events }) => (
        <>
          <DetailHead title={object_id} />
          <Facts
            facts={[
              { name: 'Type', value: `${type_name} (${object_type_id})` },
              { name: 'cio_object_id', value: <code>{cio_object_id}</code> },
            ]}
          />
          <Part title="Attributes">
            <Table label="Attributes" head={['Attribute', 'Value', 'Set']}>
              {attribute_list.map(({ name, value, updated }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td class="wrap">
                    <Value value={value} />
                  </td>
                  <td>{updated === null ? '' : <Time at={updated * 1000} whole />}</td>
                </tr>
              ))}
            </Table>
          </Part>
          <Part title="People">
            <Table label="People" head={['Person', 'Attributes of the relationship']}>
              {related.map(({ person, attributes }) => (
                <tr key={person.cio_id}>
                  <th scope="row">
                    <PersonLink person={person} />
                  </th>
                  <td class="wrap">
                    <Value value={attributes} />
                  </td>
                </tr>
              ))}
            </Table>
          </Part>
          {events.length > 0 && (
            <Part title="Events">
              <Rows items={events} row={eventRow} section="events" />
            </Part>
          )}
        </>
      )}
    </DetailPane>
  );
}

function eventRow({ id, name, type, timestamp, data, person, anonymous_id }: EventView): RowView {
  return {
    key: id,
    title: name,
    at: timestamp * 1000,
    subtitle: <span class="muted">{JSON.stringify(data).slice(0, 160)}</span>,
    badges: (
      <span class="muted">
        {type !== 'event' && `${words(type)} · `}
        {person ? (person.email ?? person.id ?? person.cio_id) : (anonymous_id ?? '')}
      </span>
    ),
  };
}

export function eventsList(): ListOptions<EventView> {
  return {
    section: 'events',
    heading: 'Events',
    path: '/events',
    topics: ['events'],
    search: 'Search events',
    filters: [
      {
        name: 'type',
        label: 'Type',
        options: ['event', 'page', 'screen', 'viewed_content', 'clicked_content'].map((type) => [
          type,
          words(type),
        ]),
      },
    ],
    scopes: { name: 'Called' },
    row: eventRow,
    empty: <p>No event yet.</p>,
  };
}

export function EventPane({ where }: { where: Location }) {
  return (
    <DetailPane<EventView> path={`/events/${enc(where.item!)}`} topics={['events']} where={where}>
      {({ id, name, type, timestamp, data, person, anonymous_id }) => (
        <>
          <DetailHead title={name} />
          <Facts
            facts={[
              { name: 'Type', value: words(type) },
              { name: 'Time', value: <Time at={timestamp * 1000} whole /> },
              { name: 'Person', value: person && <PersonLink person={person} /> },
              { name: 'Anonymous id', value: anonymous_id },
              { name: 'Id', value: <code>{id}</code> },
            ]}
          />
          <Part title="Data">
            <Json value={data} label="Data" />
          </Part>
        </>
      )}
    </DetailPane>
  );
}
