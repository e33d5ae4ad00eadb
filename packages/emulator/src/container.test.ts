// The Dockerfile and the compose file cannot be built here: they are linted, and what they start is started without a container.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { validate } from 'dockerfile-utils';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string) => readFileSync(join(root, name), 'utf8');

/** What an instruction of the Dockerfile has as JSON. */
const instruction = (pattern: RegExp) => JSON.parse(pattern.exec(read('Dockerfile'))![1]!) as string[];

test('the linters have nothing to say', async () => {
  expect(validate(read('Dockerfile'))).toEqual([]);
  const manifest = createRequire(import.meta.url).resolve('dclint/package.json');
  const cli = join(dirname(manifest), 'bin/dclint.cjs');
  const args = [cli, '--max-warnings', '0', 'compose.yaml'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root }).catch(
    (error: { stdout: string }) => ({ stdout: error.stdout || String(error) }),
  );
  expect(stdout.trim()).toBe('');
});

test('what the container starts is healthy, keeps its state, and ends when it is stopped', async () => {
  const [command, ...entry] = instruction(/^ENTRYPOINT (.+)$/m);
  const cmd = instruction(/^CMD (.+)$/m);
  expect(command).toBe('cio-emulator');
  const { services } = parse(read('compose.yaml')) as { services: { emulator: { command: string[] } } };
  expect(services.emulator.command).toEqual(cmd);

  const data = mkdtempSync(join(tmpdir(), 'cio-container-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const start = async () => {
    // Any free port, and a folder that is there.
    const args = [...entry, ...cmd].map((arg) => (arg === '3900' ? '0' : arg === '/data' ? data : arg));
    const child = spawn(process.execPath, [join(root, 'dist/cli.js'), ...args]);
    onTestFinished(() => void child.kill('SIGKILL'));
    const [output] = (await once(child.stdout, 'data')) as [Buffer];
    return { child, url: /at (\S+)/.exec(output.toString())![1]! };
  };
  const health = (url: string) => {
    const [node, ...args] = instruction(/HEALTHCHECK[\s\S]*?CMD (.+)$/m);
    expect(node).toBe('node');
    return promisify(execFile)(
      process.execPath,
      args.map((arg) => arg.replace('http://127.0.0.1:3900', url)),
    );
  };
  const first = await start();
  await health(first.url);
  await expect(health('http://127.0.0.1:1')).rejects.toThrow();
  await fetch(`${first.url}/_emulator/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ time: '2040-01-01T00:00:00Z' }),
  });
  first.child.kill('SIGTERM');
  expect((await once(first.child, 'exit'))[0]).toBe(0);
  const second = await start();
  const { time } = (await (await fetch(`${second.url}/_emulator/clock`)).json()) as { time: string };
  expect(time).toMatch(/^2040-01-01/);
});
