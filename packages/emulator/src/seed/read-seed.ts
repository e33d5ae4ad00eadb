import { readFile } from 'node:fs/promises';
import type { SeedError } from './checks.js';
import type { Seed } from './seed.js';

/** A seed, and how an error in it is told. */
export interface SeedSource {
  seed: Seed;
  /** An error with the file and the line, where the seed is one's. */
  explain(error: SeedError): Error;
}

/**
 * Reads a seed: of a file in YAML or JSON, or as it is.
 *
 * @throws An error with the file and the line, where it cannot be read.
 */
export async function readSeed(source: string | Seed): Promise<SeedSource> {
  if (typeof source !== 'string') {
    return { seed: source, explain: (error) => new Error(`seed: ${error.message}`) };
  }
  const text = await readFile(source, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'ENOENT' ? `${source}: there is no such file` : error.message);
  });
  // JSON is YAML too. Who needs no seed does not load it.
  const { LineCounter, parseDocument } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error) throw new Error(`${source}:${lineCounter.linePos(error.pos[0]).line}: ${error.message}`);
  return {
    seed: (document.toJS() ?? {}) as Seed,
    explain: ({ path, message }) => {
      // The line of the value, or of what it is missing in.
      for (let depth = path.length; depth >= 0; depth--) {
        const node: unknown = document.getIn(path.slice(0, depth), true);
        const range = (node as { range?: [number, number, number] } | undefined)?.range;
        if (range) return new Error(`${source}:${lineCounter.linePos(range[0]).line}: ${message}`);
      }
      return new Error(`${source}: ${message}`);
    },
  };
}
