// Makes calls with each transport, and prints the spans with the requests that arrived. Given the exports of the packages, as ESM or
// as CommonJS.
const { createServer } = require('node:http');

/** Twice the calls that the default transport opens connections for at first: some wait for one. */
const CALLS = 130;

exports.calls = async ({ instrument, TrackClient, undiciTransport, fetchTransport }) => {
  const arrived = [];
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      arrived.push(request.headers.traceparent);
      const isFirst = arrived.length === 1;
      response.writeHead(isFirst ? 503 : 200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  const retry = { execute: (operation) => operation().catch(operation) };
  const open = (transport) =>
    instrument(new TrackClient({ siteId: 'site', apiKey: 'key', baseUrl, retry, transport }));
  const transports = { http: undefined, undici: undiciTransport(), fetch: fetchTransport() };
  const result = {};
  for (const [name, transport] of Object.entries(transports)) {
    arrived.length = 0;
    const track = open(transport);
    const before = finishedSpans().length;
    await Promise.all(Array.from({ length: CALLS }, (_, id) => track.identify(String(id))));
    await track.close();
    // The span of a request ends with its response, which is a moment after the call.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const spans = finishedSpans()
      .slice(before)
      .map((span) => {
        const { spanId, traceId } = span.spanContext();
        return {
          name: span.name,
          kind: span.kind,
          spanId,
          traceId,
          parentId: span.parentSpanContext?.spanId,
        };
      });
    result[name] = { arrived: [...arrived], spans };
  }
  server.close();
  console.log(JSON.stringify({ calls: CALLS, result }));
};
