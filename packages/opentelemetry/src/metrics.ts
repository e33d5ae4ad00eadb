/** A metric that this package records. */
export interface Metric {
  /** The instrument. */
  readonly type: 'histogram' | 'counter' | 'observable up-down counter' | 'observable gauge';
  /** The unit, in UCUM. */
  readonly unit: string;
  /** What it measures. */
  readonly description: string;
  /** The attributes that it may have. */
  readonly attributes: readonly string[];
  /** The boundaries of a histogram's buckets. */
  readonly boundaries?: readonly number[];
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60];
const COUNTS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000];
/** An event is delivered again for up to seven days. */
const AGES = [1, 2, 5, 10, 30, 60, 300, 900, 3600, 21_600, 86_400, 604_800];

const OPERATION = ['customerio.operation', 'server.address', 'server.port'];

/** All metrics, by their names. */
export const METRICS = {
  'customerio.client.call.duration': {
    type: 'histogram',
    unit: 's',
    description: 'Duration of a call, with all its attempts and waits. Its count is the number of calls.',
    attributes: [...OPERATION, 'customerio.outcome', 'http.response.status_code', 'error.type'],
    boundaries: SECONDS,
  },
  'customerio.client.attempt.duration': {
    type: 'histogram',
    unit: 's',
    description: 'Duration of an attempt of a call. Its count is the number of attempts.',
    attributes: [...OPERATION, 'customerio.outcome', 'http.response.status_code', 'error.type'],
    boundaries: SECONDS,
  },
  'customerio.client.retries': {
    type: 'counter',
    unit: '{retry}',
    description: 'Attempts after the first, by the error of the attempt before.',
    attributes: [...OPERATION, 'error.type'],
  },
  'customerio.client.rate_limit.wait': {
    type: 'histogram',
    unit: 's',
    description: 'How long an attempt waited for the rate limiter.',
    attributes: ['customerio.bucket', 'server.address', 'server.port'],
    boundaries: SECONDS,
  },
  'customerio.client.connection.wait': {
    type: 'histogram',
    unit: 's',
    description: 'How long an attempt waited for a connection.',
    attributes: ['server.address', 'server.port'],
    boundaries: SECONDS,
  },
  'customerio.client.calls': {
    type: 'observable up-down counter',
    unit: '{call}',
    description: 'Calls in flight, and calls that wait for a connection or for the rate limiter.',
    attributes: ['customerio.state', 'server.address', 'server.port'],
  },
  'customerio.client.connections': {
    type: 'observable up-down counter',
    unit: '{connection}',
    description: 'Open connections of the pool.',
    attributes: ['customerio.state', 'server.address', 'server.port'],
  },
  'customerio.client.batch.size': {
    type: 'histogram',
    unit: '{operation}',
    description: 'Operations of a batch request.',
    attributes: [...OPERATION, 'customerio.outcome'],
    boundaries: COUNTS,
  },
  'customerio.client.batch.rejected': {
    type: 'counter',
    unit: '{operation}',
    description: 'Operations of batch requests that Customer.io rejected.',
    attributes: OPERATION,
  },
  'customerio.webhook.duration': {
    type: 'histogram',
    unit: 's',
    description:
      'Duration of a webhook request, until its event was handled. Its count is the number of requests.',
    attributes: ['customerio.webhook.type', 'customerio.webhook.result', 'http.response.status_code'],
    boundaries: SECONDS,
  },
  'customerio.webhook.age': {
    type: 'histogram',
    unit: 's',
    description: 'Age of an event when its webhook arrives: the time since it happened.',
    attributes: ['customerio.webhook.type'],
    boundaries: AGES,
  },
  'customerio.webhook.deduplicated': {
    type: 'counter',
    unit: '{event}',
    description: 'Deliveries of events that had been handled already, or were being handled.',
    attributes: ['customerio.webhook.type'],
  },
  'customerio.webhook.deadlines': {
    type: 'counter',
    unit: '{deadline}',
    description: 'Deadlines of webhooks that passed, by the step that had not ended.',
    attributes: ['customerio.webhook.type', 'customerio.webhook.step'],
  },
  'customerio.outbox.depth': {
    type: 'observable gauge',
    unit: '{operation}',
    description: 'Operations in an outbox that have not been sent.',
    attributes: ['customerio.outbox.name'],
  },
  'customerio.outbox.age': {
    type: 'observable gauge',
    unit: 's',
    description: 'Age of the oldest operation in an outbox that has not been sent.',
    attributes: ['customerio.outbox.name'],
  },
} as const satisfies Record<string, Metric>;

/** The name of a metric. */
export type MetricName = keyof typeof METRICS;
