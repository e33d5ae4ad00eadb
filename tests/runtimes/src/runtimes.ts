import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Runtime {
  name: string;
  /** The program, or undefined where this machine has none. */
  program: string | undefined;
  args: string[];
}

function installed(path: string): string | undefined {
  const file = fileURLToPath(new URL(`../binaries/node_modules/${path}`, import.meta.url));
  return existsSync(file) ? file : undefined;
}

/** The runtimes that run a file; they come from the registry at pinned versions, for Linux on x64. */
export const runtimes: Runtime[] = [
  { name: 'the oldest Node, 20.0', program: installed('node-20-0/bin/node'), args: [] },
  { name: `Node ${process.versions.node}`, program: process.execPath, args: [] },
  { name: 'Node 22', program: installed('node-22/bin/node'), args: [] },
  { name: 'Node 24', program: installed('node-24/bin/node'), args: [] },
  { name: 'Node 26', program: installed('node-26/bin/node'), args: [] },
  { name: 'Bun', program: installed('@oven/bun-linux-x64/bin/bun'), args: ['run'] },
  {
    name: 'Deno',
    program: installed('@deno/linux-x64-glibc/deno'),
    args: ['run', '-A', '--node-modules-dir=manual'],
  },
];

export const workerd: string | undefined = installed('@cloudflare/workerd-linux-64/bin/workerd');
