// A function behind API Gateway, in both of its formats, and one behind a queue: as Lambda calls them.
import { createLambdaHandler } from '@cio/webhooks/lambda';
import * as packages from '../packages.mjs';
import { place, report } from '../report.mjs';
import { checkReceiver, receiverOptions, run } from '../scenario.cjs';

const SHAPES = {
  '1.0': (headers, body) => ({ httpMethod: 'POST', headers: capitalized(headers), body }),
  '1.0 in Base64': (headers, body) => ({
    httpMethod: 'POST',
    headers: capitalized(headers),
    ...inBase64(body),
  }),
  '2.0': (headers, body) => ({ version: '2.0', requestContext: { http: { method: 'POST' } }, headers, body }),
  '2.0 in Base64': (headers, body) => ({
    version: '2.0',
    requestContext: { http: { method: 'POST' } },
    headers,
    ...inBase64(body),
  }),
};

const inBase64 = (body) => ({ body: Buffer.from(body).toString('base64'), isBase64Encoded: true });
const capitalized = (headers) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.replaceAll(/(^|-)\w/g, (c) => c.toUpperCase()),
      value,
    ]),
  );

/** Delivers in a shape. */
function deliverAs(shape) {
  const { seen, options } = receiverOptions();
  const handler = createLambdaHandler(options);
  return async (headers, body) => {
    const { statusCode } = await handler(SHAPES[shape](headers, body));
    return [statusCode, seen.count];
  };
}

const result = await run(packages, place, deliverAs('1.0'));
for (const shape of Object.keys(SHAPES)) {
  await checkReceiver(packages, deliverAs(shape)).catch((error) => {
    result.webhook = `${shape}: ${error.message}`;
  });
}

// A queue of events: one batcher an instance, flushed at the end of each invocation; what failed is said by record.
const track = new packages.TrackV2Client({ siteId: place.siteId, apiKey: place.apiKey, baseUrl: place.url });
const batcher = track.batcher();
async function consume({ Records }) {
  const added = Records.map(({ messageId, body }) =>
    Promise.resolve()
      .then(() => batcher.add(JSON.parse(body)))
      .then(
        () => [],
        () => [{ itemIdentifier: messageId }],
      ),
  );
  await batcher.flush();
  return { batchItemFailures: (await Promise.all(added)).flat() };
}
const record = (n, operation) => ({ messageId: `m${n}`, body: JSON.stringify(operation) });
const events = Array.from({ length: 10 }, (_, n) =>
  record(n, packages.person.event({ id: 'queue' }, `n${n}`)),
);
for (let invocation = 0; invocation < 2; invocation++) {
  const { batchItemFailures } = await consume({ Records: [...events, record('bad', { type: 'person' })] });
  const failed = JSON.stringify(batchItemFailures);
  if (failed !== '[{"itemIdentifier":"mbad"}]' || batcher.pending !== 0) result.batch = `SQS: ${failed}`;
  // What Lambda does between two invocations: nothing runs.
  const frozenUntil = performance.now() + 50;
  while (performance.now() < frozenUntil);
}
report(result);
