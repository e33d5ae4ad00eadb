import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './median.js';

/** A plan of 500 events, and two calls by it. */
function planOf(imports: string, shapeOf: (n: number) => string): string {
  const events = Array.from(
    { length: 500 },
    (_, n) => `  /** The event ${n}. */\n  event_${n}: ${shapeOf(n)},\n`,
  );
  return `import { TrackClient } from '@cio/track';
${imports}
export const plan = definePlan({ events: {
${events.join('')}} });
const track = plan.track(new TrackClient({ siteId: 'site', apiKey: 'key' }));
await track.track('5', 'event_7', { total: 1, items: [], note_7: 'a' });
await track.track('5', plan.events.event_499, { total: 1, items: [{ sku: 'A' }] });
`;
}

function zodShape(n: number): string {
  return `z.object({ total: z.number(), items: z.array(z.object({ sku: z.string() })), note_${n}: z.string().optional() })`;
}

const FILES: Record<string, string> = {
  'an empty file': 'export {};\n',
  'all of @cio/app-api': `import { AppClient } from '@cio/app-api';
export type Answers = { [R in keyof AppClient]: AppClient[R] extends object
  ? { [M in keyof AppClient[R]]: AppClient[R][M] extends (...args: never) => infer A ? Awaited<A> : never }
  : never };
const app = new AppClient({ apiKey: 'key' });
for await (const campaign of app.campaigns.list()) if (campaign.type === 'event') console.log(campaign.event_name);
export const { message } = await app.messages.get('1');
`,
  'a tracking plan of 500 events, by plain types': planOf(
    "import { definePlan, typed } from '@cio/tracking-plan';",
    (n) => `typed<{ total: number; items: { sku: string }[]; note_${n}?: string }>()`,
  ),
  // What is Zod's own share of the next.
  '500 schemas of Zod, and no plan': `import { z } from 'zod';
export const schemas = {
${Array.from({ length: 500 }, (_, n) => `event_${n}: ${zodShape(n)},\n`).join('')}};
`,
  'a tracking plan of 500 events, by Zod': planOf(
    "import { definePlan } from '@cio/tracking-plan';\nimport { z } from 'zod';",
    zodShape,
  ),
};

/** Seconds that a consumer's compiler takes, its own start included. */
export function measureCompileTimes(rounds: number): { what: string; seconds: number }[] {
  // Inside this package, so that the compiler finds the others.
  const folder = fileURLToPath(new URL('../.compile', import.meta.url));
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const times = new Map(Object.keys(FILES).map((what) => [what, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [what, code] of Object.entries(FILES)) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'main.ts'), code);
      writeFileSync(
        join(folder, 'tsconfig.json'),
        '{ "compilerOptions": { "target": "es2022", "module": "esnext", "moduleResolution": "bundler", "strict": true, "noEmit": true, "types": ["node"] } }',
      );
      const startedAt = performance.now();
      const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
      if (status !== 0) throw new Error(stdout);
      times.get(what)!.push((performance.now() - startedAt) / 1000);
    }
  }
  rmSync(folder, { recursive: true });
  return [...times].map(([what, seconds]) => ({ what, seconds: median(seconds) }));
}
