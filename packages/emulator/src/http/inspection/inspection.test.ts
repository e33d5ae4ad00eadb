// What the page shows, and tests of another process ask for: every route below /_emulator, as it goes over the wire.
import { createHmac } from 'node:crypto';
import { get as httpGet } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startEmulator } from '../../index.js';
import { appAuthorization, json, send } from '../../test-client.js';
import { app, call, emulator, serveFile, useEmulator } from '../../test-emulator.js';
import type {
  ListPage,
  MessageDetail,
  MessageSummary,
  PersonDetail,
  RequestDetail,
  RequestSummary,
  TimelineItem,
  WebhookDetail,
  WebhookSummary,
} from './types.js';

useEmulator();

async function get<T>(path: string): Promise<T> {
  const { status, json: body } = await send(emulator, `/_emulator${path.replaceAll(' ', '+')}`);
  expect([path, status]).toEqual([path, 200]);
  return body as T;
}

const list = <T>(path: string) => get<ListPage<T>>(path);
const post = (path: string, body: unknown) =>
  send(emulator, `/_emulator${path}`, { method: 'POST', ...json(body) });
const remove = (path: string) =>
  send(emulator, `/_emulator${path}`, { method: 'DELETE', headers: { 'content-type': 'application/json' } });

async function sendEmail(fields: Record<string, unknown> = {}): Promise<string> {
  const body = {
    to: 'ada@example.com',
    from: 'Shop <shop@example.com>',
    subject: 'Your order',
    body: '<p>Hello {{customer.name}}, order {{trigger.order}}</p>',
    identifiers: { id: 'ada' },
    ...fields,
  };
  const response = await call('POST', '/v1/send/email', body, app());
  expect(response.status).toBe(200);
  return (response.json as { delivery_id: string }).delivery_id;
}

describe('messages', () => {
  test('one has its content, its source, what it was made from, and the request that sent it', async () => {
    emulator.workspace.identify(['id', 'ada'], { email: 'ada@example.com', name: 'Ada' });
    const id = await sendEmail({
      subject: 'Bestellung für {{customer.name}}',
      body: '<style>p{}</style><p>Hello <a href="https://shop.example.com/o?a=1&amp;b=2">order</a></p>',
      message_data: { order: 7081 },
      reply_to: 'help@example.com',
      headers: JSON.stringify({ 'X-Order': '7081' }),
      attachments: { 'invoice "1".txt': Buffer.from('invoice').toString('base64') },
    });
    const message = await get<MessageDetail>(`/messages/${id}`);
    expect(message).toMatchObject({
      type: 'email',
      state: 'delivered',
      recipient: 'ada@example.com',
      subject: 'Bestellung für Ada',
      preview: 'Hello order',
      text: 'Hello order',
      links: ['https://shop.example.com/o?a=1&b=2'],
      person: { id: 'ada', email: 'ada@example.com' },
      templates: { subject: 'Bestellung für {{customer.name}}' },
      data: { customer: { name: 'Ada' }, trigger: { order: 7081 } },
      attachments: [{ name: 'invoice "1".txt', bytes: 7, available: true }],
      liquid_error: null,
      has_html: true,
      forgotten: false,
    });
    expect(message.headers).toContainEqual({ name: 'X-Order', value: '7081' });
    expect(message.headers).toContainEqual({ name: 'Reply-To', value: 'help@example.com' });

    const { text: source } = await send(emulator, `/_emulator/messages/${id}/source`);
    expect(source).toContain('\r\nFrom: Shop <shop@example.com>\r\n'.slice(2));
    expect(source).toContain(
      `Subject: =?utf-8?B?${Buffer.from('Bestellung für Ada').toString('base64')}?=\r\n`,
    );
    expect(source).toContain('Content-Type: multipart/mixed');
    expect(source).toContain('filename="invoice _1_.txt"');
    expect(source).toContain(Buffer.from('invoice').toString('base64'));

    const file = await send(emulator, `/_emulator/messages/${id}/attachments/0`);
    expect([file.status, file.text]).toEqual([200, 'invoice']);
    expect(file.headers['content-disposition']).toBe("attachment; filename*=UTF-8''invoice%20%221%22.txt");
    expect(file.headers['content-type']).toBe('application/octet-stream');
    expect((await send(emulator, `/_emulator/messages/${id}/text`)).text).toBe('Hello order');

    const request = await get<RequestDetail>(`/requests/${message.request_id}`);
    expect(request).toMatchObject({ operation: 'sendEmail', status: 200 });
    expect(request.effects).toContainEqual({
      topic: 'messages',
      id,
      action: 'delivered',
      label: 'ada@example.com',
    });
  });

  test('its HTML can be shown in a frame of the page, runs nothing and loads nothing', async () => {
    const id = await sendEmail({
      body: '<LINK rel=preconnect href=//evil.example><meta http-equiv=refresh content="0;//evil.example"><base href=//evil.example><iframe src=//evil.example></iframe><p>x</p>',
    });
    const { headers, text } = await send(emulator, `/_emulator/messages/${id}/html`);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['x-frame-options']).toBe('SAMEORIGIN');
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; .*; sandbox$/);
    expect(policy).not.toMatch(/script|https?:|\*/);
    expect(text).not.toMatch(/<(?:link|meta|base|iframe)/i);
    expect(text).toContain('<p>x</p>');
  });

  test('where Liquid fails: the field, the line, the cause and the template around it', async () => {
    const id = await sendEmail({ body: 'one\ntwo\n{% if x %}\nfour\nfive' });
    const message = await get<MessageDetail>(`/messages/${id}`);
    expect(message).toMatchObject({
      state: 'failed',
      failure_message: expect.stringContaining('not closed'),
    });
    expect(message.liquid_error).toMatchObject({
      field: 'body',
      line: 3,
      column: 1,
      message: expect.stringContaining('{% if x %} not closed'),
      excerpt: [
        { line: 1, text: 'one' },
        { line: 2, text: 'two' },
        { line: 3, text: '{% if x %}' },
        { line: 4, text: 'four' },
        { line: 5, text: 'five' },
      ],
    });
  });

  test('one whose content is not to be kept has none', async () => {
    const id = await sendEmail({ disable_message_retention: true, message_data: { code: 'hunter2' } });
    const { text } = await send(emulator, `/_emulator/messages/${id}`);
    expect(JSON.parse(text)).toMatchObject({ forgotten: true, has_html: false, templates: {}, text: '' });
    expect(text).not.toContain('hunter2');
    expect((await send(emulator, `/_emulator/messages/${id}/html`)).status).toBe(404);
  });

  test.each([
    ['café', true],
    ['CAFÉ crème', true],
    ['Tom & Jerry’s', true],
    ['Grüße', true],
    ['5 €', true],
    ['Kundendienst', true],
    ['boldface', true],
    ['<sale>', true],
    ['10 000', true],
    ['plain words', true],
    // What people do not read: markup, names of entities, styles.
    ['eacute', false],
    ['&amp;', false],
    ['span', false],
    ['hidden', false],
  ])('a search for %s looks at the text as people read it: %s', async (q, isFound) => {
    const body = [
      '<style>.hidden{}</style><p>Caf&eacute; cr&egrave;me by Tom &amp; Jerry&rsquo;s, 5&nbsp;&euro;</p>',
      '<p>Gr&#252;&#xDF;e vom Kun&shy;den&shy;dienst, <span class="x">bold</span>face &lt;sale&gt; 10&nbsp;000</p>',
    ].join('');
    await sendEmail({ body, body_plain: 'plain words', message_data: {} });
    const { items } = (await get(`/messages?q=${encodeURIComponent(q)}`)) as { items: unknown[] };
    expect(items).toHaveLength(isFound ? 1 : 0);
  });

  test('they are searched, filtered and read page by page, the newest first', async () => {
    for (let i = 1; i <= 5; i++) await sendEmail({ to: `p${i}@example.com`, subject: `Order ${i}` });
    await sendEmail({ subject: 'Other', body: '<p>A b&#101;ar &amp; more</p>', message_data: {} });
    await call(
      'POST',
      '/v1/send/push',
      { transactional_message_id: 'ping', identifiers: { id: 'bob' } },
      app(),
    );
    const recipients = async (query: string) =>
      (await list<MessageSummary>(`/messages?${query}`)).items.map(({ recipient }) => recipient);
    expect(await recipients('q=order 4')).toEqual(['p4@example.com']);
    expect(await recipients('q=MORE')).toEqual(['ada@example.com']);
    expect(await recipients('to=P3@example.com')).toEqual(['p3@example.com']);
    expect(await recipients('type=push')).toHaveLength(1);
    expect(await recipients('template=ping')).toHaveLength(1);
    expect(await recipients('metric=delivered&subject=order 2')).toEqual(['p2@example.com']);
    expect(await recipients('person=ada')).toHaveLength(6);

    const first = await list<MessageSummary>('/messages?q=order&limit=2');
    expect(first.items.map(({ subject }) => subject)).toEqual(['Order 5', 'Order 4']);
    expect(first.total).toBe(7);
    // What comes meanwhile does not shift the next page.
    await sendEmail({ subject: 'Order 6' });
    const second = await list<MessageSummary>(`/messages?q=order&limit=2&cursor=${first.next}`);
    expect(second.items.map(({ subject }) => subject)).toEqual(['Order 3', 'Order 2']);
    const third = await list<MessageSummary>(`/messages?q=order&limit=2&cursor=${second.next}`);
    expect(third).toMatchObject({ items: [{ subject: 'Order 1' }], next: null });
    for (const query of ['limit=0', 'limit=501', 'limit=x', 'cursor=gone', 'campaign_id=x']) {
      const { status, json: body } = await send(emulator, `/_emulator/messages?${query}`);
      expect([query, status, body]).toEqual([query, 400, { error: expect.any(String) }]);
    }
  });

  test('one is deleted, or all that match; what they count for in metrics stays', async () => {
    const id = await sendEmail();
    await sendEmail({ to: 'bob@example.com' });
    await sendEmail({ to: 'bob@example.com' });
    expect((await remove(`/messages/${id}`)).json).toEqual({ deleted: 1 });
    expect((await send(emulator, `/_emulator/messages/${id}`)).status).toBe(404);
    expect((await remove('/messages?to=bob@example.com')).json).toEqual({ deleted: 2 });
    expect(await list('/messages')).toMatchObject({ items: [], total: 0 });
    const gone = await send(emulator, '/v1/messages', { headers: app() });
    expect(gone.json).toMatchObject({ messages: [] });
  });

  test('one is waited for: the newest that is there, or the first that comes', async () => {
    const before = await sendEmail();
    expect(await get(`/messages/wait?to=ada@example.com`)).toMatchObject({ id: before });
    const waiting = get<MessageDetail>(`/messages/wait?to=ada@example.com&after=${before}&timeout_ms=5000`);
    const id = await sendEmail({ subject: 'Second' });
    expect(await waiting).toMatchObject({ id, subject: 'Second', state: 'delivered' });
    const none = await send(emulator, '/_emulator/messages/wait?to=nobody@example.com&timeout_ms=20');
    expect([none.status, none.json]).toEqual([404, { error: 'no such message came within 20 ms' }]);
    expect((await send(emulator, '/_emulator/messages/wait?timeout_ms=60001')).status).toBe(400);
  });

  test('what became of it is reported: as a metric, and as a signed webhook', async () => {
    const received: { body: string; headers: Record<string, unknown> }[] = [];
    const { url } = await serveFile(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      received.push({ body, headers: request.headers });
      response.end();
    });
    await using own = await startEmulator({ webhook: { url, signingKey: 'secret' } });
    own.workspace.identify(['id', 'ada'], { email: 'ada@example.com' });
    const sent = await send(own, '/v1/send/email', {
      method: 'POST',
      ...json(
        { to: 'a@x.io', from: 'b@x.io', subject: 's', body: 'b', identifiers: { id: 'ada' } },
        appAuthorization(own),
      ),
    });
    const { delivery_id: id } = sent.json as { delivery_id: string };
    const report = (body: object) =>
      send(own, `/_emulator/messages/${id}/metrics`, { method: 'POST', ...json(body) });
    expect((await report({ metric: 'opened' })).json).toMatchObject({ state: 'opened' });
    expect((await report({ metric: 'clicked', href: 'https://x.io/' })).json).toMatchObject({
      state: 'clicked',
    });
    expect((await report({ metric: 'bounced', reason: '550 gone' })).json).toMatchObject({
      state: 'bounced',
      failure_message: '550 gone',
    });
    expect((await report({ metric: 'unsubscribed' })).status).toBe(200);
    expect(own.workspace.find('ada')?.attributes.unsubscribed).toBe(true);
    for (const body of [{ metric: 'liked' }, {}, { metric: 'clicked', href: 1 }]) {
      expect((await report(body)).status).toBe(400);
    }
    await own.webhooksSettled();
    const events = received.map(({ body }) => JSON.parse(body));
    expect(events.map(({ metric }) => metric)).toEqual([
      'sent',
      'delivered',
      'opened',
      'clicked',
      'bounced',
      'unsubscribed',
      'unsubscribed',
    ]);
    expect(events[3].data.href).toBe('https://x.io/');
    for (const { body, headers } of received) {
      const signed = `v0:${headers['x-cio-timestamp']}:${body}`;
      const expected = createHmac('sha256', 'secret').update(signed).digest('hex');
      expect(headers['x-cio-signature']).toBe(expected);
    }
    const detail = (await send(own, `/_emulator/messages/${id}`)).json as MessageDetail;
    expect(detail.webhooks.map(({ type }) => type)).toEqual([
      'email.unsubscribed',
      'email.bounced',
      'email.clicked',
      'email.opened',
      'email.delivered',
      'email.sent',
    ]);
  });

  test('attachments are kept up to 64 MiB: the newest', async () => {
    const file = 'QUFB'.repeat(700_000);
    const first = await sendEmail({ attachments: { 'a.txt': file.slice(0, 2_700_000) } });
    const { messages } = emulator.workspace.app;
    const [stored] = messages.newestFirst();
    for (let i = 0; i < 25; i++) {
      messages.add({ ...stored!, id: `copy-${i}`, attachments: [{ name: 'b', bytes: 1, content: file }] });
    }
    const { attachments } = await get<MessageDetail>(`/messages/${first}`);
    expect(attachments).toEqual([{ name: 'a.txt', bytes: 2_025_000, available: false }]);
    expect((await send(emulator, `/_emulator/messages/${first}/attachments/0`)).status).toBe(404);
    expect((await send(emulator, '/_emulator/messages/copy-24/attachments/0')).status).toBe(200);
  });
});

describe('people', () => {
  test('one has attributes with their times, devices, objects, segments and preferences', async () => {
    await call('PUT', '/api/v1/customers/ada', {
      email: 'ada@example.com',
      plan: 'gold',
      _timestamp: 1_700_000_000,
      'cio_subscription_preferences.topics.topic_1': false,
    });
    await call('PUT', '/api/v1/customers/ada/devices', {
      device: { id: 'token-1', platform: 'ios', last_used: 1_700_000_001 },
    });
    emulator.workspace.relate(['id', 'ada'], { object_type_id: '1', object_id: 'acme' }, { role: 'admin' });
    const person = await get<PersonDetail>('/people/ada@example.com');
    expect(person).toMatchObject({
      id: 'ada',
      attribute_list: [
        { name: 'cio_subscription_preferences', updated: 1_700_000_000 },
        { name: 'plan', value: 'gold', updated: 1_700_000_000 },
      ],
      devices: [{ id: 'token-1', platform: 'ios', last_used: 1_700_000_001 }],
      relationships: [{ object: { object_id: 'acme', type_name: 'Company' }, attributes: { role: 'admin' } }],
      segments: [{ id: 1, name: 'Everyone' }],
      preferences: { topics: [{ identifier: 'topic_1', subscribed: false, chosen: true }] },
    });
    expect(await get(`/people/${person.cio_id}`)).toEqual(person);
    const object = person.relationships[0]!.object.cio_object_id;
    expect(await get(`/objects/${object}`)).toMatchObject({ related: [{ person: { id: 'ada' } }] });
    expect((await list('/objects?q=acm')).items).toHaveLength(1);
    expect((await send(emulator, '/_emulator/people/nobody')).status).toBe(404);
    expect((await send(emulator, '/_emulator/people/%ff')).status).toBe(404);
  });

  test('everything that happened is in the timeline, the newest first', async () => {
    await call('PUT', '/api/v1/customers/a%2Fb', { plan: 'gold' });
    await call('POST', '/api/v1/customers/a%2Fb/events', { name: 'order_placed', data: { total: 5 } });
    const { items } = await list<TimelineItem>('/people/a%2Fb/timeline');
    expect(items).toMatchObject([
      { type: 'event', name: 'order_placed', data: { total: 5 } },
      { type: 'attribute_change', data: { plan: { from: '', to: 'gold' } } },
      { type: 'profile_create' },
    ]);
    expect((await list('/people/a%2Fb/timeline?type=event')).items).toHaveLength(1);
    expect((await list('/events?name=order_placed')).items).toMatchObject([
      { name: 'order_placed', data: { total: 5 }, person: { id: 'a/b' } },
    ]);
    // The index of owners is there now, and follows.
    await call('POST', '/api/v1/customers/bob/events', { name: 'signed_up' });
    expect((await list('/events?q=signed')).items).toMatchObject([{ person: { id: 'bob' } }]);
  });

  test('they are searched by identifiers and values, and read page by page', async () => {
    for (let i = 0; i < 120; i++)
      emulator.workspace.identify(['id', `p${i}`], { city: i % 2 ? 'Oslo' : 'Rome' });
    expect((await list('/people?q=oslo')).items).toHaveLength(50);
    expect((await list('/people?q=p11 rome')).items).toMatchObject([
      { id: 'p118' },
      { id: 'p116' },
      { id: 'p114' },
      { id: 'p112' },
      { id: 'p110' },
    ]);
    let cursor: string | null = '';
    const seen = new Set<unknown>();
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: ListPage<{ id: unknown }> = await list(`/people?limit=50${query}`);
      for (const { id } of page.items) seen.add(id);
      cursor = page.next;
    }
    expect(seen.size).toBe(120);
  });
});

describe('requests', () => {
  const newest = async (query = '') => (await list<RequestSummary>(`/requests?${query}`)).items;

  test('one says why it was rejected, whatever the shape of its API', async () => {
    const cases: [method: string, path: string, body: unknown, credentials: object, reason: RegExp][] = [
      ['PUT', '/api/v1/customers/ada', {}, {}, /Unauthorized/],
      ['PUT', `/api/v1/customers/${'x'.repeat(151)}`, {}, {}, /./],
      ['POST', '/api/v2/entity', { type: 'person' }, {}, /./],
      ['POST', '/v1/send/email', { to: 'a' }, app(), /./],
      ['POST', '/v1/snippets', {}, app(), /./],
    ];
    for (const [method, path, body, credentials, reason] of cases) {
      const own = reason.source === 'Unauthorized' ? {} : undefined;
      const extra = Object.keys(credentials).length > 0 ? (credentials as Record<string, string>) : own;
      await call(method, path, body, extra);
      const [request] = await newest('limit=1');
      expect([path, request]).toMatchObject([path, { method, reason: expect.stringMatching(reason) }]);
      expect(request!.status).toBeGreaterThanOrEqual(400);
    }
  });

  test('one has its response, how long it took, and what it did', async () => {
    await call('PUT', '/api/v1/customers/ada', { plan: 'gold' });
    const [summary] = await newest();
    const request = await get<RequestDetail>(`/requests/${summary!.id}`);
    expect(request).toMatchObject({
      operation: 'identify',
      status: 200,
      reason: null,
      body: '{"plan":"gold"}',
      response: { body: '{}' },
    });
    expect(request.duration_ms).toBeGreaterThanOrEqual(0);
    const { cio_id } = emulator.workspace.find('ada')!;
    expect(request.effects).toEqual([
      { topic: 'people', id: cio_id, action: 'profile_create', label: 'ada' },
      { topic: 'people', id: cio_id, action: 'attribute_change', label: 'ada' },
    ]);
    expect(await newest(`person=${cio_id}`)).toHaveLength(1);
  });

  test('what Customer.io would drop without a word, also where it is found out later', async () => {
    await using slow = await startEmulator({ consistencyMs: 20 });
    const own = `Basic ${Buffer.from(`${slow.siteId}:${slow.apiKey}`).toString('base64')}`;
    const put = (path: string, body: object) =>
      send(slow, path, { method: 'PUT', ...json(body, { authorization: own }) });
    await put('/api/v1/customers/ghost', { _update: true });
    await put('/api/v1/customers/ada', { plan: 'gold' });
    await expect
      .poll(async () => (await send(slow, '/_emulator/requests?dropped=true')).json)
      .toMatchObject({ items: [{ path: '/api/v1/customers/ghost', status: 200, dropped: 1 }] });
    const { items } = (await send(slow, '/_emulator/requests?dropped=true')).json as ListPage<RequestSummary>;
    const detail = (await send(slow, `/_emulator/requests/${items[0]!.id}`)).json as RequestDetail;
    expect(detail.effects).toMatchObject([
      { topic: 'dropped', id: 'identify', action: expect.stringContaining('no person') },
    ]);
  });

  test('a fault is named, and a broken connection has no status', async () => {
    emulator.faults.add({ kind: 'status', status: 503, path: '/a' });
    emulator.faults.add({ kind: 'reset', when: 'after', path: '/b' });
    await call('PUT', '/api/v1/customers/a', {});
    await call('PUT', '/api/v1/customers/b', {});
    expect(await newest()).toMatchObject([
      { fault: 'reset', status: null, effect_count: 1 },
      { fault: 'status', status: 503, effect_count: 0 },
    ]);
    expect(await newest('status=broken')).toHaveLength(1);
    expect(await newest('status=5xx')).toHaveLength(1);
    expect(await newest('method=delete')).toEqual([]);
    expect(await newest('q=customers/a')).toHaveLength(1);
  });

  test('as a command of curl it has no credentials, and nothing of it is run by a shell', async () => {
    await call('PUT', "/api/v1/customers/o'neil", { name: "'; rm -rf / #" });
    const [{ id } = { id: '' }] = await newest();
    const { curl } = await get<RequestDetail>(`/requests/${id}`);
    expect(curl).toContain('-u "$CIO_SITE_ID:$CIO_API_KEY"');
    expect(curl).not.toContain('emulator-key');
    expect(curl).toContain(`--data-raw '{"name":"'\\''; rm -rf / #"}'`);
    expect(curl).toContain(`customers/o'\\''neil'`);
    await send(emulator, '/v1/segments', { headers: app() });
    expect((await get<RequestDetail>(`/requests/${(await newest())[0]!.id}`)).curl).toContain(
      'Bearer $CIO_APP_API_KEY',
    );
    await call('POST', '/v1/track', { event: 'x', userId: 'a' });
    expect((await get<RequestDetail>(`/requests/${(await newest())[0]!.id}`)).curl).toContain(
      '-u "$CIO_WRITE_KEY:"',
    );
  });
});

describe('webhooks', () => {
  async function withReceiver(statuses: number[], webhookRetryDelayScale = 1) {
    let calls = 0;
    const { url } = await serveFile((request, response) => {
      request.resume();
      response.writeHead(statuses[Math.min(calls++, statuses.length - 1)]!).end('seen');
    });
    const own = await startEmulator({ webhookRetryDelayScale, webhook: { url, signingKey: 'secret' } });
    onTestFinished(() => own.close());
    const webhooks = async (query = '') =>
      ((await send(own, `/_emulator/webhooks?${query}`)).json as ListPage<WebhookSummary>).items;
    return { own, url, webhooks, calls: () => calls };
  }

  test('a delivery has its attempts and the time of the next one; resending makes that now', async () => {
    const { own, webhooks, url } = await withReceiver([500, 200]);
    own.workspace.identify(['id', 'ada'], { unsubscribed: true });
    own.workspace.identify(['id', 'ada'], { unsubscribed: false });
    await expect.poll(() => webhooks('state=waiting')).toHaveLength(1);
    const [second, first] = await webhooks();
    expect(second).toMatchObject({ state: 'queued', attempt_count: 0, status: null });
    expect(first).toMatchObject({ url, type: 'customer.unsubscribed', status: 500 });
    // An hour from now, as after a 500 of any receiver.
    expect(first!.next_attempt_at).toBeGreaterThan(Date.now() + 3_500_000);
    const resend = (id: string) =>
      send(own, `/_emulator/webhooks/${id}/resend`, { method: 'POST', ...json({}) });
    expect((await resend(first!.id)).status).toBe(200);
    await own.webhooksSettled();
    const detail = (await send(own, `/_emulator/webhooks/${first!.id}`)).json as WebhookDetail;
    expect(detail).toMatchObject({
      state: 'delivered',
      next_attempt_at: null,
      attempts: [{ status: 500, response: 'seen' }, { status: 200 }],
      event: { metric: 'unsubscribed' },
      person: { id: 'ada' },
    });
    const [{ timestamp = 0, signature = '' } = {}] = detail.attempts;
    const signed = `v0:${timestamp}:${JSON.stringify(detail.event)}`;
    expect(signature).toBe(createHmac('sha256', 'secret').update(signed).digest('hex'));
    expect(JSON.stringify(detail)).not.toContain('secret');
    // One that is done goes once more.
    expect((await resend(first!.id)).json).toMatchObject({ attempt_count: 3, state: 'delivered' });
    expect((await resend('gone')).status).toBe(404);
  });

  test('one that was sent again while it waited behind another is not sent twice', async () => {
    const { own, webhooks, calls } = await withReceiver([500, 200]);
    own.workspace.identify(['id', 'ada'], { unsubscribed: true });
    own.workspace.identify(['id', 'ada'], { unsubscribed: false });
    await expect.poll(() => webhooks('state=waiting')).toHaveLength(1);
    const [second, first] = await webhooks();
    for (const { id } of [second!, first!]) {
      await send(own, `/_emulator/webhooks/${id}/resend`, { method: 'POST', ...json({}) });
    }
    await own.webhooksSettled();
    expect(calls()).toBe(3);
    expect(await webhooks('state=delivered')).toHaveLength(2);
  });

  test('any kind is sent, and kept, with a reason where nobody is there', async () => {
    const { own, webhooks } = await withReceiver([200]);
    own.workspace.identify(['id', 'ada'], { email: 'ada@example.com' });
    const simulate = (body: object) =>
      send(own, '/_emulator/webhooks/simulate', { method: 'POST', ...json(body) });
    expect((await simulate({ type: 'sms.bounced', person: 'ada', deliveries: 2 })).json).toEqual({
      statuses: [200, 200],
    });
    expect((await simulate({ type: 'email.opened', url: 'http://127.0.0.1:1' })).json).toEqual({
      statuses: [0],
    });
    const [unreached, bounced] = await webhooks();
    expect(unreached).toMatchObject({ type: 'email.opened', state: 'failed', status: 0 });
    const { attempts } = (await send(own, `/_emulator/webhooks/${unreached!.id}`)).json as WebhookDetail;
    expect(attempts[0]!.error).toMatch(/./);
    expect(bounced).toMatchObject({ type: 'sms.bounced', state: 'delivered' });
    expect((await send(own, '/_emulator/webhooks/types')).json).toMatchObject({
      items: expect.arrayContaining(['email.clicked']),
    });
    for (const body of [
      { type: 'email.liked' },
      {},
      { type: 'email.opened', url: 'file:///etc/passwd' },
      { type: 'email.opened', person: 'nobody' },
      { type: 'email.opened', deliveries: 1000 },
      { type: 'email.opened', ageSeconds: 'x' },
      { type: 'email.opened', source: 'nowhere' },
    ]) {
      const { status, json: error } = await simulate(body);
      expect([body, status, error]).toEqual([body, 400, { error: expect.any(String) }]);
    }
    expect((await send(own, '/_emulator/summary')).json).toMatchObject({ webhooks: 3 });
  });
});

describe('faults and limits', () => {
  test('faults are seen while they wait, and removed one by one', async () => {
    for (const path of ['/a', '/b'])
      await post('/faults', { kind: 'status', status: 503, path, times: 2, after: 1 });
    await call('PUT', '/api/v1/customers/a', {});
    const { items } = await get<{ items: { id: number }[] }>('/faults');
    expect(items).toMatchObject([
      { skip: 0, left: 2, fault: { path: '/a' } },
      { skip: 1, left: 2, fault: { path: '/b' } },
    ]);
    const [first, second] = items;
    expect((await remove(`/faults/${first!.id}`)).status).toBe(200);
    expect((await remove(`/faults/${first!.id}`)).status).toBe(404);
    expect(await get('/faults')).toMatchObject({ items: [{ id: second!.id }] });
    expect((await call('PUT', '/api/v1/customers/a', {})).status).toBe(200);
  });

  test('rate limits are enforced from the next request on, and tell how far they are used up', async () => {
    const put = (body: object) => send(emulator, '/_emulator/limits', { method: 'PUT', ...json(body) });
    const segments = () => send(emulator, '/v1/segments', { headers: app() });
    for (let i = 0; i < 12; i++) expect((await segments()).status).toBe(200);
    expect((await put({ enforced: true })).status).toBe(200);
    for (let i = 0; i < 10; i++) expect((await segments()).status).toBe(200);
    expect((await segments()).status).toBe(429);
    expect(await get('/limits')).toMatchObject({
      enforced: true,
      usage: [{ limit: '10/s', used: 10, of: 10, resets_in_ms: expect.any(Number) }],
    });
    await put({ enforced: false });
    expect((await segments()).status).toBe(200);
    expect((await put({ enforced: 'yes' })).status).toBe(400);
  });
});

describe('what people make', () => {
  test('segments with their members, broadcasts with their triggers, exports with their files', async () => {
    emulator.workspace.identify(['id', 'ada'], { email: 'ada@example.com' });
    const created = await call('POST', '/v1/segments', { segment: { name: 'VIP' } }, app());
    const { id } = (created.json as { segment: { id: number } }).segment;
    await call('POST', `/api/v1/segments/${id}/add_customers`, { ids: ['ada'] });
    expect((await list('/segments?q=vip')).items).toMatchObject([{ id, name: 'VIP', people: 1 }]);
    expect((await list(`/people?segment=${id}`)).items).toMatchObject([{ id: 'ada' }]);

    await call('POST', '/v1/campaigns/1/triggers', { data: { text: 'Hi' } }, app());
    expect(await get('/broadcasts/1')).toMatchObject({
      name: 'Announcement',
      messages: 1,
      metrics: { sent: 1, delivered: 1 },
      steps: [{ name: 'Announcement' }],
      triggers: [{ state: 'done' }],
    });
    expect((await list('/messages?broadcast_id=1')).items).toHaveLength(1);

    await call('POST', '/v1/exports/customers', { filters: { segment: { id: 1 } } }, app());
    await expect.poll(() => get('/exports/1')).toMatchObject({ state: 'done', total: 1 });
    const file = await send(emulator, '/_emulator/exports/1/csv');
    expect(file.text).toMatch(/^id,email,cio_id\nada,ada@example.com,/);
    for (const name of ['campaigns', 'newsletters', 'transactional', 'imports']) await list(`/${name}`);
    expect(await get('/transactional/1')).toMatchObject({ contents: expect.any(Array) });
    expect((await send(emulator, '/_emulator/segments/99')).status).toBe(404);
  });
});

describe('live', () => {
  test('server-sent events tell what changed, gathered, and a reset', async () => {
    const events: string[] = [];
    const request = httpGet(`${emulator.url}/_emulator/live`, (response) => {
      expect(response.headers).toMatchObject({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => events.push(chunk));
    });
    request.on('error', () => {});
    onTestFinished(() => void request.destroy());
    await expect.poll(() => events.join('')).toContain('event: open');
    for (let i = 0; i < 60; i++) await call('PUT', `/api/v1/customers/p${i}`, { plan: 'gold' });
    const updates = () =>
      [...events.join('').matchAll(/event: update\ndata: (.*)\n\n/g)].map(([, data]) => JSON.parse(data!));
    const newest = emulator.workspace.find('p59')!.cio_id;
    const last = emulator.requests.at(-1)!.id;
    await expect.poll(() => updates().some(({ people = [] }) => people.includes(newest))).toBe(true);
    expect(updates().length).toBeLessThan(30);
    expect(updates().some(({ requests = [] }) => requests.includes(last))).toBe(true);
    emulator.reset();
    await expect.poll(() => updates().some(({ reset }) => reset)).toBe(true);
  });

  test('a website may not listen', async () => {
    const { status } = await send(emulator, '/_emulator/live', {
      headers: { origin: 'https://evil.example' },
    });
    expect(status).toBe(403);
  });
});
