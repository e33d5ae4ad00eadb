// A server that accepts every batch: what a worker can do when Customer.io costs nothing. Counts the operations that it was sent.
import { createServer } from 'node:http';

let operations = 0;
const server = createServer((request, response) => {
  if (request.url === '/count') return void response.end(JSON.stringify({ operations }));
  let text = '';
  request.setEncoding('latin1').on('data', (chunk: string) => {
    text += chunk;
  });
  request.on('end', () => {
    operations += text.split('"type":"person"').length - 1;
    response.setHeader('content-type', 'application/json').end('{}');
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }));
