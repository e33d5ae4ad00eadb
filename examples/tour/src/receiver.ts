import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifySignature } from '@cio/webhooks';

export interface Receiver {
  url: string;
  /** The webhooks that came in and were verified. */
  verified: Record<string, unknown>[];
  refused: number;
  close(): void;
}

/** A webhook receiver as an application would have one. */
export async function startReceiver(signingKey: string): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const valid = await verifySignature({
      signingKey,
      timestamp: request.headers['x-cio-timestamp'],
      signature: request.headers['x-cio-signature'],
      body,
      toleranceSeconds: 300,
    });
    if (valid) receiver.verified.push(JSON.parse(body.toString()));
    else receiver.refused++;
    response.writeHead(valid ? 200 : 401).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/webhooks`,
    verified: [],
    refused: 0,
    close: () => server.close(),
  };
  return receiver;
}
