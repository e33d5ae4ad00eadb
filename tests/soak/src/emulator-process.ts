// The emulator's command as a process of its own, and requests to it without a client between.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const packageFolder = createRequire(import.meta.url).resolve('@cio/emulator/package.json');
const CLI = join(packageFolder, '../dist/cli.js');

export interface EmulatorProcess {
  url: string;
  child: ChildProcess;
  /** From the start of the process until it listens, in milliseconds. */
  startMs: number;
}

/** Starts the emulator and resolves when it listens. */
export function startProcess(data: string): Promise<EmulatorProcess> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [CLI, '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('exit', (code) => reject(new Error(`the emulator ended with ${code}`)));
    child.stdout!.on('data', (chunk) => {
      output += chunk;
      const url = /baseUrl: (\S+)/.exec(output)?.[1];
      if (url) resolve({ url, child, startMs: performance.now() - startedAt });
    });
  });
}

/** Sends SIGKILL, and resolves when the process is gone. */
export async function kill({ child }: EmulatorProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** The memory of a process that is in use, in MB, as Linux tells it; 0 on other systems. */
export function memoryMb({ pid }: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

/** How long a process was on a core since its start, in seconds, as Linux tells it; 0 on other systems. */
export function cpuSeconds({ pid }: ChildProcess): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the process comes before, in parentheses, and may have spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // User and system time, in ticks of a hundredth of a second.
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

const AUTHORIZATION = {
  track: `Basic ${Buffer.from('emulator-site:emulator-key').toString('base64')}`,
  app: 'Bearer emulator-app-key',
};

/** Requests to one emulator, over connections that stay open. */
export class Requests {
  readonly #url: URL;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });

  constructor(url: string) {
    this.#url = new URL(url);
  }

  /** The response's status and text; undefined where the connection broke. */
  send(method: string, path: string, body: unknown): Promise<{ status: number; text: string } | undefined> {
    return new Promise((resolve) => {
      const bytes = Buffer.from(JSON.stringify(body));
      const outgoing = request(
        {
          host: this.#url.hostname,
          port: this.#url.port,
          method,
          path,
          agent: this.#agent,
          headers: {
            authorization: path.startsWith('/api/') ? AUTHORIZATION.track : AUTHORIZATION.app,
            'content-type': 'application/json',
            'content-length': bytes.length,
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk) => (text += chunk));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
          response.on('error', () => resolve(undefined));
        },
      );
      outgoing.on('error', () => resolve(undefined));
      outgoing.end(bytes);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
