import type { Emulator } from '@cio/emulator';

/** Calls one of Customer.io's operations, as a client does. */
export type Call = (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;

export function callsTo({ url, siteId, apiKey, appApiKey }: Emulator): Call {
  return async (method, path, body) => {
    const track = `Basic ${Buffer.from(`${siteId}:${apiKey}`).toString('base64')}`;
    const authorization = path.startsWith('/api/') ? track : `Bearer ${appApiKey}`;
    const response = await fetch(url + path, {
      method,
      headers: { authorization, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    try {
      return JSON.parse(text) as Record<string, unknown>;
    } catch {
      return {};
    }
  };
}

const ORDER_HTML = `<!doctype html>
<html><body style="margin:0;background:#f3f1ec;font-family:Georgia,serif;color:#222">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:32px 12px">
<table role="presentation" width="560" cellpadding="0" cellspacing="0" style="max-width:560px;background:#fff;border-radius:8px">
<tr><td style="padding:28px 32px 8px"><h1 style="margin:0;font-size:24px">Thank you, {{customer.first_name}}</h1></td></tr>
<tr><td style="padding:0 32px"><p>Your order <b>{{trigger.order.id}}</b> is on its way.</p>
<table width="100%" cellpadding="6" style="border-collapse:collapse">
{% for item in trigger.order.items %}<tr style="border-bottom:1px solid #eee"><td>{{item.name}}</td><td align="right">{{item.price}} €</td></tr>{% endfor %}
</table>
<p><a href="https://shop.example.com/orders/{{trigger.order.id}}" style="display:inline-block;padding:10px 18px;background:#204a3c;color:#fff;border-radius:6px;text-decoration:none">Follow the parcel</a></p></td></tr>
<tr><td style="padding:8px 32px 28px;color:#666;font-size:13px">Shop, Example Street 1 · <a href="https://shop.example.com/help">Help</a></td></tr>
</table></td></tr></table></body></html>`;

const PEOPLE = [
  ['ada', 'Ada', 'Lovelace', 'gold', 'London'],
  ['grace', 'Grace', 'Hopper', 'silver', 'Arlington'],
  ['alan', 'Alan', 'Turing', 'gold', 'Manchester'],
  ['edsger', 'Edsger', 'Dijkstra', 'free', 'Nuenen'],
  ['barbara', 'Barbara', 'Liskov', 'gold', 'Boston'],
  ['donald', 'Donald', 'Knuth', 'silver', 'Stanford'],
  ['margaret', 'Margaret', 'Hamilton', 'free', 'Cambridge'],
] as const;

/** What a shop's back end would have sent in a morning, with what goes wrong in one. */
export async function loadSampleData(emulator: Emulator): Promise<void> {
  const call = callsTo(emulator);
  emulator.workspace.app.addTransactional('order_shipped', {
    subject: 'Your order {{trigger.order.id}} is on its way',
    body: ORDER_HTML,
    from: 'Shop <shop@example.com>',
  });
  emulator.workspace.app.addTransactional('price_drop', {
    subject: 'Good news',
    body: '<p>Hello {{customer.first_name}}</p>\n{% if trigger.price < 10 %}\n<p>Only {{trigger.price}} €</p>\n',
    from: 'Shop <shop@example.com>',
  });
  for (const [id, first_name, last_name, plan, city] of PEOPLE) {
    const email = `${id}@example.com`;
    const address = { city, country: 'Example' };
    await call('PUT', `/api/v1/customers/${id}`, { email, first_name, last_name, plan, address, logins: 3 });
    await call('POST', `/api/v1/customers/${id}/events`, { name: 'signed_up', data: { source: 'web' } });
  }
  await call('PUT', '/api/v1/customers/ada/devices', {
    device: { id: 'f3a1c2b4d5e6', platform: 'ios', last_used: 1_700_000_000 },
  });
  await call('PUT', '/api/v1/customers/ada', {
    plan: 'platinum',
    'cio_subscription_preferences.topics.topic_1': false,
  });
  await call('POST', '/api/v2/entity', {
    type: 'object',
    action: 'identify',
    identifiers: { object_type_id: '1', object_id: 'analytical-engines' },
    attributes: { name: 'Analytical Engines Ltd.', seats: 12 },
    cio_relationships: [{ identifiers: { id: 'ada' } }],
  });
  const created = await call('POST', '/v1/segments', { segment: { name: 'Beta testers' } });
  const { id: segment } = Object(created.segment) as { id: number };
  await call('POST', `/api/v1/segments/${segment}/add_customers`, { ids: ['ada', 'alan'] });

  const order = {
    id: '7081',
    items: [
      { name: 'Punched cards, 100', price: '12.50' },
      { name: 'Brass gears', price: '80.00' },
    ],
  };
  for (const [index, [id]] of PEOPLE.entries()) {
    await call('POST', `/api/v1/customers/${id}/events`, {
      name: 'order_placed',
      data: { total: 92.5, order: 7081 + index },
    });
    await call('POST', '/v1/send/email', {
      transactional_message_id: 'order_shipped',
      to: `${id}@example.com`,
      identifiers: { id },
      message_data: { order: { ...order, id: String(7081 + index) } },
      ...(id === 'ada' && {
        attachments: { 'invoice-7081.pdf': Buffer.from('%PDF-1.4 an invoice').toString('base64') },
      }),
    });
  }
  await call('POST', '/v1/send/push', {
    transactional_message_id: 'parcel_here',
    identifiers: { id: 'ada' },
    title: 'Your parcel is here',
    message: 'It is behind the flower pots.',
  });
  await call('POST', '/v1/send/sms', {
    transactional_message_id: 'code',
    identifiers: { id: 'alan' },
    to: '+15555550100',
    message: 'Your code is 394 127',
  });
  await call('POST', '/v1/campaigns/1/triggers', {
    data: { text: 'We are closed on Friday' },
    ids: ['grace', 'edsger'],
  });
  await call('POST', '/v1/send/email', {
    transactional_message_id: 'price_drop',
    to: 'grace@example.com',
    identifiers: { id: 'grace' },
    message_data: { price: 9 },
  });
  await call('POST', '/v1/exports/customers', { filters: { segment: { id: 1 } } });

  // What goes wrong.
  await call('PUT', '/api/v1/customers/nobody', { _update: true, plan: 'gold' });
  await call('POST', '/api/v1/customers/ada/events', { data: { without: 'a name' } });
  await call('POST', '/v1/send/email', { to: 'ada@example.com' });
  await call('GET', '/v1/no/such/route');
  emulator.faults.add({ kind: 'status', status: 503, path: '/customers/donald' });
  await call('PUT', '/api/v1/customers/donald', { plan: 'gold' });
  emulator.faults.add({
    kind: 'delay',
    delayMs: 5000,
    method: 'POST',
    path: '/v1/send/email',
    after: 3,
    times: 10,
  });
  emulator.faults.add({ kind: 'reset', when: 'after', path: '/events' });
}
