import { useEffect, useState } from 'preact/hooks';
import type { Counts, WebhookDetail, WebhookSummary } from '../../http/inspection/types.js';
import { enc, request } from '../api.js';
import {
  Facts,
  Json,
  Note,
  Part,
  PersonLink,
  StateBadge,
  StatusBadge,
  Table,
  Time,
} from '../components/basics.js';
import { DetailHead, DetailPane } from '../components/detail.js';
import { Dialog, Field } from '../components/dialog.js';
import type { ListOptions, RowView } from '../components/list.js';
import { toneOf, untilText } from '../format.js';
import { useResource } from '../resource.js';
import { hrefOf, type Location } from '../router.js';

export function webhookRow(webhook: WebhookSummary): RowView {
  const { id, type, url, created_at, state, status, attempt_count, next_attempt_at } = webhook;
  return {
    key: id,
    title: type,
    at: created_at,
    subtitle: <span class="muted">{url}</span>,
    badges: (
      <>
        {next_attempt_at !== null && <span class="muted">{untilText(next_attempt_at)}</span>}
        {attempt_count > 1 && <span class="muted">{attempt_count} attempts</span>}
        {status !== null && <StatusBadge status={status} />}
        <StateBadge state={state} />
      </>
    ),
    tone: toneOf(state),
  };
}

const SOURCES = ['broadcast', 'campaign', 'newsletter', 'transactional'] as const;

/** Sends an example of any event. */
function SendWebhook({ onClose }: { onClose: () => void }) {
  const types = useResource<{ items: string[] }>('/webhooks/types', []);
  const counts = useResource<Counts>('/counts', []);
  const [error, setError] = useState('');
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement)) as Record<
      string,
      string
    >;
    const { deliveries, badSignature, ...texts } = fields;
    const body = {
      ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')),
      deliveries: Number(deliveries),
      badSignature: badSignature === 'on',
    };
    request('POST', '/webhooks/simulate', body).then(onClose, (reason: Error) => setError(reason.message));
  };
  const defaultUrl = counts.data?.webhook_url ?? '';
  return (
    <Dialog title="Send a webhook" onClose={onClose}>
      <form onSubmit={onSubmit}>
        <Field label="Event">
          <select name="type" required>
            {types.data?.items.map((type) => (
              <option key={type}>{type}</option>
            ))}
          </select>
        </Field>
        <Field
          label="To"
          hint={defaultUrl ? `Empty: ${defaultUrl}` : 'The emulator was started without a receiver'}
        >
          <input
            name="url"
            type="url"
            required={defaultUrl === ''}
            placeholder={defaultUrl || 'http://localhost:3000/…'}
          />
        </Field>
        <Field
          label="Person"
          hint="An id, an email address, or cio_ and a cio_id. Empty: who was created last"
        >
          <input name="person" autoComplete="off" />
        </Field>
        <Field label="Sent by">
          <select name="source">
            <option value="">its default</option>
            {SOURCES.map((source) => (
              <option key={source}>{source}</option>
            ))}
          </select>
        </Field>
        <Field label="How often">
          <input name="deliveries" type="number" min="1" max="100" defaultValue="1" />
        </Field>
        <label class="check">
          <input name="badSignature" type="checkbox" /> With a signature that is wrong
        </label>
        {error && <Note tone="bad">{error}</Note>}
        <div class="actions">
          <button type="submit" class="button primary">
            Send
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function SendButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="button small" onClick={() => setOpen(true)}>
        Send a webhook
      </button>
      {isOpen && <SendWebhook onClose={() => setOpen(false)} />}
    </>
  );
}

export function webhooksList(): ListOptions<WebhookSummary> {
  return {
    section: 'webhooks',
    heading: 'Webhooks',
    path: '/webhooks',
    topics: ['webhooks'],
    search: 'Search webhooks',
    filters: [
      {
        name: 'state',
        label: 'State',
        options: ['queued', 'sending', 'waiting', 'delivered', 'failed'].map((state) => [state, state]),
      },
    ],
    scopes: { type: 'Of the event' },
    row: webhookRow,
    empty: (
      <>
        <p>No webhook yet.</p>
        <p class="muted">
          Start the emulator with <code>--webhook-url</code>, make a reporting webhook through the App API, or
          send one by hand.
        </p>
      </>
    ),
    actions: <SendButton />,
  };
}

/** How long until the next attempt, counted down. */
function NextAttempt({ at }: { at: number }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      {untilText(at)}{' '}
      <span class="muted">
        (<Time at={at} whole />)
      </span>
    </>
  );
}

function WebhookView({ webhook, reload }: { webhook: WebhookDetail; reload: () => void }) {
  const { id, type, url, created_at, state, attempts, next_attempt_at, event, person, message_id } = webhook;
  const [isSending, setSending] = useState(false);
  const resend = () => {
    setSending(true);
    void request('POST', `/webhooks/${enc(id)}/resend`)
      .finally(() => setSending(false))
      .then(reload);
  };
  return (
    <>
      <DetailHead
        title={type}
        badges={<StateBadge state={state} />}
        actions={
          <button type="button" class="button" onClick={resend} disabled={isSending}>
            {state === 'waiting' ? 'Send now' : 'Send again'}
          </button>
        }
      />
      <Facts
        facts={[
          { name: 'To', value: <span class="wrap">{url}</span> },
          { name: 'Created', value: <Time at={created_at} whole /> },
          { name: 'Next attempt', value: next_attempt_at !== null && <NextAttempt at={next_attempt_at} /> },
          { name: 'Person', value: person && <PersonLink person={person} /> },
          { name: 'Message', value: message_id && <a href={hrefOf('messages', message_id)}>{message_id}</a> },
          { name: 'Event id', value: typeof event.event_id === 'string' && <code>{event.event_id}</code> },
        ]}
      />
      {state === 'waiting' && (
        <Note tone="warn">
          The receiver did not accept it. The webhooks behind it wait until it does, as Customer.io’s do.
        </Note>
      )}
      <Part title={`Attempts (${attempts.length})`}>
        {attempts.length === 0 ? (
          <p class="muted">None yet.</p>
        ) : (
          <Table
            label="Attempts"
            head={['When', 'Status', 'Took', 'X-CIO-Timestamp', 'X-CIO-Signature', 'Response']}
          >
            {[...attempts].reverse().map((attempt) => (
              <tr key={`${attempt.at} ${attempt.signature}`}>
                <td>
                  <Time at={attempt.at} />
                </td>
                <td>
                  <StatusBadge status={attempt.status} />
                </td>
                <td>{attempt.duration_ms} ms</td>
                <td>
                  <code>{attempt.timestamp}</code>
                </td>
                <td class="wrap">
                  <code>{attempt.signature}</code>
                </td>
                <td class="wrap">{attempt.error ?? attempt.response ?? ''}</td>
              </tr>
            ))}
          </Table>
        )}
      </Part>
      <Part title="Body">
        <Json value={event} label="Body" />
      </Part>
    </>
  );
}

export function WebhookPane({ where }: { where: Location }) {
  return (
    <DetailPane<WebhookDetail> path={`/webhooks/${enc(where.item!)}`} topics={['webhooks']} where={where}>
      {(webhook, reload) => <WebhookView key={webhook.id} webhook={webhook} reload={reload} />}
    </DetailPane>
  );
}
