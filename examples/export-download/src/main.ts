import { AppClient, filter } from '@cio/app-api';

const [segment = '1', path = 'people.csv'] = process.argv.slice(2);
const app = new AppClient({
  apiKey: process.env.CIO_APP_KEY!,
  ...(process.env.CIO_URL && { baseUrl: process.env.CIO_URL }),
});

// Ctrl+C ends the waiting and the download, and leaves no half of a file.
const controller = new AbortController();
process.once('SIGINT', () => controller.abort(new Error('interrupted')));
const { signal } = controller;

try {
  const { export: job } = await app.exports.createCustomers(filter.segment(Number(segment)), {}, { signal });
  await app.exports.wait(job.id!, {
    intervalMs: 100,
    signal,
    onProgress: ({ status }) => console.log(status),
  });
  const { bytes } = await app.exports.downloadTo(job.id!, path, { signal });
  console.log(`${bytes} bytes in ${path}`);
} catch (error) {
  // What was at the path before is still there.
  console.error(`${path} was not written:`, error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await app.close();
}
