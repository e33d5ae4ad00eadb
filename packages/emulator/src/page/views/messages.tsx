import { useState } from 'preact/hooks';
import type { LiquidFailure, MessageDetail, MessageSummary } from '../../http/inspection/types.js';
import { enc, queryOf, request, urlOf } from '../api.js';
import {
  Badge,
  Code,
  CopyButton,
  Facts,
  Json,
  Note,
  Part,
  PersonLink,
  StateBadge,
  Table,
  Tabs,
  Time,
} from '../components/basics.js';
import { DetailHead, DetailPane } from '../components/detail.js';
import { type ListOptions, Rows, type RowView } from '../components/list.js';
import { bytes, channel, toneOf, words } from '../format.js';
import { useResource } from '../resource.js';
import { hrefOf, type Location } from '../router.js';
import { webhookRow } from './webhooks.js';

function messageRow(message: MessageSummary): RowView {
  const { id, subject, preview, recipient, created, state, type, attachment_count } = message;
  return {
    key: id,
    title: recipient || <i>nobody</i>,
    at: created * 1000,
    subtitle: (
      <>
        {subject && <b>{subject}</b>} <span class="muted">{preview}</span>
      </>
    ),
    badges: (
      <>
        {attachment_count > 0 && (
          <span class="muted" title="attachments">
            {attachment_count} file{attachment_count > 1 && 's'}
          </span>
        )}
        {type !== 'email' && <Badge tone="quiet">{channel(type)}</Badge>}
        <StateBadge state={state} />
      </>
    ),
    tone: toneOf(state),
  };
}

const CHANNELS = ['email', 'push', 'twilio', 'whatsapp', 'in_app'] as const;
const METRICS = ['delivered', 'opened', 'clicked', 'bounced', 'failed', 'unsubscribed'] as const;

export function messagesList(where: Location): ListOptions<MessageSummary> {
  const deleteAll = () => {
    const { cursor: _, ...fields } = Object.fromEntries(where.query);
    const what = Object.keys(fields).length > 0 ? 'all messages that match' : 'all messages';
    if (confirm(`Delete ${what}?`)) void request('DELETE', `/messages${queryOf(fields)}`);
  };
  return {
    section: 'messages',
    heading: 'Messages',
    path: '/messages',
    topics: ['messages'],
    search: 'Search messages',
    filters: [
      { name: 'type', label: 'Channel', options: CHANNELS.map((name) => [name, channel(name)]) },
      { name: 'metric', label: 'State', options: METRICS.map((name) => [name, words(name)]) },
    ],
    scopes: {
      person: 'To the person',
      broadcast_id: 'Of the broadcast',
      newsletter_id: 'Of the newsletter',
      campaign_id: 'Of the campaign',
      transactional_id: 'Of the transactional message',
    },
    row: messageRow,
    empty: (
      <>
        <p>No message yet.</p>
        <p class="muted">
          Whatever is sent with <code>POST /v1/send/…</code>, a broadcast or a newsletter comes in here, live.
        </p>
      </>
    ),
    actions: (
      <button type="button" class="button small" onClick={deleteAll}>
        Delete all
      </button>
    ),
  };
}

/** The template around a place where Liquid failed. */
function LiquidError({ failure }: { failure: LiquidFailure }) {
  const { field, message, line, column, excerpt } = failure;
  return (
    <Note tone="bad">
      <b>
        Liquid failed in the {field}
        {line !== null && `, line ${line}`}
      </b>
      <p>{message}</p>
      {excerpt.length > 0 && (
        <pre class="excerpt">
          {excerpt.map(({ line: number, text }) => (
            <span key={number} class={number === line ? 'at' : ''}>
              <span class="number">{number}</span> {text}
              {'\n'}
              {number === line && column !== null && (
                <span class="caret">
                  <span class="number" /> {' '.repeat(Math.max(0, column - 1))}^{'\n'}
                </span>
              )}
            </span>
          ))}
        </pre>
      )}
    </Note>
  );
}

const ACTIONS = [
  ['delivered', 'Delivered'],
  ['opened', 'Opened'],
  ['clicked', 'Clicked'],
  ['bounced', 'Bounced'],
  ['unsubscribed', 'Unsubscribed'],
] as const;

/** What a recipient, or the provider, would do with the message. */
function Actions({ message, reload }: { message: MessageDetail; reload: () => void }) {
  const { id, links } = message;
  const [link, setLink] = useState(links[0] ?? '');
  const [error, setError] = useState('');
  const report = (metric: string) => {
    const body = { metric, ...(metric === 'clicked' && link !== '' && { href: link }) };
    request('POST', `/messages/${enc(id)}/metrics`, body).then(
      () => {
        setError('');
        reload();
      },
      (reason: Error) => setError(reason.message),
    );
  };
  const remove = () => {
    void request('DELETE', `/messages/${enc(id)}`).then(() => {
      location.hash = '#/messages';
    });
  };
  return (
    <>
      <fieldset class="group">
        <legend class="hidden">Report what became of the message</legend>
        {ACTIONS.map(([metric, label]) => (
          <button key={metric} type="button" class="button" onClick={() => report(metric)}>
            {label}
          </button>
        ))}
      </fieldset>
      {links.length > 1 && (
        <select
          aria-label="The link that is clicked"
          value={link}
          onChange={(event) => setLink(event.currentTarget.value)}
        >
          {links.map((url) => (
            <option key={url} value={url}>
              {url.slice(0, 80)}
            </option>
          ))}
        </select>
      )}
      <button type="button" class="button danger" onClick={remove}>
        Delete
      </button>
      {error && <Note tone="bad">{error}</Note>}
    </>
  );
}

/** The HTML of a message, which runs nothing and loads nothing. */
function Html({ id, title }: { id: string; title: string }) {
  const [isNarrow, setNarrow] = useState(false);
  return (
    <div class="preview">
      <div class="tools">
        <label>
          <input
            type="checkbox"
            checked={isNarrow}
            onChange={(event) => setNarrow(event.currentTarget.checked)}
          />{' '}
          As wide as a phone
        </label>
        <span class="muted">Scripts, remote images and links are off.</span>
        <span class="spacer" />
        <a href={urlOf(`/messages/${enc(id)}/html`)} target="_blank" rel="noreferrer">
          Open alone
        </a>
      </div>
      <iframe
        class={isNarrow ? 'narrow' : ''}
        sandbox=""
        src={urlOf(`/messages/${enc(id)}/html`)}
        title={title}
        referrerpolicy="no-referrer"
      />
    </div>
  );
}

function Source({ id }: { id: string }) {
  const [text, setText] = useState<string>();
  const path = `/messages/${enc(id)}/source`;
  if (text === undefined) {
    void fetch(urlOf(path))
      .then((response) => response.text())
      .then(setText);
  }
  return <Code text={text ?? ''} label="Source" />;
}

const SOURCES: Readonly<Record<string, [section: string, label: string]>> = {
  transactional_id: ['transactional', 'Template'],
  campaign_id: ['campaigns', 'Campaign'],
  broadcast_id: ['broadcasts', 'Broadcast'],
  newsletter_id: ['newsletters', 'Newsletter'],
};

function MessageView({ message, reload }: { message: MessageDetail; reload: () => void }) {
  const { id, type, subject, recipient, person, state, headers, text, has_html, links } = message;
  const { attachments, templates, data, liquid_error, source, source_name, request_id, webhooks } = message;
  const headerOf = (name: string) => headers.find((header) => header.name === name)?.value;
  const origin = Object.entries(SOURCES).find(([name]) => source[name] !== undefined);
  return (
    <>
      <DetailHead
        title={subject || channel(type)}
        badges={
          <>
            <StateBadge state={state} />
            <Badge tone="quiet">{channel(type)}</Badge>
          </>
        }
        actions={<Actions key={id} message={message} reload={reload} />}
      />
      <Facts
        facts={[
          { name: 'To', value: recipient },
          { name: 'From', value: headerOf('From') },
          { name: 'Sent', value: <Time at={message.created * 1000} whole /> },
          { name: 'Person', value: person && <PersonLink person={person} /> },
          origin && {
            name: origin[1][1],
            value: <a href={hrefOf(origin[1][0], source[origin[0]]!)}>{source_name ?? source[origin[0]]}</a>,
          },
          { name: 'Request', value: request_id && <a href={hrefOf('requests', request_id)}>{request_id}</a> },
          { name: 'Delivery id', value: <code>{id}</code> },
        ]}
      />
      {liquid_error ? (
        <LiquidError failure={liquid_error} />
      ) : (
        message.failure_message && <Note tone="bad">{message.failure_message}</Note>
      )}
      {message.forgotten && (
        <Note tone="info">Its content was not kept: the send disabled message retention.</Note>
      )}
      <Tabs
        name="Message"
        tabs={[
          has_html && {
            id: 'html',
            label: 'HTML',
            content: () => <Html key={id} id={id} title={subject ?? id} />,
          },
          { id: 'text', label: 'Text', content: () => <Code text={text} label="Text" /> },
          { id: 'source', label: 'Source', content: () => <Source key={id} id={id} /> },
          {
            id: 'headers',
            label: 'Headers',
            content: () => (
              <Table label="Headers" head={['Header', 'Value']}>
                {headers.map(({ name, value }) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td class="wrap">{value}</td>
                  </tr>
                ))}
              </Table>
            ),
          },
          {
            id: 'data',
            label: 'Data',
            content: () => (
              <>
                <Part title="trigger: the data of the send">
                  <Json value={data.trigger ?? {}} label="trigger" />
                </Part>
                <Part title="customer: the person at that time">
                  <Json value={data.customer} label="customer" />
                </Part>
              </>
            ),
          },
          {
            id: 'template',
            label: 'Template',
            content: () =>
              Object.entries(templates).map(([field, template]) => (
                <Part key={field} title={field}>
                  <Code text={template} label={`Template of ${field}`} />
                </Part>
              )),
          },
          attachments.length > 0 && {
            id: 'attachments',
            label: 'Files',
            size: attachments.length,
            content: () => (
              <ul class="files">
                {attachments.map(({ name, bytes: size, available }, index) => (
                  <li key={`${index} ${name}`}>
                    {available ? (
                      <a href={urlOf(`/messages/${enc(id)}/attachments/${index}`)} download={name}>
                        {name}
                      </a>
                    ) : (
                      <span>{name} (no longer kept)</span>
                    )}
                    <span class="muted">{bytes(size)}</span>
                  </li>
                ))}
              </ul>
            ),
          },
          links.length > 0 && {
            id: 'links',
            label: 'Links',
            size: links.length,
            content: () => (
              <ul class="files">
                {links.map((url) => (
                  <li key={url}>
                    <code class="wrap">{url}</code>
                    <CopyButton text={url} label="Copy" />
                  </li>
                ))}
              </ul>
            ),
          },
          {
            id: 'history',
            label: 'History',
            content: () => (
              <>
                <Table label="History" head={['What', 'When']}>
                  {Object.entries(message.metrics).map(([metric, at]) => (
                    <tr key={metric}>
                      <td>
                        <StateBadge state={metric} />
                      </td>
                      <td>
                        <Time at={at * 1000} whole />
                      </td>
                    </tr>
                  ))}
                </Table>
                <Part title="Webhooks">
                  {webhooks.length > 0 ? (
                    <Rows items={webhooks} row={webhookRow} section="webhooks" />
                  ) : (
                    <p class="muted">None: no receiver subscribes to this.</p>
                  )}
                </Part>
              </>
            ),
          },
        ]}
      />
    </>
  );
}

export function MessagePane({ where }: { where: Location }) {
  return (
    <DetailPane<MessageDetail>
      path={`/messages/${enc(where.item!)}`}
      topics={['messages', 'webhooks']}
      where={where}
    >
      {(message, reload) => <MessageView message={message} reload={reload} />}
    </DetailPane>
  );
}

/** The newest messages of something, inside of what shows that. */
export function MessagesOf({ query }: { query: Record<string, string | number> }) {
  const { data } = useResource<{ items: MessageSummary[]; next: string | null }>(
    `/messages${queryOf({ ...query, limit: 25 })}`,
    ['messages'],
  );
  if (!data) return null;
  if (data.items.length === 0) return <p class="muted">No messages.</p>;
  const all = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
  return (
    <>
      <Rows items={data.items} row={messageRow} section="messages" />
      {data.next && (
        <p>
          <a href={hrefOf('messages', undefined, all)}>All of them</a>
        </p>
      )}
    </>
  );
}
