import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface Worker {
  url: string;
  process: ChildProcess;
}

/** Bundles a Worker, serves it with workerd from a folder, and resolves when it answers. */
export async function startWorkerd(
  program: string,
  entryPoint: string,
  folder: string,
  environment: Record<string, string> = {},
): Promise<Worker> {
  await build({
    entryPoints: [entryPoint],
    outfile: join(folder, 'bundle.mjs'),
    bundle: true,
    format: 'esm',
    // As wrangler does it.
    conditions: ['workerd', 'worker', 'browser'],
    platform: 'neutral',
  });
  const port = await freePort();
  await writeFile(join(folder, 'config.capnp'), config(port, environment));
  const child = spawn(program, ['serve', join(folder, 'config.capnp')], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; ; attempt++) {
    const answered = await fetch(url).catch((error) => error);
    if (answered instanceof Response) return { url, process: child };
    if (attempt === 100) throw answered;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function config(port: number, environment: Record<string, string>): string {
  const bindings = Object.entries(environment).map(
    ([name, text]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(text)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "bundle.mjs")],
      bindings = [${bindings.join(', ')}],
      compatibilityDate = "2026-01-01",
    )),
    (name = "internet", network = (allow = ["private", "public"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`;
}

/** A port of this machine where nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
