// What a request to the emulator costs with many people in it, against what it costs with few.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { median } from './median.js';

const FEW = 100;
const MANY = 100_000;
/** How often each request is sent to each emulator, after as many to warm up. */
const REPETITIONS = 60;

export interface ScaleResult {
  request: string;
  fewMicroseconds: number;
  manyMicroseconds: number;
  ratio: number;
}

interface Loaded {
  process: ChildProcess;
  agent: Agent;
  url: string;
  siteId: string;
  apiKey: string;
  appApiKey: string;
}

interface Call {
  method: string;
  path: string;
  body?: unknown;
}

/** A request by the number of its repetition: one that writes has to be about somebody else each time. */
type MakeCall = (n: number) => Call;

const get =
  (path: string): MakeCall =>
  () => ({ method: 'GET', path });
const post = (path: string, body: (n: number) => unknown): MakeCall => {
  return (n) => ({ method: 'POST', path, body: body(n) });
};
const put = (path: (n: number) => string, body: unknown): MakeCall => {
  return (n) => ({ method: 'PUT', path: path(n), body });
};
const entity = (operation: (n: number) => object): MakeCall => post('/api/v2/entity', operation);
const person = (n: number) => `p${n % FEW}`;
const identifiers = (n: number) => ({ id: person(n) });
const related = { cio_relationships: [{ identifiers: { object_type_id: '1', object_id: 'o1' } }] };
const emailOf = (n: number) => ({
  identifiers: identifiers(n),
  to: 'ada@example.com',
  transactional_message_id: 1,
});
const filter = (condition: object) => post('/v1/customers', () => ({ filter: condition }));
const attribute = (field: string, value: unknown) => ({ attribute: { field, operator: 'eq', value } });

/** A request of each kind, by name. */
const CALLS: Record<string, MakeCall> = {
  'v1 identify': put((n) => `/api/v1/customers/${person(n)}`, { plan: 'pro', seen: 1 }),
  'v1 identify somebody new': put((n) => `/api/v1/customers/new-${n}`, { plan: 'pro' }),
  'v1 identify with an anonymous id': put((n) => `/api/v1/customers/${person(n)}`, { anonymous_id: 'a' }),
  'v1 track': (n) => ({
    method: 'POST',
    path: `/api/v1/customers/${person(n)}/events`,
    body: { name: 'order_placed', data: { order: n } },
  }),
  'v1 anonymous event': post('/api/v1/events', (n) => ({ name: 'viewed', anonymous_id: `anonymous-${n}` })),
  'v1 add device': put((n) => `/api/v1/customers/${person(n)}/devices`, {
    device: { id: 'shared', platform: 'ios' },
  }),
  'v1 add to segment': post('/api/v1/segments/2/add_customers', (n) => ({ ids: [person(n)] })),
  'v1 remove from segment': post('/api/v1/segments/2/remove_customers', (n) => ({ ids: [person(n)] })),
  'v1 merge': post('/api/v1/merge_customers', (n) => ({
    primary: { id: 'p0' },
    secondary: { id: `new-${n}` },
  })),
  'v1 delete': (n) => ({ method: 'DELETE', path: `/api/v1/customers/deleted-${n}` }),
  'v1 suppress': (n) => ({ method: 'POST', path: `/api/v1/customers/suppressed-${n}/suppress` }),
  'v1 form': post('/api/v1/forms/f/submit', (n) => ({
    data: { id: person(n), email: `${person(n)}@example.com` },
  })),
  'v1 metric': post('/api/v1/metrics', (n) => ({
    delivery_id: `m${n % FEW}`,
    metric: 'clicked',
    timestamp: 1,
  })),
  'v2 identify': entity((n) => ({
    type: 'person',
    action: 'identify',
    identifiers: identifiers(n),
    attributes: { plan: 'pro' },
  })),
  'v2 identify by phone': entity((n) => ({
    type: 'person',
    action: 'identify',
    identifiers: { phone: `+1555${String(n % FEW).padStart(7, '0')}` },
    attributes: { plan: 'pro' },
  })),
  'v2 event': entity((n) => ({
    type: 'person',
    action: 'event',
    identifiers: identifiers(n),
    name: 'order_placed',
    attributes: { order: n },
  })),
  'v2 relate': entity((n) => ({
    type: 'person',
    action: 'add_relationships',
    identifiers: identifiers(n),
    ...related,
  })),
  'v2 identify object': entity((n) => ({
    type: 'object',
    action: 'identify',
    identifiers: { object_type_id: '1', object_id: `o${n % 10}` },
    attributes: { seats: n },
  })),
  'v2 delete object': entity((n) => ({
    type: 'object',
    action: 'delete',
    identifiers: { object_type_id: '1', object_id: `gone-${n}` },
  })),
  'v2 delivery': entity((n) => ({
    type: 'delivery',
    action: 'event',
    identifiers: { id: `m${n % FEW}` },
    name: 'opened',
    attributes: { device_token: 't' },
  })),
  'v2 batch of 100': post('/api/v2/batch', (n) => ({
    batch: Array.from({ length: 100 }, (_, i) => ({
      type: 'person',
      action: 'event',
      identifiers: identifiers(n + i),
      name: 'order_placed',
      attributes: { order: i },
    })),
  })),
  'get customer by email': get('/v1/customers?email=p7%40example.com'),
  'get customer': get('/v1/customers/p7/attributes'),
  'get customers by id': post('/v1/customers/attributes', () => ({ ids: ['p1', 'p2', 'p3'] })),
  'search: a segment': filter({ segment: { id: 2 } }),
  'search: an attribute': filter(attribute('number', 7)),
  'search: and': filter({ and: [{ segment: { id: 2 } }, attribute('plan', 'pro')] }),
  'search: or': filter({ or: [{ segment: { id: 3 } }, attribute('number', 7)] }),
  'search: not': filter({ not: attribute('plan', 'pro') }),
  'activities of a customer': get('/v1/customers/p7/activities'),
  'segments of a customer': get('/v1/customers/p7/segments'),
  'messages of a customer': get('/v1/customers/p7/messages'),
  'relationships of a customer': get('/v1/customers/p7/relationships'),
  'subscription preferences': get('/v1/customers/p7/subscription_preferences'),
  'list activities': get('/v1/activities'),
  'list activities of a type': get('/v1/activities?type=profile_create'),
  'list activities by name': get('/v1/activities?name=signed_up'),
  'list activities of somebody': get('/v1/activities?customer_id=p7'),
  'list messages': get('/v1/messages'),
  'list messages by metric': get('/v1/messages?metric=opened'),
  'list messages of a campaign': get('/v1/campaigns/1/messages'),
  'get message': get('/v1/messages/m7'),
  'get archived message': get('/v1/messages/m7/archived_message'),
  'metrics of a campaign': get('/v1/campaigns/1/metrics'),
  'metrics of a transactional message': get('/v1/transactional/1/metrics'),
  'list segments': get('/v1/segments'),
  'segment count': get('/v1/segments/2/customer_count'),
  'segment membership': get('/v1/segments/2/membership?limit=50'),
  'membership of everyone': get('/v1/segments/1/membership?limit=50'),
  'list object types': get('/v1/object_types'),
  'search objects': post('/v1/objects', () => ({
    object_type_id: '1',
    filter: { object_attribute: { field: 'number', operator: 'eq', value: '30', type_id: '1' } },
  })),
  'get object': get('/v1/objects/1/o1/attributes'),
  'people of an object': get('/v1/objects/1/o3/relationships'),
  'list workspaces': get('/v1/workspaces'),
  'send email': post('/v1/send/email', emailOf),
  'send push': post('/v1/send/push', (n) => ({ identifiers: identifiers(n), transactional_message_id: 1 })),
  'send email to nobody known': post('/v1/send/email', (n) => ({
    ...emailOf(n),
    identifiers: { id: `sent-${n}` },
  })),
  'trigger broadcast': post('/v1/campaigns/1/triggers', (n) => ({ ids: [person(n)] })),
  'export people': post('/v1/exports/customers', () => ({ filters: { segment: { id: 3 } } })),
  'create segment': post('/v1/segments', (n) => ({ segment: { name: `Segment ${n}` } })),
  'the page': get('/_emulator'),
  'the summary': get('/_emulator/summary'),
};

async function start(people: number): Promise<Loaded> {
  const file = fileURLToPath(new URL('./loaded-emulator.js', import.meta.url));
  const child = fork(file, [String(people)], { execArgv: ['--max-old-space-size=8192'] });
  const [loaded] = (await once(child, 'message')) as [Omit<Loaded, 'process' | 'agent'>];
  return { ...loaded, process: child, agent: new Agent({ keepAlive: true, maxSockets: 1 }) };
}

/** Sends a request and returns how long the whole response took, in microseconds. */
function send(
  { url, agent, siteId, apiKey, appApiKey }: Loaded,
  { method, path, body }: Call,
): Promise<number> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const authorization = path.startsWith('/v1/')
    ? `Bearer ${appApiKey}`
    : `Basic ${Buffer.from(`${siteId}:${apiKey}`).toString('base64')}`;
  const headers = {
    authorization,
    ...(payload !== undefined && {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(payload),
    }),
  };
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const outgoing = request(`${url}${path}`, { method, headers, agent }, (response) => {
      const { statusCode = 0 } = response;
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        if (statusCode < 300) resolve((performance.now() - startedAt) * 1000);
        else reject(new Error(`${method} ${path}: ${statusCode} ${Buffer.concat(chunks)}`));
      });
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}

/** What comes before each repetition of a request that uses something up. */
const PREPARATIONS: Record<string, MakeCall> = {
  'v1 merge': put((n) => `/api/v1/customers/new-${n}`, { plan: 'pro' }),
  'v1 delete': put((n) => `/api/v1/customers/deleted-${n}`, { plan: 'pro' }),
  'v1 suppress': put((n) => `/api/v1/customers/suppressed-${n}`, { plan: 'pro' }),
  'v2 delete object': entity((n) => ({
    type: 'object',
    action: 'identify',
    identifiers: { object_type_id: '1', object_id: `gone-${n}` },
    cio_relationships: [{ identifiers: identifiers(n) }],
  })),
};

/** The median of what a request costs in each emulator, sent to both in turns. */
async function measure(name: string, call: MakeCall, few: Loaded, many: Loaded): Promise<ScaleResult> {
  const times = { few: [] as number[], many: [] as number[] };
  for (let n = 0; n < REPETITIONS * 2; n++) {
    for (const [which, emulator] of Object.entries({ few, many }) as ['few' | 'many', Loaded][]) {
      const preparation = PREPARATIONS[name];
      if (preparation) await send(emulator, preparation(n));
      const microseconds = await send(emulator, call(n));
      if (n >= REPETITIONS) times[which].push(microseconds);
    }
  }
  const [fewMicroseconds, manyMicroseconds] = [median(times.few), median(times.many)];
  return { request: name, fewMicroseconds, manyMicroseconds, ratio: manyMicroseconds / fewMicroseconds };
}

/** A request of each kind to an emulator with 100 people, and to one with 100,000 people and 1,000,000 events. */
export async function measureEmulatorScale(): Promise<ScaleResult[]> {
  const few = await start(FEW);
  const many = await start(MANY);
  try {
    const results: ScaleResult[] = [];
    for (const [name, call] of Object.entries(CALLS)) results.push(await measure(name, call, few, many));
    return results;
  } finally {
    for (const { agent, process: child } of [few, many]) {
      agent.destroy();
      child.kill();
    }
  }
}
