// Cloud Functions parse the body, and keep its bytes as `rawBody`.
const { createServer } = require('node:http');
const { createNodeHandler } = require('@cio/webhooks/node');
const { listening, serve } = require('./serve.cjs');

serve((options, seen) => {
  const receive = createNodeHandler(options);
  const functions = {
    '/webhook': receive,
    '/seen': (_request, response) => response.end(String(seen.count)),
  };
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    request.rawBody = Buffer.concat(chunks);
    try {
      request.body = JSON.parse(request.rawBody.toString());
    } catch {
      request.body = {};
    }
    await functions[request.url](request, response);
  });
  return listening(server);
});
