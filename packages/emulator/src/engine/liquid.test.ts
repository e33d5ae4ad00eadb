// Templates come from requests: they see the person, the send and the snippets, and cost no more than they may.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportingEvents } from '@cio-internal/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../index.js';
import { appAuthorization, json, send } from '../test-client.js';

let emulator: Emulator;
let folder: string;

beforeAll(async () => {
  emulator = await startEmulator({ jobMs: 0 });
  folder = mkdtempSync(join(tmpdir(), 'cio-'));
  writeFileSync(join(folder, 'secret.liquid'), 'SECRET');
});
beforeEach(() => emulator.reset());
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

const call = (path: string, body: unknown) =>
  send(emulator, path, { method: 'POST', ...json(body, appAuthorization(emulator)) });

/** Sends an email, and returns the message. */
async function render(body: string, more: object = {}) {
  const email = { to: 'a@x.io', identifiers: { id: 'ada' }, from: 'a@x.io', subject: 's', body, ...more };
  const result = await call('/v1/send/email', email);
  const { delivery_id } = result.json as { delivery_id: string };
  const message = emulator.workspace.app.messages.get(delivery_id)!;
  const { body: rendered, subject } = message.archived as { body: string; subject: string };
  const { failure_message: failure, metrics } = message;
  return { body: rendered, subject, failure, metrics: Object.keys(metrics) };
}

const failed = (template: string, reason: string) => ({
  body: template,
  failure: expect.stringContaining(reason),
  metrics: ['created', 'failed'],
});

describe('no file is read', () => {
  const names = (): string[] => [
    'secret',
    'secret.liquid',
    './secret.liquid',
    join(folder, 'secret.liquid'),
    join(folder, 'secret'),
    '../../../../../../etc/passwd',
    '/etc/passwd',
    '/proc/self/environ',
    '.env',
    'package.json',
    'file:///etc/passwd',
    'constructor',
  ];

  test.each(['include', 'render', 'layout'])('by %s', async (tag) => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      for (const name of names()) {
        for (const template of [
          `{% ${tag} '${name}' %}`,
          `{% ${tag} ${name} %}`,
          `{% liquid ${tag} '${name}' %}`,
        ]) {
          expect(await render(template)).toMatchObject(failed(template, 'Liquid error in body'));
        }
        const template = `{% assign f = trigger.name %}{% ${tag} f %}`;
        expect(await render(template, { message_data: { name } })).toMatchObject(
          failed(template, 'not found'),
        );
      }
    } finally {
      process.chdir(before);
    }
  });
});

test('names see their own properties alone', async () => {
  const names = ['constructor', '__proto__', 'toString', 'customer.constructor', 'customer.__proto__.x'];
  names.push(
    'trigger.constructor.constructor',
    'trigger["__proto__"]',
    'snippets.constructor',
    'snippets.__proto__',
  );
  const template = names.map((name) => `{{ ${name} }}`).join('');
  expect(await render(template)).toMatchObject({ body: '', failure: undefined });
  // One's own is one's own.
  const attributes = JSON.parse('{"__proto__":"p","constructor":"c"}');
  emulator.workspace.identify(['id', 'ada'], attributes);
  expect((await render('{{ customer.__proto__ }}{{ customer.constructor }}')).body).toBe('pc');
});

describe('snippets of the workspace', () => {
  test('by name, with Liquid of their own', async () => {
    emulator.workspace.identify(['id', 'ada'], { name: 'Ada' });
    for (const [name, value] of [
      ['footer', 'Bye'],
      ['greeting', 'Hello {{ customer.name }}{{ trigger.mark }}'],
      ['__proto__', 'own'],
    ]) {
      await call('/v1/snippets', { name, value });
    }
    const template =
      '{{ snippets.greeting }} {{ snippets.footer }} {{ snippets.__proto__ }} {{ snippets.none }}.';
    expect((await render(template, { message_data: { mark: '!' } })).body).toBe('Hello Ada! Bye own .');
  });

  test('not one another, and not themselves', async () => {
    for (const value of ['a{{ snippets.a }}', 'a{{ snippets.b }}']) {
      expect((await call('/v1/snippets', { name: 'a', value })).status).toBe(422);
    }
    emulator.workspace.app.snippets.set('a', { name: 'a', value: 'a{{ snippets.a }}{{ snippets.b }}' });
    emulator.workspace.app.snippets.set('b', { name: 'b', value: 'b{{ snippets.a }}' });
    expect((await render('{{ snippets.a }}{{ snippets.b }}')).body).toBe('ab');
  });

  test('one that is wrong fails the message that uses it, and no other', async () => {
    await call('/v1/snippets', { name: 'a', value: '{% if %}' });
    expect(await render('{{ snippets.a }}')).toMatchObject(
      failed('{{ snippets.a }}', 'Liquid error in body'),
    );
    expect((await render('Hello')).body).toBe('Hello');
  });
});

describe('a template that asks for too much fails its message, soon', () => {
  const blocks = '{% if true %}'.repeat(20_000) + '{% endif %}'.repeat(20_000);
  const data = {
    message_data: { big: 'x'.repeat(500_000), rows: Array.from({ length: 100_000 }, (_, n) => ({ n })) },
  };
  const cases: [name: string, template: string, more?: object][] = [
    ['a long range', '{% for i in (1..10000000000) %}x{% endfor %}'],
    ['a range one cannot count', '{% for i in (1..9999999999999999999) %}x{% endfor %}'],
    ['loops in loops', '{% for a in (1..3000) %}{% for b in (1..3000) %}{% endfor %}{% endfor %}'],
    ['doubling', `{% assign x = "0123456789" %}${'{% assign x = x | append: x %}'.repeat(30)}{{ x }}`],
    [
      'replacing',
      `{% assign x = "aaaaaaaaaa" %}${'{% assign x = x | replace: "a", "aaaaaaaaaa" %}'.repeat(8)}`,
    ],
    ['joining', '{{ (1..50000000) | join: "," }}'],
    ['sorting', '{% assign a = (1..30000000) | sort | reverse %}'],
    [
      'one filter over a long list, again and again',
      `{% for i in (1..10000) %}{% assign a = trigger.rows | find_exp: "r", "r.n < 0" %}{% endfor %}`,
      data,
    ],
    [
      'one filter over a long list',
      `{% assign a = trigger.rows | where_exp: "r", "r.n > 0" ${'| where_exp: "r", "r.n > 0" '.repeat(15)}%}`,
      data,
    ],
    ['parentheses', `{{ ${'('.repeat(50_000)}1${')'.repeat(50_000)} }}`],
    ['blocks', blocks],
    ['comments', '{% comment %}'.repeat(100_000)],
    ['lines of one tag', `{% liquid\n${'echo 1\n'.repeat(200_000)}%}`],
    ['a wide date', '{{ "now" | date: "%999999999d" }}'],
    ['much text, again and again', '{% for i in (1..100000) %}{{ trigger.big }}{% endfor %}', data],
    ['its own length', 'x'.repeat(2_000_001)],
  ];

  test.each(cases)('%s', async (name, template, more = {}) => {
    const begin = performance.now();
    const { body, failure, metrics } = await render(template, more);
    // The limit is a second; a busy machine is slow to say so.
    expect([name, performance.now() - begin < 6000]).toEqual([name, true]);
    expect({ isTemplate: body === template, metrics }).toEqual({
      isTemplate: true,
      metrics: ['created', 'failed'],
    });
    expect(failure).toMatch(/^Liquid error in body: /);
    expect((await render('Hello')).body).toBe('Hello');
  });

  test('an audience has a time together', async () => {
    const { workspace } = emulator;
    for (let i = 0; i < 30; i++) workspace.identify(['id', `${i}`], {});
    const slow = '{% for a in (1..1400) %}{% for b in (1..1400) %}{% endfor %}{% endfor %}';
    const [action] = workspace.app.actions.all().filter(({ broadcast_id }) => broadcast_id === 1);
    action!.body = slow;
    const begin = performance.now();
    const ids = Array.from({ length: 30 }, (_, i) => `${i}`);
    expect((await call('/v1/campaigns/1/triggers', { ids })).status).toBe(200);
    expect(performance.now() - begin).toBeLessThan(20_000);
    expect(workspace.app.messages.size).toBe(30);
    expect(workspace.app.messages.at(-1)).toMatchObject({
      failure_message: expect.stringContaining('Liquid'),
    });
  }, 40_000);
});

test('an error says in which field, where and why', async () => {
  emulator.workspace.identify(['id', 'ada'], {});
  const broken = await render('Hello', { subject: 'one\n{% if %}' });
  expect(broken).toMatchObject({
    body: 'Hello',
    subject: 'one\n{% if %}',
    failure: expect.stringMatching(/^Liquid error in subject: .*line:2, col:6$/),
    metrics: ['created', 'failed'],
  });
  const [message] = emulator.workspace.app.messages;
  const visible = await send(emulator, `/v1/messages/${message!.id}`, {
    headers: appAuthorization(emulator),
  });
  expect(visible.json).toMatchObject({ message: { failure_message: broken.failure } });
});

test('what is reported of it keeps to the contract, in every channel', async () => {
  const events: { object_type: string; metric: string; data: object }[] = [];
  const receiver = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    events.push(JSON.parse(text));
    response.end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  await using own = await startEmulator({ webhook: { url, signingKey: 'k' } });
  own.workspace.identify(['id', 'ada'], { email: 'ada@x.io' });
  own.workspace.app.addTransactional('broken', { body: '{% if %}' });
  for (const channel of ['email', 'push', 'sms', 'whatsapp', 'in_app']) {
    const to = ['email', 'sms', 'whatsapp'].includes(channel) ? { to: '+491' } : {};
    const body = { transactional_message_id: 'broken', identifiers: { id: 'ada' }, ...to };
    const result = await send(own, `/v1/send/${channel}`, {
      method: 'POST',
      ...json(body, appAuthorization(own)),
    });
    expect([channel, result.status]).toEqual([channel, 200]);
  }
  await own.webhooksSettled();
  receiver.close();
  const types = events.map(({ object_type, metric }) => `${object_type}.${metric}`);
  expect(types).toEqual(['email.failed', 'push.failed', 'sms.failed', 'whatsapp.failed', 'in_app.failed']);
  for (const [index, event] of events.entries()) {
    expect([types[index], reportingEvents.errors(types[index]!, event)]).toEqual([types[index], []]);
    expect(event.data).toMatchObject({ failure_message: expect.stringContaining('Liquid error in body') });
  }
});

test('one that is sent later fails now', async () => {
  const { metrics } = await render('{% if %}', { send_at: Math.floor(Date.now() / 1000) + 3600 });
  expect(metrics).toEqual(['created', 'failed']);
});
