import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { median } from './median.js';

/** Everything from the start of a process to the answer to its first call, in milliseconds. */
const PROGRAMS: Record<string, string> = {
  'node, nothing else': '',
  'customerio-node': `const { TrackClient } = await import('customerio-node');
    await new TrackClient('site', 'key', { url: process.env.URL }).track('C-1', { name: 'a' });`,
  '@cio/track': `const { TrackClient } = await import('@cio/track');
    const client = new TrackClient({ siteId: 'site', apiKey: 'key', baseUrl: process.env.URL });
    await client.track('C-1', 'a');`,
  '@cio/app-api': `const { AppClient } = await import('@cio/app-api');
    const client = new AppClient({ apiKey: 'key', baseUrl: process.env.URL });
    await client.messages.get('1');`,
};

export interface ColdStart {
  who: string;
  milliseconds: number;
}

export async function measureColdStarts(url: string, rounds: number): Promise<ColdStart[]> {
  const taken = new Map(Object.keys(PROGRAMS).map((who) => [who, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [who, program] of Object.entries(PROGRAMS)) {
      const startedAt = performance.now();
      const child = spawn(
        process.execPath,
        ['--input-type=module', '--eval', `${program}; process.exit(0)`],
        {
          cwd: fileURLToPath(new URL('..', import.meta.url)),
          env: { ...process.env, URL: url },
          stdio: ['ignore', 'inherit', 'inherit'],
        },
      );
      const [code] = await once(child, 'exit');
      if (code !== 0) throw new Error(`${who} ended with ${code}`);
      taken.get(who)!.push(performance.now() - startedAt);
    }
  }
  return [...taken].map(([who, times]) => ({ who, milliseconds: median(times) }));
}
