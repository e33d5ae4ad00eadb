import { expect, test } from 'vitest';
import { filter, type NewsletterRecipients } from '../index.js';
import { clientThat } from '../test-transport.js';

const email = { type: 'email', name: 'n', subject: 's', body: 'b' } as const;
const recipients = filter.and(filter.or(filter.segment(1)));

test('the builder of filters makes the audience that newsletters take', async () => {
  const built: NewsletterRecipients = filter.and(
    filter.or(filter.segment(1), filter.segment(2)),
    filter.not(filter.or(filter.segment(3))),
    filter.attribute('plan', 'gold'),
    filter.withoutAttribute('country', 'US'),
    filter.withoutAttribute('vip'),
  );
  const plain: NewsletterRecipients = {
    and: [
      { or: [{ segment: { id: 1 } }, { segment: { id: 2 } }] },
      { not: { or: [{ segment: { id: 3 } }] } },
      { attribute: { field: 'plan', operator: 'eq', value: 'gold' } },
      { attribute: { field: 'country', operator: 'eq', value: 'US', inverse: true } },
      { attribute: { field: 'vip', operator: 'exists', inverse: true } },
    ],
  };
  expect(built).toEqual(plain);
  const { client, requests } = clientThat(() => ({ body: { newsletter: { id: 1 } } }));
  await client.newsletters.create({ ...email, recipients: built });
  expect(JSON.parse(String(requests[0]!.body)).recipients).toEqual(plain);
});

test.each([
  [undefined, 'recipients'],
  [{}, 'recipients'],
  [{ segment: { id: 1 } }, 'recipients'],
  [{ or: [{ segment: { id: 1 } }] }, 'recipients'],
  [{ and: [] }, 'recipients.and'],
  [{ and: [{ segment: { id: 1 } }] }, 'recipients.and[0]'],
  [{ and: [{ or: [] }] }, 'recipients.and[0].or'],
  [{ and: [{ or: [{ attribute: { field: 'a', operator: 'exists' } }] }] }, 'recipients.and[0].or[0]'],
  [{ and: [{ or: [{ segment: { id: '1' } }] }] }, 'recipients.and[0].or[0].segment.id'],
  [{ and: [{ not: { attribute: { field: 'a', operator: 'exists' } } }] }, 'recipients.and[0].not'],
  [{ and: [{ not: { or: [] } }] }, 'recipients.and[0].not.or'],
  [{ and: [{ attribute: { field: 'a', operator: 'eq' } }] }, 'recipients.and[0].attribute.operator'],
  [{ and: [{ and: [] }] }, 'recipients.and[0]'],
])('%j is no audience of a newsletter', async (given, field) => {
  const { client, requests } = clientThat(() => ({}));
  await expect(client.newsletters.create({ ...email, recipients: given as never })).rejects.toMatchObject({
    name: 'ValidationError',
    field,
  });
  expect(requests).toHaveLength(0);
});

test('the types refuse what newsletters do not take, and inverse elsewhere', async () => {
  // @ts-expect-error a segment stands in an or
  const bare: NewsletterRecipients = filter.and(filter.segment(1));
  // @ts-expect-error attributes are negated by inverse
  const negated: NewsletterRecipients = filter.and(filter.not(filter.attribute('a')));
  const { client } = clientThat(() => ({}));
  // @ts-expect-error inverse is for newsletters alone
  const search = client.customers.search(filter.withoutAttribute('a'));
  await expect(search).rejects.toMatchObject({ field: 'filter.attribute.inverse' });
  expect([bare, negated]).toHaveLength(2);
});

test.each([
  [{ send_now: true, scheduled_at: 2_000_000_000 }, 'scheduled_at'],
  [{ from: 'a@x.io', from_id: 1 }, 'from_id'],
  [{ rate_limit_email_rate: 5 }, 'rate_limit_time_period'],
  [{ rate_limit_time_period: 60 }, 'rate_limit_email_rate'],
])('%j is refused by its field', async (more, field) => {
  const { client, requests } = clientThat(() => ({ body: { newsletter: { id: 1 } } }));
  await expect(client.newsletters.create({ ...email, recipients, ...more } as never)).rejects.toMatchObject({
    field,
  });
  expect(requests).toHaveLength(0);
});

test('a push needs a title or a text', async () => {
  const { client, requests } = clientThat(() => ({ body: { newsletter: { id: 1 } } }));
  const push = { type: 'push', name: 'n', recipients } as const;
  await expect(client.newsletters.create(push)).rejects.toMatchObject({ field: 'subject' });
  await client.newsletters.create({ ...push, body: 'b' });
  await client.newsletters.create({ ...email, recipients, send_now: false, scheduled_at: 2_000_000_000 });
  expect(requests).toHaveLength(2);
});

test('a schedule has its time zone, and one that is taken off needs none', async () => {
  const { client, requests } = clientThat(() => ({ body: { newsletter: { id: 1 } } }));
  await expect(client.newsletters.schedule(1, { scheduled_at: 2_000_000_000 })).rejects.toMatchObject({
    field: 'timezone',
  });
  await client.newsletters.schedule(1, { scheduled_at: 0 });
  await client.newsletters.schedule(1, { scheduled_at: 2_000_000_000, timezone: 'Europe/Berlin' });
  expect(requests).toHaveLength(2);
});

test('a rate without its period is refused when sending too', async () => {
  const { client } = clientThat(() => ({ body: { newsletter: { id: 1 } } }));
  await expect(client.newsletters.send(1, { rate_limit_email_rate: 5 })).rejects.toMatchObject({
    field: 'rate_limit_time_period',
  });
  await expect(client.newsletters.send(1, null as never)).rejects.toMatchObject({ name: 'ValidationError' });
});
