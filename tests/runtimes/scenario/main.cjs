const process = require('node:process');
const { scenario } = require('./scenario.cjs');

const packages = {
  ...require('@cio/app-api'),
  ...require('@cio/core'),
  ...require('@cio/track'),
  ...require('@cio/track-v2'),
  ...require('@cio/webhooks'),
};
// p-retry is ESM alone, which Node 20 cannot `require`: whoever has CommonJS there imports the strategy.
import('@cio/retry-p-retry')
  .then((retry) => scenario({ ...packages, ...retry }, JSON.parse(process.argv[2])))
  .then((result) => console.log(JSON.stringify(result)));
