// What every runtime does, with packages that it got its own way: each step by what came of it.
// Plain CommonJS, which all of them can load; nothing but the language and `fetch` is used beside the packages.

exports.scenario = async function scenario(packages, input) {
  const { isRetryableError, TrackClient, TrackV2Client, person, AppClient, pRetryStrategy } = packages;
  const { createWebhookHandler, signPayload, verifySignature } = packages;
  const { message, PipelinesClient, Analytics } = packages;
  const { url, siteId, apiKey, appApiKey, writeKey, who, nowhere, file } = input;
  const fault = (kind) =>
    fetch(`${url}/_emulator/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(kind),
    });
  const path = encodeURIComponent(who);
  const reasonOf = (error) =>
    isRetryableError(error)
      ? { kind: error.kind, requestSent: error.requestSent }
      : String(error?.message ?? error);
  /** What a console or a logger prints of an error and its causes. */
  const textOf = (error) =>
    error instanceof Error
      ? [error.message, error.stack, JSON.stringify({ ...error }), textOf(error.cause)].join(' ')
      : String(error);

  const track = new TrackClient({ siteId, apiKey, baseUrl: url, retry: pRetryStrategy({ minTimeoutMs: 1 }) });
  await track.identify(who, { plan: 'gold', at: new Date(5000) });
  await track.track(who, 'bought', { price: 3 });
  const { region } = await track.getRegion();
  await fault({ kind: 'status', status: 503, times: 2, path });
  await track.track(who, 'retried');

  const batch = Array.from({ length: 50 }, (_, n) => person.event({ id: who }, `batched-${n}`));
  const { accepted } = await new TrackV2Client(track.http).sendBatch(batch);
  await track.close();

  const pipelines = new PipelinesClient({ writeKey, baseUrl: url, strictMode: true });
  await pipelines.track({ userId: who, event: 'piped', properties: { at: new Date(5000) } });
  const piped = await pipelines.sendBatch([message.track({ userId: who, event: 'piped in a batch' })]);
  await pipelines.close();
  const analytics = new Analytics({ writeKey, host: url, flushInterval: 5 });
  const delivered = new Promise((resolve) => {
    analytics.track({ userId: who, event: 'analytics' }, (error) => resolve(error === undefined));
  });
  await analytics.closeAndFlush();

  const app = new AppClient({ apiKey: appApiKey, baseUrl: url, rateLimiter: false });
  const seen = new Set();
  for await (const { id } of app.customers.getActivities(who, { limit: 7 })) seen.add(id);
  const { delivery_id } = await app.sendEmail({
    to: 'ada@example.com',
    identifiers: { id: who },
    transactional_message_id: 'welcome',
    attachments: { 'a.bin': new Uint8Array([1, 2, 3]) },
  });
  const { archived_message } = await app.messages.getArchived(delivery_id);
  const { asset } = await app.assets.files.create({
    // Each runtime its own: a folder has no two files of one name.
    name: `${who.replace(/\W/g, '-')}.png`,
    file: new Blob([new Uint8Array(5)]),
  });
  const { export: job } = await app.exports.createCustomers({
    attribute: { field: 'id', operator: 'eq', value: who },
  });
  await app.exports.wait(job.id, { intervalMs: 20 });
  const csv = await new Response(await app.exports.download(job.id)).text();
  const written = await app.exports.downloadTo(job.id, file).catch((error) => error.message);
  await app.close();

  const vector = {
    signingKey: '755781b5e03a973f3405a85474d5a032a60fd56fabaad66039b12eadd83955fa',
    timestamp: '1692633432',
    signature: 'd7c655389bb364d3e8bdbb6ec18a7f1b6cf91f39bba647554ada78aa61de37b9',
    body: '{"key": "value"}',
  };
  const valid = await verifySignature(vector);
  const forged = await verifySignature({ ...vector, body: '{"key": "valux"}' });

  const heard = [];
  const receive = createWebhookHandler({
    signingKey: vector.signingKey,
    on: { 'email.clicked': (event) => heard.push(event.data.href) },
  });
  const payload = JSON.stringify({
    event_id: '01E4C4CT6YDC7Y5M7FE1GWWPQJ',
    object_type: 'email',
    metric: 'clicked',
    timestamp: 1692633432,
    data: { href: 'https://example.com' },
  });
  const headers = await signPayload({ signingKey: vector.signingKey, body: payload });
  const deliver = async (given) =>
    (
      await receive(
        new Request('http://receiver/', {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: given,
        }),
      )
    ).status;
  const received = [await deliver(payload), await deliver(payload), await deliver(`${payload} `), heard];

  const hasty = new TrackClient({ siteId, apiKey, baseUrl: url, timeoutMs: 50 });
  await fault({ kind: 'delay', delayMs: 500, path });
  const timedOut = await hasty.track(who, 'late').catch(reasonOf);
  const controller = new AbortController();
  await fault({ kind: 'delay', delayMs: 500, path });
  setTimeout(() => controller.abort('enough'), 20);
  const aborted = await hasty.track(who, 'given up', {}, { signal: controller.signal }).catch(reasonOf);
  const failure = await new TrackClient({ siteId, apiKey, baseUrl: nowhere })
    .identify(who)
    .catch((error) => error);
  const refused = reasonOf(failure);
  const isPersonal = textOf(failure).includes(path);

  return {
    piped: piped.accepted,
    delivered: await delivered,
    region,
    accepted,
    seen: seen.size,
    body: archived_message.body,
    asset: asset.size,
    csv: csv.split('\n').length,
    written,
    valid,
    forged,
    received,
    timedOut,
    aborted,
    refused,
    isPersonal,
  };
};
