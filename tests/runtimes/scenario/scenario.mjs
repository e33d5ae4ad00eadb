// Runs in every runtime, against the installed packages: one identify, one event, one signature check, and a call that
// finds nobody there.
import { isRetryableError, VERSION } from '@cio/core';
import { TrackClient } from '@cio/track';
import { verifySignature } from '@cio/webhooks';

export async function scenario({ url, siteId, apiKey, person, nowhere }) {
  const track = new TrackClient({ siteId, apiKey, baseUrl: url });
  await track.identify(person, { plan: 'gold', at: new Date(5000) });
  await track.track(person, 'bought', { price: 3 });
  const { region } = await track.getRegion();
  await track.close();

  const vector = {
    signingKey: '755781b5e03a973f3405a85474d5a032a60fd56fabaad66039b12eadd83955fa',
    timestamp: '1692633432',
    signature: 'd7c655389bb364d3e8bdbb6ec18a7f1b6cf91f39bba647554ada78aa61de37b9',
    body: '{"key": "value"}',
  };
  const valid = await verifySignature(vector);
  const forged = await verifySignature({ ...vector, body: '{"key": "valux"}' });

  const lost = new TrackClient({ siteId, apiKey, baseUrl: nowhere });
  const error = await lost.identify(person).catch((e) => e);
  const refused = isRetryableError(error)
    ? { kind: error.kind, requestSent: error.requestSent }
    : String(error);
  return { region, valid, forged, refused, version: VERSION };
}
