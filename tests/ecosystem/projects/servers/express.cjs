const { createServer } = require('node:http');
const { createExpressHandler } = require('@cio/webhooks/express');
const express = require('express');
const { listening, serve } = require('./serve.cjs');

serve((options, seen) => {
  const app = express();
  app.post('/webhook', createExpressHandler(options));
  app.use(express.json());
  app.get('/seen', (_request, response) => response.send(String(seen.count)));
  return listening(createServer(app));
});
