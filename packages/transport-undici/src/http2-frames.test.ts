import { Duplex } from 'node:stream';
import * as tls from 'node:tls';
import type { Transport } from '@cio/core';
import { afterEach, describe, expect, test } from 'vitest';
import { type OwnConnections, undiciTransport } from './index.js';
import {
  CODES,
  certificate,
  FRAMES,
  frame,
  frames,
  listenHttp2,
  MAX_BYTES,
  outcome,
  type RawSession,
  readers,
  request,
  sleep,
} from './test-servers.js';

let transport: Transport;
const made: Transport[] = [];
afterEach(() => {
  for (const one of made.splice(0)) one.close?.();
});

function overHttp2(options: OwnConnections = {}): Transport {
  transport = undiciTransport({
    allowH2: true,
    // One connection of HTTP/2.
    connections: 1,
    connect: { ca: certificate.cert },
    ...options,
  });
  made.push(transport);
  return transport;
}

const post = (url: string, body = 'body') => request(url, { method: 'POST', body });

/** Answers with `{}`. */
const answer = (session: RawSession, streamId: number) =>
  session.write(frames.headers(streamId), frames.data(streamId, '{}', true));

/** What a call comes to: its body, or what its error says of whether it was sent. */
const call = (url: string, via = transport) =>
  via(post(url)).then(
    (response) => response.text(MAX_BYTES),
    (error: { requestSent?: boolean }) => `sent: ${error.requestSent}`,
  );

describe.each(['text', 'stream'] as const)('a body read as %s', (how) => {
  type Frames = (session: RawSession, streamId: number) => void;
  const begin: Frames = ({ write }, id) => write(frames.headers(id), frames.data(id, 'four'));
  const announce: Frames = ({ write }, id) =>
    write(frames.headers(id, { length: 10 }), frames.data(id, 'four'));

  test.each<[string, Frames, Frames]>([
    ['reset with NO_ERROR', begin, ({ write }, id) => write(frames.reset(id, CODES.none))],
    ['reset with CANCEL', begin, ({ write }, id) => write(frames.reset(id, CODES.cancel))],
    ['reset with INTERNAL_ERROR', begin, ({ write }, id) => write(frames.reset(id, CODES.internal))],
    ['reset with REFUSED_STREAM', begin, ({ write }, id) => write(frames.reset(id, CODES.refused))],
    [
      'announced as longer, reset with NO_ERROR',
      announce,
      ({ write }, id) => write(frames.reset(id, CODES.none)),
    ],
    [
      'announced as longer, reset with CANCEL',
      announce,
      ({ write }, id) => write(frames.reset(id, CODES.cancel)),
    ],
    ['announced as longer, ended', announce, ({ write }, id) => write(frames.data(id, '', true))],
    ['announced as shorter', announce, ({ write }, id) => write(frames.data(id, 'seven..', true))],
    ['the server goes away before it', begin, ({ write }) => write(frames.goaway(0, CODES.none))],
    [
      'the server goes away and ends',
      begin,
      ({ write, socket }, id) => {
        write(frames.goaway(id, CODES.none));
        socket.end();
      },
    ],
    [
      'the server goes away with an error',
      begin,
      ({ write }, id) => write(frames.goaway(id, CODES.internal)),
    ],
    ['the connection ends', begin, ({ socket }) => socket.end()],
    ['the connection is lost', begin, ({ socket }) => socket.destroy()],
    [
      'nothing but headers, reset with NO_ERROR',
      ({ write }, id) => write(frames.headers(id)),
      ({ write }, id) => write(frames.reset(id, CODES.none)),
    ],
  ])('is broken: %s', async (_, start, then) => {
    const { url } = await listenHttp2((session, streamId) => {
      start(session, streamId);
      setTimeout(() => then(session, streamId), 30);
    });
    expect(await outcome(readers[how](await overHttp2()(post(url))))).toMatch(/^failed: /);
  });

  test.each<[string, Frames, string]>([
    [
      'END_STREAM with the last bytes',
      ({ write }, id) => write(frames.headers(id), frames.data(id, 'four', true)),
      'four',
    ],
    [
      'END_STREAM alone',
      ({ write }, id) => write(frames.headers(id), frames.data(id, 'four'), frames.data(id, '', true)),
      'four',
    ],
    ['END_STREAM with the headers', ({ write }, id) => write(frames.headers(id, { end: true })), ''],
    [
      'as long as announced',
      ({ write }, id) => write(frames.headers(id, { length: 4 }), frames.data(id, 'four', true)),
      'four',
    ],
    [
      'trailers',
      ({ write }, id) => write(frames.headers(id), frames.data(id, 'four'), frames.trailers(id)),
      'four',
    ],
    [
      'early hints before',
      ({ write }, id) => write(frames.earlyHints(id), frames.headers(id), frames.data(id, 'four', true)),
      'four',
    ],
    [
      'END_STREAM, then a reset',
      ({ write }, id) =>
        write(frames.headers(id), frames.data(id, 'four', true), frames.reset(id, CODES.none)),
      'four',
    ],
    [
      'END_STREAM, then the end of the connection',
      ({ write, socket }, id) => {
        write(frames.headers(id), frames.data(id, 'four', true));
        socket.end();
      },
      'four',
    ],
    [
      'the server goes away, and ends what it has begun',
      ({ write }, id) => {
        write(frames.headers(id), frames.goaway(id, CODES.none), frames.data(id, 'fo'));
        setTimeout(() => write(frames.data(id, 'ur', true)), 30);
      },
      'four',
    ],
  ])('is whole: %s', async (_, answerWith, body) => {
    const { url } = await listenHttp2((session, streamId) => answerWith(session, streamId));
    const response = await overHttp2()(post(url));
    expect(response.status).toBe(200);
    expect(response.headers).not.toHaveProperty(':status');
    expect(await readers[how](response)).toBe(body);
  });

  test('that was cut while its reader took its time is broken', async () => {
    const { url } = await listenHttp2((session, id) => {
      session.write(
        frames.headers(id),
        ...Array.from({ length: 20 }, () => frames.data(id, 'x'.repeat(16_000))),
      );
      setTimeout(() => session.write(frames.reset(id, CODES.none)), 30);
    });
    const response = await overHttp2()(post(url));
    await sleep(100);
    expect(await outcome(readers[how](response))).toMatch(/^failed: /);
  });
});

describe('a body without an end', () => {
  const endless = ({ write, socket }: RawSession, id: number) => {
    write(frames.headers(id));
    const timer = setInterval(() => {
      if (socket.destroyed) clearInterval(timer);
      write(frames.data(id, 'x'.repeat(16_000)));
    }, 1);
  };

  test('is not read further than allowed, and its stream alone is reset', async () => {
    const server = await listenHttp2((session, id, count) => (count === 1 ? endless : answer)(session, id));
    const response = await overHttp2()(post(server.url));
    expect(await response.text(100_000)).toBeUndefined();
    expect(await call(server.url)).toBe('{}');
    expect(server.sockets.length).toBe(1);
  });

  test('and one announced as too long is not waited for', async () => {
    const { url } = await listenHttp2(({ write }, id) =>
      write(frames.headers(id, { length: 5_000_000_000 })),
    );
    expect(await (await overHttp2()(post(url))).text(1000)).toBeUndefined();
  });
});

describe('a request that the server did not process', () => {
  test('is sent again on the same connection, where its stream was refused', async () => {
    const server = await listenHttp2((session, id, count) => {
      if (count < 3) session.write(frames.reset(id, CODES.refused));
      else answer(session, id);
    });
    overHttp2();
    expect(await call(server.url)).toBe('{}');
    expect([server.streams, server.sockets.length]).toEqual([3, 1]);
  });

  test('is sent three times at the most, and then was not sent, as far as anybody is concerned', async () => {
    const server = await listenHttp2((session, id) => session.write(frames.reset(id, CODES.refused)));
    overHttp2();
    expect(await call(server.url)).toBe('sent: false');
    expect(server.streams).toBe(3);
  });

  test('is sent again on another connection, where the server goes away before it', async () => {
    const server = await listenHttp2((session, id) => {
      if (session.connection === 1) session.write(frames.goaway(0, CODES.none));
      else answer(session, id);
    });
    overHttp2();
    expect(await call(server.url)).toBe('{}');
    expect([server.streams, server.sockets.length]).toEqual([2, 2]);
  });

  test('is sent on another connection, where the server announced that it goes away before the headers went out', async () => {
    const server = await listenHttp2(answer, ({ write, connection }) => {
      // Whatever has begun is processed.
      if (connection === 1) write(frames.settings(), frames.goaway(2 ** 31 - 1, CODES.none));
      else write(frames.settings());
    });
    overHttp2();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => call(server.url)));
    expect(outcomes).toEqual(Array(5).fill('{}'));
    expect([server.streams, server.sockets.length]).toEqual([5, 2]);
  });

  test('is told apart from one that it may have processed', async () => {
    // Of three streams the first two count; none of them is answered.
    const server = await listenHttp2((session, id, count) => {
      if (count === 1) return answer(session, id);
      if (count === 4) session.write(frames.goaway(id - 2, CODES.internal));
      if (session.connection > 1) answer(session, id);
    });
    overHttp2();
    await call(server.url);
    const outcomes = await Promise.all([call(server.url), call(server.url), call(server.url)]);
    expect(outcomes).toEqual(['sent: true', 'sent: true', '{}']);
  });

  test('is not sent again to a server that asks to slow down', async () => {
    const server = await listenHttp2((session) => session.write(frames.goaway(0, CODES.calm)));
    overHttp2();
    expect(await call(server.url)).toBe('sent: false');
    expect(server.streams).toBe(1);
  });

  test('is given up at once where another connection cannot be had', async () => {
    const server = await listenHttp2((session) => {
      server.server.close();
      session.write(frames.goaway(0, CODES.none));
    });
    overHttp2();
    expect(await call(server.url)).toBe('sent: false');
  });
});

test.each([
  ['ENHANCE_YOUR_CALM', CODES.calm],
  ['INTERNAL_ERROR', CODES.internal],
  ['CANCEL', CODES.cancel],
  ['NO_ERROR', CODES.none],
])('a stream reset with %s may have been processed, and is not sent again', async (_, code) => {
  const server = await listenHttp2((session, id) => session.write(frames.reset(id, code)));
  overHttp2();
  expect(await call(server.url)).toBe('sent: true');
  expect(server.streams).toBe(1);
});

test('a connection that is lost: what was sent on it may have been processed, what waited goes on', async () => {
  const server = await listenHttp2(
    (session, id) => {
      if (session.connection > 1) answer(session, id);
      else if (id === 1) answer(session, id);
      else session.socket.destroy();
    },
    ({ write }) => write(frames.settings(1)),
  );
  overHttp2();
  await call(server.url);
  const outcomes = await Promise.all([call(server.url), call(server.url), call(server.url)]);
  expect(outcomes).toEqual(['sent: true', '{}', '{}']);
  expect(server.sockets.length).toBe(2);
});

describe('the number of streams that the server allows', () => {
  /** Refuses what is more than it allows, as servers do. */
  function limited(initial: number | undefined, delayMs = 0) {
    let limit = initial ?? 1000;
    let open = 0;
    const seen = { most: 0, refused: 0 };
    const listening = listenHttp2(
      (session, id) => {
        if (open >= limit) {
          seen.refused++;
          return session.write(frames.reset(id, CODES.refused));
        }
        seen.most = Math.max(seen.most, ++open);
        setTimeout(() => {
          open--;
          answer(session, id);
        }, 10);
      },
      ({ write }) => void setTimeout(() => write(frames.settings(initial)), delayMs),
    );
    const change = (session: RawSession['socket'], next: number) => {
      limit = next;
      session.write(frames.settings(next));
    };
    return { listening, seen, change };
  }

  test.each([
    [1, 0],
    [5, 0],
    [5, 100],
    [100, 0],
    [undefined, 0],
  ])('%s, said after %i ms, is kept to from the first burst', async (limit, delayMs) => {
    const { listening, seen } = limited(limit, delayMs);
    const server = await listening;
    overHttp2();
    const outcomes = await Promise.all(Array.from({ length: 60 }, () => call(server.url)));
    expect(new Set(outcomes)).toEqual(new Set(['{}']));
    expect(seen.refused).toBe(0);
    expect(seen.most).toBeLessThanOrEqual(limit ?? 100);
    expect(server.sockets.length).toBe(1);
  });

  test('may be 0 for a moment', async () => {
    const { listening, change } = limited(0);
    const server = await listening;
    overHttp2();
    const calls = Promise.all(Array.from({ length: 10 }, () => call(server.url)));
    // One goes out before the limit is known, and is refused.
    await expect.poll(() => server.streams, { timeout: 10_000 }).toBe(1);
    await sleep(100);
    expect(server.streams).toBe(1);
    change(server.sockets[0]!, 5);
    expect(new Set(await calls)).toEqual(new Set(['{}']));
  });

  test('may change while the connection is in use', async () => {
    const { listening, seen, change } = limited(50);
    const server = await listening;
    overHttp2();
    const first = Array.from({ length: 50 }, () => call(server.url));
    await expect.poll(() => server.streams, { timeout: 10_000 }).toBeGreaterThan(2);
    change(server.sockets[0]!, 2);
    const calls = [...first, ...Array.from({ length: 30 }, () => call(server.url))];
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['{}']));
    seen.most = 0;
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => call(server.url))))).toEqual(
      new Set(['{}']),
    );
    expect(seen.most).toBeLessThanOrEqual(2);
    change(server.sockets[0]!, 10);
    seen.most = 0;
    await sleep(20);
    await Promise.all(Array.from({ length: 20 }, () => call(server.url)));
    expect(seen.most).toBeGreaterThan(2);
  });

  test('that is full: what is given up while it waits was not sent, and does not go out after all', async () => {
    const held: (() => void)[] = [];
    const server = await listenHttp2(
      (session, id) => void held.push(() => answer(session, id)),
      ({ write }) => write(frames.settings(1)),
    );
    overHttp2();
    const first = call(server.url);
    await expect.poll(() => server.streams).toBe(1);
    const controllers = Array.from({ length: 20 }, () => new AbortController());
    const waiting = controllers.map(({ signal }) =>
      transport(request(server.url, { method: 'POST', body: 'x', signal })).catch((error: object) => error),
    );
    await sleep(20);
    for (const controller of controllers) controller.abort(new Error('enough'));
    for (const error of await Promise.all(waiting)) expect(error).toMatchObject({ requestSent: false });
    held[0]!();
    expect(await first).toBe('{}');
    await sleep(50);
    expect(server.streams).toBe(1);
  });
});

test('a body that is received together with its headers is whole', async () => {
  const server = await listenHttp2((session, id) => void setTimeout(() => answer(session, id), 20));
  // What a connection of streams receives is parsed within a callback, so that what Node defers comes after the body.
  overHttp2({
    connect(_options, callback) {
      const port = Number(new URL(server.url).port);
      const socket = tls.connect({ port, host: 'localhost', ca: certificate.cert, ALPNProtocols: ['h2'] });
      const duplex = new Duplex({
        read() {},
        write: (chunk, _encoding, done) => void socket.write(chunk, done),
        destroy: (error, done) => {
          socket.destroy();
          done(error);
        },
      });
      socket.on('data', (chunk) => duplex.push(chunk));
      socket.once('secureConnect', () =>
        callback(null, Object.assign(duplex, { alpnProtocol: 'h2' }) as unknown as tls.TLSSocket),
      );
    },
  });
  const bodies = await Promise.all(Array.from({ length: 10 }, () => call(server.url)));
  expect(new Set(bodies)).toEqual(new Set(['{}']));
});

test('a response before the whole request was sent ends both', async () => {
  const server = await listenHttp2(
    (session, id) => answer(session, id),
    ({ write }) => write(frames.settings(1)),
  );
  const large = 'x'.repeat(5_000_000);
  const response = await overHttp2()(post(server.url, large));
  expect(await response.text(MAX_BYTES)).toBe('{}');
  expect(await call(server.url)).toBe('{}');
  expect(server.sockets.length).toBe(1);
});

test('a request that was given up on a silent connection: the next one has another', async () => {
  const server = await listenHttp2((session, id, count) => {
    if (count !== 2) answer(session, id);
  });
  overHttp2({ pingInterval: 0 });
  await call(server.url);
  const controller = new AbortController();
  const silent = transport(request(server.url, { method: 'POST', body: 'x', signal: controller.signal }));
  setTimeout(() => controller.abort(new Error('timed out')), 1100);
  await expect(silent).rejects.toMatchObject({ requestSent: true });
  expect(await call(server.url)).toBe('{}');
  expect(server.sockets.length).toBe(2);
});

test('a server that says nothing: requests wait, and were not sent', async () => {
  const server = await listenHttp2(
    () => {},
    () => {},
  );
  overHttp2();
  const controller = new AbortController();
  const calls = Array.from({ length: 3 }, () =>
    transport(request(server.url, { method: 'POST', body: 'x', signal: controller.signal })).catch(
      (error) => error,
    ),
  );
  await sleep(100);
  controller.abort(new Error('timed out'));
  const sent = (await Promise.all(calls)).map(({ requestSent }) => requestSent);
  expect(sent).toEqual([true, false, false]);
});

test('frames that make no sense end the connection and the call, and no more', async () => {
  const server = await listenHttp2((session, id, count) => {
    if (count === 1) session.write(frame(FRAMES.settings, 1, 0), frame(FRAMES.settings, 1, 0));
    else answer(session, id);
  });
  overHttp2();
  expect(await call(server.url)).toBe('sent: true');
  expect(await call(server.url)).toBe('{}');
});
