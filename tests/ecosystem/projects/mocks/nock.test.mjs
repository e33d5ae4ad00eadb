import assert from 'node:assert/strict';
import { test } from 'node:test';
import nock from 'nock';
import * as packages from '../packages.mjs';
import { place, report } from '../report.mjs';
import { run } from '../scenario.cjs';

test('calls are answered by the mock, and what it lets through is as ever', async () => {
  nock.disableNetConnect();
  nock('https://track.customer.io')
    .put('/api/v1/customers/5')
    .reply(503)
    .put('/api/v1/customers/5')
    .reply(200, {});
  nock('https://track.customer.io').post('/api/v2/batch').reply(200, {});
  nock('https://api.customer.io').post('/v1/send/email').reply(200, { delivery_id: 'd', queued_at: 1 });
  const retry = packages.pRetryStrategy({ minTimeoutMs: 1 });
  const track = new packages.TrackClient({ siteId: 's', apiKey: 'k', retry });
  await track.identify('5', { plan: 'gold' });
  await new packages.TrackV2Client(track.http).sendBatch([packages.person.event({ id: '5' }, 'x')]);
  const app = new packages.AppClient({ apiKey: 'k' });
  const email = { to: 'a@example.com', transactional_message_id: 1, identifiers: { id: '5' } };
  assert.equal((await app.sendEmail(email)).delivery_id, 'd');
  assert.deepEqual(nock.pendingMocks(), []);
  const refused = await track.identify('6').catch((error) => error);
  assert.equal(refused.name, 'RetryableError');

  nock.enableNetConnect('127.0.0.1');
  report(await run(packages, place));
  nock.restore();
});
