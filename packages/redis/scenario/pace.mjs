// One process of a fleet: makes calls of the App API as fast as its rate limiter allows, and tells how they went.
import { AppClient } from '@cio/app-api';
import { redisRateLimiter } from '@cio/redis';
import { connect } from './connect.mjs';

const [library, redisUrl, keyPrefix, baseUrl, apiKey, calls] = process.argv.slice(2);
const client = await connect(library, redisUrl);
const app = new AppClient({ apiKey, baseUrl, rateLimiter: redisRateLimiter(client, { keyPrefix }) });

process.once('message', async () => {
  const responses = [];
  await Promise.all(
    Array.from({ length: Number(calls) }, async () => {
      const status = await app.segments.list().then(
        () => 200,
        (error) => error.status,
      );
      responses.push({ status, at: Date.now() });
    }),
  );
  process.send(responses, () => process.exit());
});
process.send('ready');
