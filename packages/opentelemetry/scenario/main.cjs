const { calls } = require('./calls.cjs');

void calls({
  ...require('@cio/opentelemetry'),
  ...require('@cio/track'),
  ...require('@cio/transport-undici'),
  ...require('@cio/core/fetch'),
});
