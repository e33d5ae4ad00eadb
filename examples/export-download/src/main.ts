import { AppClient, filter } from '@cio/app-api';

const [segment = '1', path = 'people.csv'] = process.argv.slice(2);
const app = new AppClient({
  apiKey: process.env.CIO_APP_KEY!,
  ...(process.env.CIO_URL && { baseUrl: process.env.CIO_URL }),
});

const { export: job } = await app.exports.createCustomers(filter.segment(Number(segment)));
await app.exports.wait(job.id!, { intervalMs: 100, onProgress: ({ status }) => console.log(status) });
const { bytes } = await app.exports.downloadTo(job.id!, path);
console.log(`${bytes} bytes in ${path}`);
await app.close();
