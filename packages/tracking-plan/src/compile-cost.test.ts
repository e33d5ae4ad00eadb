import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const FILE = fileURLToPath(new URL('compile-cost.ts', import.meta.url));
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  types: ['node'],
};

/** How many types the compiler instantiates for a plan of so many events, and the calls behind it. */
function instantiations(events: number, calls: string): number {
  const text = `import { TrackClient } from '@cio/track';
import { z } from 'zod';
import { definePlan } from './index.ts';
const plan = definePlan({ events: {
${Array.from({ length: events }, (_, n) => `event_${n}: z.object({ total: z.number(), note_${n}: z.string().optional() }),`).join('\n')}
} });
const track = plan.track(new TrackClient({ siteId: 'site', apiKey: 'key' }));
export const results = [${calls}];`;
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === FILE || fileExists.call(host, name);
  host.getSourceFile = (name, ...rest) =>
    name === FILE
      ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022)
      : getSourceFile.call(host, name, ...rest);
  const program = ts.createProgram([FILE], OPTIONS, host);
  const messages = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
  expect(messages).toEqual([]);
  return program.getInstantiationCount();
}

test('a call costs the compiler the same, however many events the plan has', () => {
  const costOfCall = (events: number) =>
    instantiations(events, "track.track('5', 'event_7', { total: 1, note_7: 'a' })") -
    instantiations(events, '');
  expect(costOfCall(200)).toBeLessThan(2 * costOfCall(10));
});
