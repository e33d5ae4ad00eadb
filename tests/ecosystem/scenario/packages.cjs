module.exports = {
  ...require('@cio/app-api'),
  ...require('@cio/retry-p-retry'),
  ...require('@cio/track'),
  ...require('@cio/track-v2'),
  ...require('@cio/webhooks'),
};
