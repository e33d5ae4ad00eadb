// What becomes of an event whose handler or deduplicator fails, hangs, or gives what nobody expects.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  createWebhookHandler,
  type Deduplicator,
  type EventClaim,
  isWebhookDeadlineError,
  memoryDeduplicator,
  type ReceivedEvent,
  signPayload,
} from '../index.js';
import type { WebhookHandlerOptions } from './options.js';

vi.mock('#hmac', () => import('../hmac/node.js'));

const KEY = 'k';
const DEADLINE_MS = 30;
const ABANDON_MS = 250;

const unhandled = vi.fn();
beforeEach(() => {
  process.on('unhandledRejection', unhandled);
});
afterEach(async () => {
  // Unhandled rejections are told of after the turn of the event loop that they come in.
  await new Promise((resolve) => setTimeout(resolve));
  process.off('unhandledRejection', unhandled);
  expect(unhandled.mock.calls).toEqual([]);
  unhandled.mockClear();
});

function receiver(options: Partial<WebhookHandlerOptions>) {
  const told: [error: unknown, event: ReceivedEvent | undefined][] = [];
  const handler = createWebhookHandler({
    signingKey: KEY,
    deadlineMs: DEADLINE_MS,
    abandonAfterMs: ABANDON_MS,
    onEvent: () => {},
    onError: (error: unknown, event: ReceivedEvent | undefined) => told.push([error, event]),
    ...options,
  } as WebhookHandlerOptions);
  const deliver = async (event_id = 'e') => {
    const body = JSON.stringify({ event_id, object_type: 'email', metric: 'sent', timestamp: 1, data: {} });
    const headers = { 'content-type': 'application/json', ...(await signPayload({ signingKey: KEY, body })) };
    const response = await handler(new Request('http://x/', { method: 'POST', body, headers }));
    const text = await response.text();
    return text ? `${response.status} ${JSON.parse(text).error}` : String(response.status);
  };
  const errors = () => told.map(([error]) => error);
  const deadlines = () =>
    told.map(([error, event]) =>
      isWebhookDeadlineError(error) ? `${error.waitingFor} ${error.limitMs} ${event?.event_id}` : error,
    );
  return { deliver, errors, deadlines };
}

const hang = () => new Promise<never>(() => {});
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const untouchable = new Proxy(
  {},
  {
    get() {
      throw new Error('touched');
    },
    getPrototypeOf() {
      throw new Error('touched');
    },
  },
);
const thenThrows = {
  then() {
    throw new Error('then threw');
  },
};

describe('a handler that hangs', () => {
  test('holds its event until it is given up, and is told of each time; then the event is handled anew', async () => {
    let runs = 0;
    const { deliver, deadlines } = receiver({ onEvent: () => (runs++ === 0 ? hang() : undefined) });
    expect(await deliver()).toBe('503 too_slow');
    expect(await deliver()).toBe('503 too_slow');
    expect([runs, await deliver('another')]).toEqual([1, '200']);
    expect(deadlines()).toEqual(['handler 30 e', 'handler 30 e']);
    await pause(ABANDON_MS);
    expect(deadlines()).toEqual(['handler 30 e', 'handler 30 e', 'handler 250 e']);
    expect([await deliver(), runs]).toEqual(['200', 3]);
    expect([await deliver(), runs]).toEqual(['200', 3]);
  });

  test('and stops when its signal aborts, makes room at once', async () => {
    let runs = 0;
    const { deliver, errors } = receiver({
      onEvent: (_, { signal }) => {
        if (runs++ > 0) return;
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      },
    });
    expect(await deliver()).toBe('503 too_slow');
    expect(await deliver()).toBe('200');
    expect(runs).toBe(2);
    // The time limit. That the handler passed it on as its own error says nothing new.
    expect(errors()).toHaveLength(1);
  });

  test('answered before, is told of when it is given up, and its signal aborts then', async () => {
    let signal: AbortSignal | undefined;
    const { deliver, deadlines } = receiver({
      ack: 'before',
      onEvent: (_, context) => {
        signal = context.signal;
        return hang();
      },
    });
    expect(await deliver()).toBe('200');
    await pause(DEADLINE_MS * 2);
    expect([signal?.aborted, deadlines()]).toEqual([false, []]);
    await pause(ABANDON_MS);
    expect([signal?.aborted, deadlines()]).toEqual([true, ['handler 250 e']]);
    expect(isWebhookDeadlineError(signal?.reason)).toBe(true);
  });

  test('releases its claim when it is abandoned, and not the claim of the next handling when it fails later', async () => {
    let reject = (_: unknown) => {};
    const calls: string[] = [];
    let runs = 0;
    const { deliver, errors } = receiver({
      deduplicate: {
        claim: () => {
          calls.push('claim');
          return 'claimed';
        },
        done: () => calls.push('done'),
        failed: () => calls.push('failed'),
      },
      onEvent: () => {
        if (runs++ > 0) return;
        return new Promise((_, fail) => {
          reject = fail;
        });
      },
    });
    expect(await deliver()).toBe('503 too_slow');
    await pause(ABANDON_MS);
    expect(await deliver()).toBe('200');
    reject(new Error('at last'));
    await pause(5);
    expect(calls).toEqual(['claim', 'failed', 'claim', 'done']);
    expect(errors().at(-1)).toMatchObject({ message: 'at last' });
  });

  test('counts as done when it is done at last', async () => {
    let resolve = (_?: unknown) => {};
    let runs = 0;
    const { deliver } = receiver({
      onEvent: () => {
        runs++;
        return new Promise((done) => {
          resolve = done;
        });
      },
    });
    expect(await deliver()).toBe('503 too_slow');
    await pause(ABANDON_MS);
    resolve();
    await pause(5);
    expect([await deliver(), runs]).toEqual(['200', 1]);
  });
});

describe('a deduplicator', () => {
  test('in memory that two receivers share has an event handled by one of them', async () => {
    const deduplicate = memoryDeduplicator();
    let finish = (_?: unknown) => {};
    let runs = 0;
    const options = {
      deduplicate,
      deadlineMs: 5000,
      abandonAfterMs: 10_000,
      onEvent: () => {
        if (++runs > 1) return;
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
    };
    const [one, other] = [receiver(options), receiver(options)];
    const first = one.deliver();
    await expect.poll(() => runs).toBe(1);
    expect(await other.deliver()).toMatch(/^503/);
    finish();
    expect([await first, await other.deliver(), runs]).toEqual(['200', '200', 1]);
  });

  test('in memory that two receivers share releases the event of a handler that hangs', async () => {
    const deduplicate = memoryDeduplicator();
    let handled = 0;
    const one = receiver({ deduplicate, onEvent: hang });
    const other = receiver({ deduplicate, onEvent: () => void handled++ });
    expect(await one.deliver()).toBe('503 too_slow');
    expect([await other.deliver(), handled]).toEqual([expect.stringMatching(/^503/), 0]);
    await pause(ABANDON_MS);
    expect([await other.deliver(), handled]).toEqual(['200', 1]);
  });

  test('whose claim comes after the handling was abandoned gets it back', async () => {
    let resolveClaim = (_: EventClaim) => {};
    const calls: string[] = [];
    let handled = 0;
    const { deliver } = receiver({
      deduplicate: {
        claim: () =>
          new Promise((resolve) => {
            resolveClaim = resolve;
          }),
        done: () => calls.push('done'),
        failed: () => calls.push('failed'),
      },
      onEvent: () => void handled++,
    });
    expect(await deliver()).toBe('503 too_slow');
    await pause(ABANDON_MS);
    resolveClaim('claimed');
    await pause(5);
    expect([calls, handled]).toEqual([['failed'], 0]);
  });

  test('whose claim hangs, is told of, and is asked anew once it was given up', async () => {
    let asked = 0;
    let handled = 0;
    const { deliver, deadlines } = receiver({
      deduplicate: { ...memoryDeduplicator(), claim: () => (asked++ === 0 ? hang() : 'claimed') },
      onEvent: () => void handled++,
    });
    expect(await deliver()).toBe('503 too_slow');
    expect(deadlines()).toEqual(['claim 30 e']);
    await pause(ABANDON_MS);
    expect([await deliver(), asked, handled]).toEqual(['200', 2, 1]);
    expect(deadlines()).toEqual(['claim 30 e', 'claim 250 e']);
  });

  test('that answers after the handling was given up, starts no second one beside the next', async () => {
    let answer = (_: EventClaim) => {};
    let handled = 0;
    let asked = 0;
    const { deliver } = receiver({
      deduplicate: {
        ...memoryDeduplicator(),
        claim: () => {
          if (asked++ > 0) return 'claimed';
          return new Promise<EventClaim>((resolve) => {
            answer = resolve;
          });
        },
      },
      onEvent: () => void handled++,
    });
    expect(await deliver()).toBe('503 too_slow');
    await pause(ABANDON_MS);
    expect(await deliver()).toBe('200');
    answer('claimed');
    await pause(5);
    expect(handled).toBe(1);
  });

  test('whose done hangs makes no failure of what was handled', async () => {
    const { deliver, deadlines } = receiver({ deduplicate: { ...memoryDeduplicator(), done: hang } });
    expect(await deliver()).toBe('200');
    expect(deadlines()).toEqual(['done 30 e']);
  });

  test('whose failed hangs leaves the failure as it is', async () => {
    const { deliver, deadlines } = receiver({
      deduplicate: { ...memoryDeduplicator(), failed: hang },
      onEvent: () => Promise.reject(new Error('no')),
    });
    expect(await deliver()).toBe('503 failed');
    expect(deadlines()).toEqual([expect.objectContaining({ message: 'no' }), 'failed 30 e']);
  });

  test.each<[string, unknown]>([
    ["'OK', as Redis answers", 'OK'],
    ['1', 1],
    ['{}', {}],
    ['null', null],
    ['undefined', undefined],
    ['true', true],
  ])('that answers %s handles nothing, and is told what to answer', async (_, claim) => {
    let handled = 0;
    const { deliver, errors } = receiver({
      deduplicate: { ...memoryDeduplicator(), claim: () => claim as EventClaim },
      onEvent: () => void handled++,
    });
    expect([await deliver(), handled]).toEqual(['503 failed', 0]);
    expect(errors()).toMatchObject([
      {
        name: 'ValidationError',
        field: 'deduplicate.claim',
        message: expect.stringContaining("'claimed', 'running' or 'done'"),
      },
    ]);
  });

  const throws = () => {
    throw new Error('threw');
  };
  test.each<[string, Partial<Deduplicator>, string, number]>([
    ['claim throws', { claim: throws }, '503 failed', 0],
    ['claim gives a thenable that throws', { claim: () => thenThrows as never }, '503 failed', 0],
    ['claim gives what cannot be looked at', { claim: () => untouchable as never }, '503 failed', 0],
    ['done throws', { done: throws }, '200', 1],
    ['done gives a thenable that throws', { done: () => thenThrows }, '200', 1],
    ['done gives what cannot be looked at', { done: () => untouchable }, '200', 1],
    ['done rejects with nothing', { done: () => Promise.reject() }, '200', 1],
  ])('whose %s is told of, and nothing else breaks', async (_, broken, answer, runs) => {
    let handled = 0;
    const { deliver, errors } = receiver({
      deduplicate: { ...memoryDeduplicator(), ...broken },
      onEvent: () => void handled++,
    });
    expect([await deliver(), handled, errors().length]).toEqual([answer, runs, 1]);
  });
});

describe('what a handler throws or gives', () => {
  test.each<[string, () => unknown]>([
    [
      'throws undefined',
      () => {
        throw undefined;
      },
    ],
    ['rejects with null', () => Promise.reject(null)],
    ['rejects with what cannot be looked at', () => Promise.reject(untouchable)],
    ['gives what cannot be looked at', () => untouchable],
    ['gives a thenable that throws', () => thenThrows],
    ['gives a thenable that rejects', () => ({ then: (_: unknown, no: (e: unknown) => void) => no(1) })],
  ])('%s: 503, told once, and handled anew', async (_, onEvent) => {
    let runs = 0;
    const { deliver, errors } = receiver({ onEvent: () => (runs++ === 0 ? onEvent() : undefined) });
    expect(await deliver()).toBe('503 failed');
    expect(errors()).toHaveLength(1);
    expect([await deliver(), runs]).toEqual(['200', 2]);
  });

  test('an error of the library is no refusal of the webhook', async () => {
    const { WebhookVerificationError } = await import('../index.js');
    const { deliver } = receiver({
      onEvent: () => Promise.reject(new WebhookVerificationError('bad_signature', 'another webhook')),
    });
    expect(await deliver()).toBe('503 failed');
  });
});
