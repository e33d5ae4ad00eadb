import type { Effect, RequestDetail, RequestSummary } from '../../http/inspection/types.js';
import { enc } from '../api.js';
import {
  Badge,
  CopyButton,
  Facts,
  Json,
  Note,
  Part,
  StatusBadge,
  Table,
  Time,
} from '../components/basics.js';
import { DetailHead, DetailPane } from '../components/detail.js';
import type { ListOptions, RowView } from '../components/list.js';
import { toneOfStatus, words } from '../format.js';
import { hrefOf, type Location } from '../router.js';

export function requestRow(request: RequestSummary): RowView {
  const { id, method, path, status, received_at, reason, operation, duration_ms, fault, dropped } = request;
  return {
    key: id,
    title: (
      <>
        <span class="method">{method}</span> {path}
      </>
    ),
    at: received_at,
    subtitle: reason ? (
      <span class="reason">{reason}</span>
    ) : (
      <span class="muted">{operation ?? 'unknown route'}</span>
    ),
    badges: (
      <>
        {dropped > 0 && <Badge tone="warn">{dropped} dropped</Badge>}
        {fault && <Badge tone="info">fault: {fault}</Badge>}
        {duration_ms !== null && <span class="muted">{duration_ms} ms</span>}
        <StatusBadge status={status} none="broken" />
      </>
    ),
    tone: toneOfStatus(status),
  };
}

export function requestsList(): ListOptions<RequestSummary> {
  return {
    section: 'requests',
    heading: 'Requests',
    path: '/requests',
    topics: ['requests'],
    search: 'Search paths and bodies',
    filters: [
      {
        name: 'method',
        label: 'Method',
        options: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => [method, method]),
      },
      {
        name: 'status',
        label: 'Status',
        options: [
          ['2xx', 'accepted (2xx)'],
          ['4xx', 'rejected (4xx)'],
          ['429', 'rate limited (429)'],
          ['5xx', 'failed (5xx)'],
          ['broken', 'connection broken'],
        ],
      },
      { name: 'dropped', label: 'Dropped', options: [['true', 'dropped silently']] },
    ],
    scopes: { person: 'That changed the person', operation: 'Of the operation' },
    row: requestRow,
    empty: <p>No request yet.</p>,
  };
}

const SECTIONS: Partial<Record<Effect['topic'], string>> = {
  people: 'people',
  messages: 'messages',
  events: 'events',
  objects: 'objects',
};

const NOUNS: Readonly<Record<Effect['topic'], string>> = {
  people: 'person',
  messages: 'message',
  events: 'event',
  objects: 'object',
  dropped: 'dropped',
  workspace: 'workspace',
};

function Effects({ effects, total }: { effects: Effect[]; total: number }) {
  if (effects.length === 0) return <p class="muted">It changed nothing.</p>;
  return (
    <>
      <Table label="What it did" head={['What', 'To']}>
        {effects.map(({ topic, id, action, label }) => (
          <tr key={`${topic} ${id} ${action}`}>
            <td>{topic === 'events' ? 'event' : words(action)}</td>
            <td class="wrap">
              <span class="muted">{NOUNS[topic]}</span>{' '}
              {label === null ? (
                <code>{id}</code>
              ) : (
                <a href={hrefOf(SECTIONS[topic] ?? 'messages', id)}>{label || id}</a>
              )}
            </td>
          </tr>
        ))}
      </Table>
      {total > effects.length && <p class="muted">{total} changes in all.</p>}
    </>
  );
}

function Headers({ headers, label }: { headers: Record<string, string>; label: string }) {
  return (
    <details>
      <summary>{label}</summary>
      <Table label={label} head={['Header', 'Value']}>
        {Object.entries(headers).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="wrap">{value}</td>
          </tr>
        ))}
      </Table>
    </details>
  );
}

function RequestView({ request }: { request: RequestDetail }) {
  const {
    workspace,
    method,
    path,
    status,
    received_at,
    duration_ms,
    operation,
    reason,
    fault,
    body,
    response,
    curl,
  } = request;
  const dropped = request.effects.filter(({ topic }) => topic === 'dropped');
  const done = request.effects.filter(({ topic }) => topic !== 'dropped');
  return (
    <>
      <DetailHead
        title={
          <>
            <span class="method">{method}</span> <span class="wrap">{path}</span>
          </>
        }
        badges={<StatusBadge status={status} none="connection broken" />}
        actions={<CopyButton text={curl} label="Copy as curl" />}
      />
      <Facts
        facts={[
          { name: 'Received', value: <Time at={received_at} whole /> },
          { name: 'Took', value: duration_ms !== null && `${duration_ms} ms` },
          { name: 'Operation', value: operation ?? 'none: Customer.io has no such route' },
          { name: 'Workspace', value: workspace ?? 'none can be told: it is listed in all of them' },
          { name: 'Fault', value: fault && <a href="#/faults">{fault}</a> },
        ]}
      />
      {reason && (
        <Note tone="bad">
          <b>Rejected</b>
          <p>{reason}</p>
        </Note>
      )}
      {dropped.length > 0 && (
        <Note tone="warn">
          <b>Accepted, and not done</b>
          <p>Customer.io responds with success to these, and drops them without a word:</p>
          <ul>
            {dropped.map(({ id, action }) => (
              <li key={`${id} ${action}`}>
                <code>{id}</code> {action}
              </li>
            ))}
          </ul>
        </Note>
      )}
      <Part title="What it did">
        <Effects effects={done} total={request.effect_count - dropped.length} />
      </Part>
      <Part title="Request">
        {body ? <Json value={body} label="Body of the request" /> : <p class="muted">No body.</p>}
        <Headers headers={request.headers} label="Headers of the request" />
      </Part>
      <Part title="Response">
        {response ? (
          <>
            {response.body ? (
              <Json value={response.body} label="Body of the response" />
            ) : (
              <p class="muted">No body.</p>
            )}
            {Object.keys(response.headers).length > 0 && (
              <Headers headers={response.headers} label="Headers of the response" />
            )}
          </>
        ) : (
          <p class="muted">None was kept: the connection was broken, or the response is not there yet.</p>
        )}
      </Part>
    </>
  );
}

export function RequestPane({ where }: { where: Location }) {
  return (
    <DetailPane<RequestDetail> path={`/requests/${enc(where.item!)}`} topics={['requests']} where={where}>
      {(request) => <RequestView request={request} />}
    </DetailPane>
  );
}
