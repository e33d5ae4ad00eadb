// One process of a fleet: makes calls of the App API as fast as its rate limiter allows, and tells how they went.
// usage: node pace.js <engine> <url> <emulator> <key> <calls>
import { AppClient } from '@cio/app-api';
import { openRateLimiter } from './engines.js';

const [engine = '', url = '', baseUrl = '', apiKey = '', calls = ''] = process.argv.slice(2);
const app = new AppClient({ apiKey, baseUrl, rateLimiter: await openRateLimiter(engine, url) });

process.once('message', async () => {
  const responses: { status: number; at: number }[] = [];
  await Promise.all(
    Array.from({ length: Number(calls) }, async () => {
      const status = await app.segments.list().then(
        () => 200,
        (error: unknown) => (error as { status: number }).status,
      );
      responses.push({ status, at: Date.now() });
    }),
  );
  process.send!(responses, () => process.exit());
});
process.send!('ready');
