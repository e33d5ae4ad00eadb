// Plays Lambda on this machine: POST /webhooks is what API Gateway sends on, POST /queue a list of operations for the queue.
import { createServer } from 'node:http';
import { handler as consume } from './queue.js';
import { handler as receive } from './webhook.js';

createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  if (request.url === '/queue') {
    const operations = JSON.parse(body.toString()) as unknown[];
    const Records = operations.map((one, n) => ({ messageId: `m${n}`, body: JSON.stringify(one) }));
    response.end(JSON.stringify(await consume({ Records })));
    return;
  }
  const answer = await receive({
    requestContext: { http: { method: request.method } },
    headers: request.headers as Record<string, string>,
    body: body.toString('base64'),
    isBase64Encoded: true,
  });
  response.writeHead(answer.statusCode, answer.headers).end(answer.body);
}).listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => console.log('ready'));
