import { readFile, writeFile } from 'node:fs/promises';
import type { AppClient } from '@cio/app-api';
import { diffLines } from './diff.js';
import { printModule, type WrittenModule } from './module/print-module.js';
import { readWorkspace } from './workspace/read-workspace.js';

/**
 * Reads a workspace and writes its typed module: only with GET, within the rate limits of the client.
 *
 * @param app A client of the App API.
 * @param file The path of the module, such as `src/customer-io.gen.ts`. It is overwritten.
 * @returns The source, and what could not be analysed.
 * @throws ApiError if the key may not read a part of the workspace; RetryableError if Customer.io cannot be reached.
 */
export async function pull(app: AppClient, file: string): Promise<WrittenModule> {
  const written = await generate(app);
  await writeFile(file, written.source);
  return written;
}

/** The typed module of a workspace, without writing it. */
export async function generate(app: AppClient): Promise<WrittenModule> {
  return printModule(await readWorkspace(app));
}

/**
 * Compares a workspace with the module that was written from it.
 *
 * @param app A client of the App API.
 * @param file The path of the module.
 * @returns The difference by lines, with `-` before what only the file has and `+` before what only the workspace has; `''` if there
 * is none.
 * @throws Error if the file cannot be read.
 */
export async function check(app: AppClient, file: string): Promise<string> {
  const before = await readFile(file, 'utf8');
  const { source } = await generate(app);
  return diffLines(before.replaceAll('\r\n', '\n'), source);
}
