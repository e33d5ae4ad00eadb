// What tests look up and wait for, and the matchers, in vitest and with Jest's own expect.
import { expect as jestExpect } from 'expect';
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../index.js';
import { type EmulatorMatchers, matchers } from '../matchers.js';
import { app, call, emulator, serveFile, useEmulator } from '../test-emulator.js';

declare module 'vitest' {
  interface Matchers<T> extends EmulatorMatchers<T> {}
}
declare module 'expect' {
  interface Matchers<R> extends EmulatorMatchers<R> {}
}

expect.extend(matchers);
jestExpect.extend(matchers as never);

useEmulator();

const sendEmail = (to: string, more: object = {}) =>
  call(
    'POST',
    '/v1/send/email',
    { to, identifiers: { email: to }, transactional_message_id: 'welcome', ...more },
    app(),
  );

describe('people', () => {
  test('are looked up and waited for', async () => {
    const later = emulator.people.waitFor('ada', { attributes: { plan: 'gold', seats: expect.any(Number) } });
    await call('PUT', '/api/v1/customers/ada', { plan: 'free' });
    await call('PUT', '/api/v1/customers/ada', { plan: 'gold', seats: 3 });
    expect(await later).toBe(emulator.people.get('ada'));
    expect(emulator.people.all()).toHaveLength(1);
    expect(emulator.people.get('bob')).toBeUndefined();
  });

  test('who do not come are an error that says what is there', async () => {
    await expect(emulator.people.waitFor('bob', { timeoutMs: 20 })).rejects.toThrow(
      'after 20 ms there is no person bob: there are 0 people',
    );
    emulator.workspace.identify(['id', 'bob'], { plan: 'free' });
    await expect(
      emulator.people.waitFor('bob', { attributes: { plan: 'gold' }, timeoutMs: 20 }),
    ).rejects.toThrow('after 20 ms the person bob has {"plan":"free"}');
    await expect(async () => emulator.people.waitFor('bob', { timeoutMs: -1 })).rejects.toThrow(
      /^timeoutMs: /,
    );
  });
});

describe('messages', () => {
  test('are waited for by what they are, also across a reset', async () => {
    const waiting = emulator.messages.waitFor({
      to: 'ada@example.com',
      subject: /^Welc/,
      template: 'welcome',
    });
    emulator.reset();
    await sendEmail('bob@example.com');
    await sendEmail('ada@example.com');
    expect((await waiting).recipient).toBe('ada@example.com');
    // One that is there already.
    expect(await emulator.messages.waitFor({ person: 'bob@example.com', body: /Hello/ })).toBe(
      emulator.messages.all()[0],
    );
  });

  test.each([
    [{ to: 'ada@example.com' }, 1],
    [{ type: 'push' }, 0],
    [{ metric: 'delivered' }, 2],
    [{ metric: 'opened' }, 0],
    [{ template: 1 }, 2],
    [{ template: 'receipt' }, 0],
    [{ person: 'nobody' }, 0],
    [{ where: ({ recipient }: { recipient: string }) => recipient.startsWith('bob') }, 1],
  ])('%o', async (filter, count) => {
    await sendEmail('ada@example.com');
    await sendEmail('bob@example.com');
    expect(emulator.messages.all(filter)).toHaveLength(count);
  });

  test('that do not come are an error with those that did', async () => {
    await sendEmail('bob@example.com');
    const waiting = emulator.messages.waitFor({ to: /ada/ }, { timeoutMs: 20 });
    await expect(waiting).rejects.toThrow(
      'after 20 ms no message meets {"to":"/ada/"}; the newest are\n- email to bob@example.com: "Welcome" (created, sent, delivered)',
    );
  });
});

test('webhooks are waited for until their receiver accepts them', async () => {
  let attempts = 0;
  const { url } = await serveFile((_, response) => response.writeHead(attempts++ === 0 ? 503 : 200).end());
  await using own = await startEmulator({ webhookRetryDelayScale: 0.02, webhook: { url, signingKey: 'k' } });
  const waiting = own.webhooks.waitFor({ type: 'customer.unsubscribed', data: { customer_id: 'ada' } });
  own.workspace.identify(['id', 'ada'], { unsubscribed: true });
  expect(own.webhooks.all()).toHaveLength(1);
  expect((await waiting).attempts.map(({ status }) => status)).toEqual([503, 200]);
  expect(own).toHaveDeliveredWebhook({ url });
  expect(own).not.toHaveDeliveredWebhook({ state: 'failed' });
  await expect(own.webhooks.waitFor({ type: 'email.sent' }, { timeoutMs: 20 })).rejects.toThrow(
    `after 20 ms no webhook meets {"type":"email.sent"}; the newest are\n- customer.unsubscribed to ${url}: delivered (503, 200)`,
  );
});

describe('matchers', () => {
  test('of vitest', async () => {
    await call('PUT', '/api/v1/customers/ada', { plan: 'gold', tags: ['a', 'b'] });
    await call('POST', '/api/v1/customers/ada/events', { name: 'order', data: { total: 5, at: 'now' } });
    await sendEmail('ada@example.com');
    expect(emulator).toHavePerson('ada', { plan: 'gold', tags: ['a', expect.any(String)] });
    expect(emulator).not.toHavePerson('ada', { plan: 'free' });
    expect(emulator).not.toHavePerson('ada', { tags: ['a'] });
    expect(emulator).toHaveTracked('ada', 'order', { total: 5 });
    expect(emulator).not.toHaveTracked('ada', 'order', { total: 6 });
    expect(emulator).not.toHaveTracked('bob', 'order');
    expect(emulator).toHaveSent({ to: 'ada@example.com', subject: /welcome/i });
    expect(emulator).not.toHaveSent({ type: 'push' });
  });

  test('of Jest', async () => {
    await call('PUT', '/api/v1/customers/ada', { plan: 'gold', seats: 3 });
    jestExpect(emulator).toHavePerson('ada', { plan: 'gold', seats: jestExpect.any(Number) });
    jestExpect(emulator).not.toHavePerson('bob');
    expect(() => jestExpect(emulator).toHavePerson('bob')).toThrow(
      'expected a person bob with {}: there is none; there are ada',
    );
    expect(() => jestExpect(emulator).not.toHavePerson('ada')).toThrow('expected not a person ada');
  });

  test('are about one workspace, where one is passed', async () => {
    const { url } = await serveFile('');
    const webhook = { url, signingKey: 'k' };
    await using own = await startEmulator({ workspaces: [{ siteId: 'second', webhook }] });
    const second = own.workspaces.get('second')!;
    second.workspace.identify(['id', 'ada'], { unsubscribed: true });
    await second.webhooksSettled();
    expect(second).toHavePerson('ada');
    expect(second).toHaveDeliveredWebhook({ type: 'customer.unsubscribed' });
    expect(own).not.toHavePerson('ada');
    expect(own).not.toHaveDeliveredWebhook();
  });

  test('say what is there instead', async () => {
    expect(() => expect(emulator).toHavePerson('ada')).toThrow('there is none; there are nobody');
    await call('PUT', '/api/v1/customers/ada', { plan: 'gold' });
    expect(() => expect(emulator).toHavePerson('ada', { plan: 'free' })).toThrow(
      'expected a person ada with {"plan":"free"}: their attributes are {"plan":"gold"}',
    );
    expect(() => expect(emulator).toHaveTracked('ada', 'order')).toThrow(
      'expected the event order of ada with {}: they have none',
    );
    await call('POST', '/api/v1/customers/ada/events', { name: 'visit' });
    expect(() => expect(emulator).toHaveTracked('ada', 'order')).toThrow(
      'their newest events are\n- visit {}',
    );
    expect(() => expect(emulator).toHaveSent()).toThrow('expected a message with {}: there is none');
  });
});

test('an emulator starts within 50 ms', async () => {
  const times: number[] = [];
  for (let i = 0; i < 20; i++) {
    const startedAt = performance.now();
    await using _ = await startEmulator();
    times.push(performance.now() - startedAt);
  }
  // The median: the machine may be busy.
  expect(times.sort((a, b) => a - b)[10]).toBeLessThan(50);
});
