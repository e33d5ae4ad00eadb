import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts a program of the folder `scenario`, and resolves with its first message. */
export async function start(
  program: string,
  args: readonly (string | number)[],
): Promise<{ child: ChildProcess; message: unknown }> {
  const path = fileURLToPath(new URL(`../../scenario/${program}.mjs`, import.meta.url));
  const child = fork(path, args.map(String), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${program} ended`))),
  ]);
  return { child, message };
}
