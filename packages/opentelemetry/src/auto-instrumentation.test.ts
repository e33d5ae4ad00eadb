import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SpanKind } from '@opentelemetry/api';
import { describe, expect, test } from 'vitest';

interface Span {
  name: string;
  kind: SpanKind;
  spanId: string;
  traceId: string;
  parentId?: string;
}

interface Output {
  calls: number;
  result: Record<string, { arrived: (string | undefined)[]; spans: Span[] }>;
}

const folder = fileURLToPath(new URL('../scenario', import.meta.url));

async function run(...args: string[]): Promise<Output> {
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as Output;
}

describe.each([
  ['ESM', ['--import', './setup.mjs', 'main.mjs']],
  ['CommonJS', ['--require', './setup.cjs', 'main.cjs']],
])('beside the instrumentations of http and undici, in %s', (_, args) => {
  const output = run(...args);

  test.each(['http', 'undici', 'fetch'])('over %s: no span twice, and none lost', async (transport) => {
    const { calls, result } = await output;
    const { arrived, spans } = result[transport]!;
    // The first request of all fails once.
    expect(arrived).toHaveLength(calls + 1);
    const named = (name: string) => spans.filter((span) => span.name === name);
    const roots = named('customerio.identify');
    const attempts = named('customerio.identify.attempt');
    const requests = spans.filter(({ name }) => !name.startsWith('customerio.'));
    expect([roots.length, attempts.length, requests.length]).toEqual([calls, calls + 1, calls + 1]);
    expect(spans).toHaveLength(3 * calls + 2);

    const parents = new Map(spans.map((span) => [span.spanId, span]));
    for (const root of roots) expect(root.parentId).toBeUndefined();
    for (const attempt of attempts)
      expect(parents.get(attempt.parentId!)).toMatchObject({ traceId: attempt.traceId });
    for (const request of requests) expect(request.kind).toBe(SpanKind.CLIENT);
    // Each request is below an attempt of its own, and arrived with its trace context.
    const used = requests.map(({ parentId }) => parentId).sort();
    expect(used).toEqual(attempts.map(({ spanId }) => spanId).sort());
    const sent = requests.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`).sort();
    expect([...arrived].sort()).toEqual(sent);
  });
});
