import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { clientThat } from '../test-transport.js';

const start = {
  identifiers: { id: 'ada' },
  notification_type: 'delivery',
  attributes: { order: 7 },
  content_state: { status: 'baking' },
};
const ulid = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const ok = () => ({ body: { instance_id: ulid } });
const secondsAhead = (hours: number) => Math.floor(Date.now() / 1000) + hours * 3600;

describe('start', () => {
  test.each([
    ['a number', () => secondsAhead(5)],
    ['a Date', () => new Date(secondsAhead(5) * 1000)],
    ['a Date of another realm', () => runInNewContext(`new Date(${secondsAhead(5) * 1000})`)],
    ['nothing', () => undefined],
  ])('expires at %s', async (_, expiration) => {
    const { client, requests } = clientThat(ok);
    await client.liveNotifications.start({ ...start, expiration: expiration() });
    expect(requests).toHaveLength(1);
  });

  test.each([
    [null, 'notification'],
    ['x', 'notification'],
    [{ ...start, identifiers: {} }, 'identifiers'],
    [{ ...start, identifiers: { id: 'a', email: 'b' } }, 'identifiers'],
    [{ ...start, notification_type: ' ' }, 'notification_type'],
    [{ ...start, attributes: null }, 'attributes'],
    [{ ...start, content_state: [] }, 'content_state'],
    [{ ...start, expiration: secondsAhead(7) }, 'expiration'],
    [{ ...start, expiration: new Date(secondsAhead(7) * 1000) }, 'expiration'],
    [{ ...start, expiration: runInNewContext(`new Date(${secondsAhead(7) * 1000})`) }, 'expiration'],
    [{ ...start, expiration: new Date(Number.NaN) }, 'expiration'],
    [{ ...start, expiration: Number.NaN }, 'expiration'],
    [{ ...start, expiration: Date.now() }, 'expiration'],
    [{ ...start, platform: 'ios' }, 'push_payload.alert.title'],
    [{ ...start, platform: 'ios', push_payload: { alert: null } }, 'push_payload.alert.title'],
    [{ ...start, platform: 'ios', push_payload: { alert: { title: 'a' } } }, 'push_payload.alert.body'],
  ])('%j is refused by %s, and nothing is sent', async (notification, field) => {
    const { client, requests } = clientThat(ok);
    await expect(client.liveNotifications.start(notification as never)).rejects.toMatchObject({
      name: 'ValidationError',
      field,
    });
    expect(requests).toHaveLength(0);
  });
});

describe.each(['update', 'end'] as const)('%s', (method) => {
  test.each([
    [null, 'notification'],
    [{}, 'instance_id'],
    [{ instance_id: 'x' }, 'instance_id'],
    [{ instance_id: null }, 'instance_id'],
  ])('%j is refused by %s, and nothing is sent', async (notification, field) => {
    const { client, requests } = clientThat(ok);
    await expect(client.liveNotifications[method](notification as never)).rejects.toMatchObject({
      name: 'ValidationError',
      field,
    });
    expect(requests).toHaveLength(0);
  });
});

test('an update brings the whole state', async () => {
  const { client } = clientThat(ok);
  await expect(client.liveNotifications.update({ instance_id: ulid } as never)).rejects.toMatchObject({
    field: 'content_state',
  });
});

test('a getter that throws is told, with its cause', async () => {
  const { client } = clientThat(ok);
  const notification = {
    ...start,
    get platform(): 'ios' {
      throw new Error('mine');
    },
  };
  await expect(client.liveNotifications.start(notification)).rejects.toMatchObject({
    name: 'ValidationError',
    field: 'notification',
    cause: { message: 'mine' },
  });
});
