import { useState } from 'preact/hooks';
import type { FaultView, LimitsView } from '../../http/inspection/types.js';
import { enc, request } from '../api.js';
import { Note, Table, Time } from '../components/basics.js';
import { Field } from '../components/dialog.js';
import { count } from '../format.js';
import { useResource } from '../resource.js';

/** What goes wrong, by kind, and the fields that a kind has. */
const KINDS: Readonly<Record<string, { text: string; fields: readonly FaultField[] }>> = {
  status: {
    text: 'responds with a status of your choice; the request is not processed',
    fields: [{ name: 'status', label: 'Status', value: '503', min: 200, max: 599 }],
  },
  delay: {
    text: 'the real response, late',
    fields: [{ name: 'delayMs', label: 'Delay, ms', value: '5000', min: 0 }],
  },
  reset: {
    text: 'the connection is reset',
    fields: [{ name: 'when', label: 'When', value: 'after', options: ['before', 'after'] }],
  },
  'cut-body': { text: 'the connection ends in the middle of the response', fields: [] },
  'slow-body': {
    text: 'the response comes a byte at a time',
    fields: [{ name: 'delayMs', label: 'Between two bytes, ms', value: '100', min: 0 }],
  },
  'wrong-length': {
    text: 'the Content-Length is too large, or too small',
    fields: [{ name: 'difference', label: 'Bytes too many', value: '10', min: -1000, max: 1000 }],
  },
  redirect: {
    text: 'sends the client elsewhere',
    fields: [{ name: 'status', label: 'Status', value: '307', min: 300, max: 399 }],
  },
  'rate-limit': {
    text: '429 with Retry-After for what is over it, until it is removed: 10/s, or 1/10s',
    fields: [{ name: 'limit', label: 'Limit', value: '10/s', pattern: '[0-9]+/[0-9]*s' }],
  },
  html: { text: '200 and a web page, as from a captive portal', fields: [] },
};

interface FaultField {
  name: string;
  label: string;
  value: string;
  min?: number;
  max?: number;
  options?: readonly string[];
  /** Of a text; what has none is a number. */
  pattern?: string;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

function faultOf(form: FormData): Record<string, unknown> {
  const fault: Record<string, unknown> = {};
  for (const [name, value] of form) {
    if (value === '') continue;
    const isNumber = ['status', 'delayMs', 'difference', 'times', 'after'].includes(name);
    fault[name] = isNumber ? Number(value) : value;
  }
  return fault;
}

function FaultFieldInput({
  field: { name, label, value, min, max, options, pattern },
}: {
  field: FaultField;
}) {
  return (
    <Field label={label}>
      {pattern ? (
        <input name={name} required defaultValue={value} pattern={pattern} />
      ) : options ? (
        <select name={name} defaultValue={value}>
          {options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      ) : (
        <input name={name} type="number" required defaultValue={value} min={min} max={max} />
      )}
    </Field>
  );
}

function AddFault() {
  const [kind, setKind] = useState('status');
  const [error, setError] = useState('');
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    request('POST', '/faults', faultOf(new FormData(form))).then(
      () => setError(''),
      (reason: Error) => setError(reason.message),
    );
  };
  const { text, fields } = KINDS[kind]!;
  return (
    <form class="inline" onSubmit={onSubmit}>
      <Field label="Kind" hint={text}>
        <select name="kind" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
          {Object.keys(KINDS).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </Field>
      {fields.map((field) => (
        <FaultFieldInput key={`${kind} ${field.name}`} field={field} />
      ))}
      <Field label="Method">
        <select name="method">
          <option value="">any</option>
          {METHODS.map((method) => (
            <option key={method}>{method}</option>
          ))}
        </select>
      </Field>
      <Field label="Path contains">
        <input name="path" placeholder="/events" autoComplete="off" />
      </Field>
      <Field label="For how many requests">
        <input name="times" type="number" min="1" defaultValue="1" />
      </Field>
      <Field label="After how many">
        <input name="after" type="number" min="0" defaultValue="0" />
      </Field>
      <div class="actions">
        <button type="submit" class="button primary">
          Add the fault
        </button>
      </div>
      {error && <Note tone="bad">{error}</Note>}
    </form>
  );
}

function Faults() {
  const { data } = useResource<{ items: FaultView[] }>('/faults', ['faults']);
  const items = data?.items ?? [];
  return (
    <section class="card">
      <div class="heading">
        <h3>Faults</h3>
        <span class="spacer" />
        {items.length > 0 && (
          <button type="button" class="button small" onClick={() => request('DELETE', '/faults')}>
            Remove all
          </button>
        )}
      </div>
      <p class="muted">A fault makes the next requests that match it fail on purpose.</p>
      {items.length > 0 && (
        <Table label="Faults that wait" head={['Kind', 'For', 'Left', 'Action']}>
          {items.map(({ id, fault, skip, left }) => {
            const { kind, method, path, times: _, after: __, ...rest } = fault as Record<string, unknown>;
            return (
              <tr key={id}>
                <th scope="row">
                  {String(kind)}{' '}
                  {Object.keys(rest).length > 0 && <code class="muted">{JSON.stringify(rest)}</code>}
                </th>
                <td class="wrap">
                  {String(method ?? 'any method')} {path ? <code>{String(path)}</code> : 'any path'}
                  {skip > 0 && <span class="muted"> after {count(skip)} more</span>}
                </td>
                <td>{left === null ? 'every request' : count(left)}</td>
                <td>
                  <button
                    type="button"
                    class="button small"
                    aria-label={`Remove the fault ${String(kind)} ${id}`}
                    onClick={() => request('DELETE', `/faults/${enc(id)}`)}
                  >
                    Remove
                  </button>
                </td>
              </tr>
            );
          })}
        </Table>
      )}
      <AddFault />
    </section>
  );
}

function Limits() {
  const { data } = useResource<LimitsView>('/limits', ['faults', 'requests']);
  if (!data) return null;
  return (
    <section class="card">
      <h3>Rate limits</h3>
      <label class="check">
        <input
          type="checkbox"
          checked={data.enforced}
          onChange={(event) => request('PUT', '/limits', { enforced: event.currentTarget.checked })}
        />
        App API requests over Customer.io’s limits get 429
      </label>
      {data.usage.length > 0 ? (
        <Table label="Limits" head={['Limit', 'Used', 'Room again in']}>
          {data.usage.map(({ limit, used, of, resets_in_ms }) => (
            <tr key={limit}>
              <th scope="row">{limit}</th>
              <td>
                <meter min={0} max={of} value={used} aria-label={`${limit} used`} /> {used} of {of}
              </td>
              <td>{used >= of ? `${count(resets_in_ms)} ms` : ''}</td>
            </tr>
          ))}
        </Table>
      ) : (
        <p class="muted">Nothing is counted yet{data.enforced ? '.' : ': they are not enforced.'}</p>
      )}
    </section>
  );
}

const STEPS = [
  ['A minute', 60_000],
  ['An hour', 3_600_000],
  ['A day', 86_400_000],
] as const;

/** The emulator's time, which what is due later waits for. */
function Clock() {
  const { data, reload } = useResource<{ now: number }>('/clock', ['faults', 'webhooks', 'messages']);
  const [isMoving, setMoving] = useState(false);
  const advance = (ms: number) => {
    setMoving(true);
    void request('POST', '/clock', { advance_ms: ms })
      .finally(() => setMoving(false))
      .then(reload);
  };
  return (
    <section class="card">
      <h3>Time</h3>
      <p>
        {data && <Time at={data.now} whole />}{' '}
        <span class="muted">Later sends, retries of webhooks and delays of campaigns wait for it.</span>
      </p>
      <fieldset class="group">
        <legend class="hidden">Advance the time</legend>
        {STEPS.map(([label, ms]) => (
          <button key={label} type="button" class="button" disabled={isMoving} onClick={() => advance(ms)}>
            {label} later
          </button>
        ))}
      </fieldset>
    </section>
  );
}

export function FaultsPage() {
  return (
    <div class="page">
      <h2>Faults, limits, time</h2>
      <Faults />
      <Limits />
      <Clock />
    </div>
  );
}
