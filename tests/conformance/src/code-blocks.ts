import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { scratch } from './compile.js';

const root = new URL('../../../', import.meta.url);

/** The TypeScript of a README or a guide, block by block. */
export async function codeBlocks(file: string): Promise<string[]> {
  const text = await readFile(new URL(file, root), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code!);
}

/** Writes a block as a module that can be run or imported, and returns where it is. */
export async function writeModule(folder: string, name: string, code: string): Promise<string> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  await mkdir(scratch(folder), { recursive: true });
  const file = join(scratch(folder), `${name}.mjs`);
  await writeFile(file, outputText);
  return file;
}
