import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import * as packages from '../packages.mjs';
import { place, report } from '../report.mjs';
import { run } from '../scenario.cjs';

test('calls are answered by the mock, and what it lets through is as ever', async () => {
  const bodies = [];
  const server = setupServer(
    http.put('https://track.customer.io/api/v1/customers/:id', async ({ request }) => {
      bodies.push(await request.json());
      return bodies.length === 1 ? new HttpResponse(null, { status: 503 }) : HttpResponse.json({});
    }),
    http.post('https://track.customer.io/api/v2/batch', () => HttpResponse.json({})),
    http.post('https://api.customer.io/v1/send/email', () =>
      HttpResponse.json({ delivery_id: 'd', queued_at: 1 }),
    ),
  );
  server.listen({ onUnhandledRequest: 'bypass' });
  const retry = packages.pRetryStrategy({ minTimeoutMs: 1 });
  const track = new packages.TrackClient({ siteId: 's', apiKey: 'k', retry });
  await track.identify('5', { plan: 'gold' });
  assert.deepEqual(bodies, [{ plan: 'gold' }, { plan: 'gold' }]);
  await new packages.TrackV2Client(track.http).sendBatch([packages.person.event({ id: '5' }, 'x')]);
  const app = new packages.AppClient({ apiKey: 'k' });
  const email = { to: 'a@example.com', transactional_message_id: 1, identifiers: { id: '5' } };
  assert.equal((await app.sendEmail(email)).delivery_id, 'd');

  report(await run(packages, place));
  server.close();
});
