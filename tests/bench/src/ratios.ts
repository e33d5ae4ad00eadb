import { median } from './median.js';
import type { Result } from './run.js';

export interface Ratio {
  what: string;
  ratio: number;
  wanted: string;
}

type Figure = keyof Pick<Result, 'perSecond' | 'cpuMicroseconds'>;

const WANTED: [what: string, of: string, to: string, figure: Figure, wanted: string][] = [
  [
    'default to customerio-node, requests/s',
    'event: @cio/track',
    'event: customerio-node',
    'perSecond',
    '≥ 4',
  ],
  [
    'default to customerio-node, CPU',
    'event: @cio/track',
    'event: customerio-node',
    'cpuMicroseconds',
    '≤ 0.3',
  ],
  [
    'drop-in to customerio-node, requests/s',
    'event: @cio/customerio-node',
    'event: customerio-node',
    'perSecond',
    '≥ 4',
  ],
  ['default to bare node:http', 'event: @cio/track', 'event: bare node:http', 'perSecond', '≥ 0.9'],
  [
    'undici to customerio-node, requests/s',
    'event: @cio/track, undici',
    'event: customerio-node',
    'perSecond',
    '≥ 6.5',
  ],
  ['undici to the bare pool', 'event: @cio/track, undici', 'event: bare undici pool', 'perSecond', '≥ 0.9'],
  ['fetch to bare fetch', 'event: @cio/track, fetch', 'event: bare fetch', 'perSecond', ''],
  [
    'identify: default to customerio-node',
    'identify, 50 attributes: @cio/track',
    'identify, 50 attributes: customerio-node',
    'perSecond',
    '',
  ],
  [
    '1,000 at once: default to customerio-node',
    '1,000 at once: @cio/track',
    '1,000 at once: customerio-node',
    'perSecond',
    '',
  ],
  [
    '10,000 in flight to 10, CPU',
    'in flight: 10,000: @cio/track',
    'in flight: 10: @cio/track',
    'cpuMicroseconds',
    'about 1',
  ],
  [
    '10,000 in flight to 100, CPU',
    'in flight: 10,000: @cio/track',
    'in flight: 100: @cio/track',
    'cpuMicroseconds',
    'about 1',
  ],
  [
    '10,000 in flight to 10, CPU, bare node:http',
    'in flight: 10,000: bare node:http',
    'in flight: 10: bare node:http',
    'cpuMicroseconds',
    '',
  ],
  ['sendBatch to bare node:http', 'batch: sendBatch', 'batch: bare node:http', 'perSecond', '≥ 0.7'],
  [
    'sendBatch to customerio-node, an event a request',
    'batch: sendBatch',
    'event: customerio-node',
    'perSecond',
    '',
  ],
  [
    'ingest to the official batcher',
    'ingest: ingest',
    'ingest: @customerio/cdp-analytics-node',
    'perSecond',
    '',
  ],
  [
    'pipelines: ingest to the official batcher',
    'pipelines: ingest',
    'pipelines: @customerio/cdp-analytics-node',
    'perSecond',
    '',
  ],
  [
    'pipelines: Analytics to the official batcher',
    'pipelines: @cio/pipelines/analytics',
    'pipelines: @customerio/cdp-analytics-node',
    'perSecond',
    '',
  ],
  [
    'paging to customerio-node',
    'paging 10,000 messages: @cio/app-api',
    'paging 10,000 messages: customerio-node',
    'perSecond',
    '',
  ],
  ['verifySignature to the same by hand', 'verify: verifySignature', 'verify: by hand', 'perSecond', '≥ 0.9'],
];

/** The medians of the ratios of each round, so that a slow spell of the machine falls on both. */
export function ratiosOf(results: ReadonlyMap<string, readonly Result[]>): Ratio[] {
  return WANTED.flatMap(([what, of, to, figure, wanted]) => {
    const ours = results.get(of);
    const theirs = results.get(to);
    if (!ours || !theirs) return [];
    const ratio = median(ours.map((result, round) => result[figure] / theirs[round]![figure]));
    return [{ what, ratio, wanted }];
  });
}
