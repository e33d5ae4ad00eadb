const process = require('node:process');
const { scenario } = require('./scenario.cjs');

const packages = {
  ...require('@cio/app-api'),
  ...require('@cio/core'),
  ...require('@cio/pipelines'),
  ...require('@cio/pipelines/analytics'),
  ...require('@cio/retry-p-retry'),
  ...require('@cio/track'),
  ...require('@cio/track-v2'),
  ...require('@cio/webhooks'),
};
scenario(packages, JSON.parse(process.argv[2])).then((result) => console.log(JSON.stringify(result)));
