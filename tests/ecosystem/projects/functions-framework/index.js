const functions = require('@google-cloud/functions-framework');
const { createNodeHandler } = require('@cio/webhooks/node');
const packages = require('../packages.cjs');
const { run } = require('../scenario.cjs');

let count = 0;
const receive = createNodeHandler({
  signingKey: () => process.env.CIO_SIGNING_KEY,
  onEvent: () => count++,
  onError: () => {},
});

functions.http('customerio', async (request, response) => {
  if (request.path === '/seen') response.send(String(count));
  else if (request.path === '/run')
    response.json(await run(packages, JSON.parse(process.env.ECOSYSTEM_PLACE)));
  else await receive(request, response);
});
