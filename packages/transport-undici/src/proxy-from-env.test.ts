import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Server } from 'node:net';
import { TrackClient } from '@cio/track';
import { expect, onTestFinished, test, vi } from 'vitest';
import { proxyFromEnv, undiciTransport } from './index.js';
import { certificate } from './test-servers.js';

async function listen(server: Pick<Server, 'listen' | 'close' | 'address'>): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** A proxy that opens a tunnel to wherever it is asked to, and keeps who that was. */
async function listenProxy() {
  const targets: string[] = [];
  const proxy = createServer().on('connect', (request, from) => {
    targets.push(request.url!);
    const to = connect(Number(request.url!.split(':')[1]), '127.0.0.1', () => {
      from.write('HTTP/1.1 200 OK\r\n\r\n');
      from.pipe(to).pipe(from);
    });
    to.on('error', () => from.destroy());
    from.on('error', () => to.destroy());
  });
  return { url: `http://127.0.0.1:${await listen(proxy)}`, targets };
}

function environment(values: Record<string, string>): void {
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']) {
    vi.stubEnv(name, values[name]);
    vi.stubEnv(name.toLowerCase(), undefined);
  }
  onTestFinished(() => void vi.unstubAllEnvs());
}

async function call(): Promise<{ port: number }> {
  const port = await listen(createTlsServer(certificate, (_, response) => void response.end('{}')));
  const dispatcher = proxyFromEnv({
    requestTls: { ca: certificate.cert },
    connect: { ca: certificate.cert },
  } as object);
  const track = new TrackClient({
    siteId: 's',
    apiKey: 'k',
    baseUrl: `https://localhost:${port}`,
    transport: undiciTransport({ dispatcher }),
  });
  await track.track('C-1', 'bought');
  await track.close();
  await dispatcher.close();
  return { port };
}

test('the proxy that the environment names is gone through', async () => {
  const { url, targets } = await listenProxy();
  environment({ HTTPS_PROXY: url });
  const { port } = await call();
  expect(targets).toEqual([`localhost:${port}`]);
});

test('but not to the hosts of NO_PROXY', async () => {
  const { url, targets } = await listenProxy();
  environment({ HTTPS_PROXY: url, NO_PROXY: 'localhost,example.com' });
  await call();
  expect(targets).toEqual([]);
});

test('where none is named, nothing is in between', async () => {
  environment({});
  await call();
});
