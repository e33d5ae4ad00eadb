import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Call } from '../client/call.js';
import { HttpClient } from '../client/http-client.js';
import type { Transport } from '../transport/types.js';
import { consoleHooks, pinoHooks } from './log-hooks.js';

afterEach(() => vi.restoreAllMocks());

const call: Call = {
  operation: 'identify',
  method: 'PUT',
  path: '/api/v1/customers/grace%40example.com?email=grace@example.com',
  pathTemplate: '/api/v1/customers/{identifier}',
  body: { email: 'grace@example.com' },
  replaySafe: true,
};

function replying(status: number, body: unknown = {}, delayMs = 0): Transport {
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    const text = JSON.stringify(body);
    async function* stream() {
      yield new TextEncoder().encode(text);
    }
    return { status, headers: {}, text: async () => text, stream };
  };
}

const client = (transport: Transport, hooks: ReturnType<typeof pinoHooks>) =>
  new HttpClient({ baseUrl: 'https://track.customer.io', authorization: 'Basic secret', transport, hooks });

/** The lines that a logger like pino gets. */
function recorder() {
  const lines: [level: string, fields: object, message: string][] = [];
  const logger = {
    error: (fields: object, message: string) => void lines.push(['error', fields, message]),
    warn: (fields: object, message: string) => void lines.push(['warn', fields, message]),
  };
  return { lines, logger };
}

describe('pinoHooks', () => {
  test('log one line for a failed call, without personal data', async () => {
    const { lines, logger } = recorder();
    const errors = [
      { field: 'email', reason: 'invalid', message: '"grace@example.com" is no address' },
      { field: 'grace@example.com', message: 'unknown field' },
    ];
    const http = client(replying(400, { errors }), pinoHooks(logger));
    await expect(http.request(call)).rejects.toThrow();
    expect(lines).toEqual([
      [
        'error',
        {
          operation: 'identify',
          method: 'PUT',
          path: '/api/v1/customers/{identifier}',
          status: 400,
          attempts: 1,
          duration_ms: expect.any(Number),
          request_id: expect.stringMatching(/^[\da-f-]{36}$/),
          error: 'ApiError (email: invalid)',
        },
        expect.stringMatching(
          /^customerio identify failed: PUT \/api\/v1\/customers\/\{identifier\} → 400 ApiError \(email: invalid\), 1 attempt in \d+ ms$/,
        ),
      ],
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/grace|secret/);
  });

  test('log one line for a slow call', async () => {
    const { lines, logger } = recorder();
    await client(replying(200, {}, 20), pinoHooks(logger, { slowMs: 10 })).request(call);
    expect(lines).toEqual([
      [
        'warn',
        expect.objectContaining({ status: 200, error: undefined }),
        expect.stringContaining('was slow'),
      ],
    ]);
  });

  test.each([
    ['a network error', async () => Promise.reject(new Error('grace@example.com')), 'RetryableError network'],
    [
      'a network error with a code, wherever it is',
      async () =>
        Promise.reject(
          new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) }),
        ),
      'RetryableError network ECONNREFUSED',
    ],
    ['a status that a repeat may mend', replying(503), 'RetryableError http'],
  ])('name %s', async (_, transport, error) => {
    const { lines, logger } = recorder();
    await expect(client(transport as Transport, pinoHooks(logger)).request(call)).rejects.toThrow();
    expect(lines[0]![1]).toMatchObject({ error });
    expect(JSON.stringify(lines)).not.toContain('grace');
  });

  test('do not quote an error of a retry strategy', async () => {
    const { lines, logger } = recorder();
    const retry = { execute: () => Promise.reject(Object.assign(new Error('grace'), { name: 'grace' })) };
    await expect(client(replying(200), pinoHooks(logger)).request({ ...call, retry })).rejects.toThrow(
      'grace',
    );
    expect(lines[0]![1]).toMatchObject({ error: 'another error', attempts: 0 });
    expect(JSON.stringify(lines)).not.toContain('grace');
  });

  test('log nothing of a call that succeeded in time, or that was aborted', async () => {
    const { lines, logger } = recorder();
    const http = client(replying(200, {}, 5), pinoHooks(logger));
    await http.request(call);
    await expect(http.request({ ...call, signal: AbortSignal.timeout(1) })).rejects.toThrow();
    expect(lines).toEqual([]);
  });
});

test('consoleHooks log to the console', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const http = client(replying(404), consoleHooks({ slowMs: 0 }));
  await expect(http.request(call)).rejects.toThrow();
  await client(replying(200, {}, 5), consoleHooks({ slowMs: 0 })).request(call);
  expect(error.mock.calls).toEqual([
    [expect.stringMatching(/^customerio identify failed: .+ ms \(request [\da-f-]{36}\)$/)],
  ]);
  expect(warn.mock.calls).toEqual([[expect.stringContaining('identify was slow')]]);
});

test.each([
  ['no logger', () => pinoHooks(undefined as never), 'logger'],
  ['a logger without warn', () => pinoHooks({ error() {} } as never), 'logger'],
  ['a negative time', () => consoleHooks({ slowMs: -1 }), 'slowMs'],
  ['no number', () => consoleHooks({ slowMs: '5' as never }), 'slowMs'],
  ['an unknown option', () => consoleHooks({ slow: 5 } as never), 'slow'],
])('%s is refused', (_, create, field) => {
  expect(create).toThrow(`${field}: `);
});
