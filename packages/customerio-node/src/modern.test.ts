import { expect, test } from 'vitest';
import { APIClient, PipelinesClient, RegionEU, TrackClient } from './index.js';
import { startServer } from './test-server.js';

test('each client hands out those of @cio, with the same credentials and address', async () => {
  const { origin, received } = await startServer((response) => void response.end('{}'));
  const track = new TrackClient('site', 'key', { url: `${origin}/api/v1` });
  await track.identify('a', {});
  await track.modern.identify('a', {});
  await track.modernV2.identifyPerson({ id: 'a' });
  const api = new APIClient('key', { url: `${origin}/v1` });
  await api.listWorkspaces();
  await api.modern.workspaces.list();
  const pipelines = new PipelinesClient('key', { url: `${origin}/v1`, strictMode: true });
  await pipelines.identify({ userId: 'a' });
  await pipelines.modern.identify({ userId: 'a' });

  expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'PUT /api/v1/customers/a',
    'PUT /api/v1/customers/a',
    'POST /api/v2/entity',
    'GET /v1/workspaces',
    'GET /v1/workspaces',
    'POST /v1/identify',
    'POST /v1/identify',
  ]);
  const authorizations = received.map(({ headers }) => headers.authorization);
  expect(authorizations[1]).toBe(authorizations[0]);
  expect(authorizations[2]).toBe(authorizations[0]);
  expect(authorizations[4]).toBe(authorizations[3]);
  expect(authorizations[6]).toBe(authorizations[5]);
  expect(received.slice(5).map(({ headers }) => headers['x-strict-mode'])).toEqual(['1', '1']);
  expect(track.modern).toBe(track.modern);
});

test('the regions are those of the client', () => {
  expect(new TrackClient('s', 'k', { region: RegionEU }).modern.http.baseUrl).toBe(
    'https://track-eu.customer.io',
  );
  expect(new TrackClient('s', 'k').modernV2.http.baseUrl).toBe('https://track.customer.io');
  expect(new APIClient('k', { region: RegionEU }).modern.http.baseUrl).toBe('https://api-eu.customer.io');
  expect(new PipelinesClient('k', { region: RegionEU }).modern.http.baseUrl).toBe(
    'https://cdp-eu.customer.io',
  );
});

test('what it cannot be made of is said', () => {
  expect(() => new TrackClient('s', 'k', { url: 'https://example.com/track' }).modern).toThrow(
    'expected a url that ends with /api/v1: https://example.com/track',
  );
  expect(() => new TrackClient('', 'k').modern).toThrow('siteId');
});

test('their retries are those of the client', async () => {
  const { origin, received } = await startServer((response) => void response.writeHead(503).end('{}'));
  const retry = { maxRetries: 2, minTimeoutMs: 1, maxTimeoutMs: 1 };
  const track = new TrackClient('site', 'key', { url: `${origin}/api/v1`, retry });
  await expect(track.modern.track('a', 'order')).rejects.toMatchObject({ status: 503, attempts: 3 });
  expect(new Set(received.map(({ body }) => JSON.parse(body).id)).size).toBe(1);

  const api = new APIClient('key', { url: `${origin}/v1`, retry });
  const email = { to: 'a@example.com', identifiers: { id: 'a' }, transactional_message_id: 1 };
  await expect(api.modern.sendEmail(email)).rejects.toMatchObject({ status: 503, attempts: 1 });
});
