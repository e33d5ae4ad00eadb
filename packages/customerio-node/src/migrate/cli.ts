#!/usr/bin/env node
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import type ts from 'typescript';
import { type Migration, migrate, type Place } from './migrate.js';
import { createProgram, sourceFiles } from './program.js';

const USAGE = `usage: customerio-node migrate [--dry-run] <file or folder>…

Rewrites the calls of customerio-node that mean the same with the clients of @cio, as calls of client.modern, and lists the
rest. It reads types: customerio-node has to be installed, as itself or as npm:@cio/customerio-node, and typescript too,
5 or 6: TypeScript 7 has no API for this.
`;
const INSTALL = 'npm install --no-save typescript@6';

function main([command, ...args]: string[]): number {
  const paths = args.filter((arg) => !arg.startsWith('--'));
  const unknown = args.find((arg) => arg.startsWith('--') && arg !== '--dry-run');
  if (command !== 'migrate' || paths.length === 0 || unknown !== undefined) {
    process.stderr.write(unknown === undefined ? USAGE : `unknown option ${unknown}\n\n${USAGE}`);
    return 2;
  }
  const missing = paths.filter((path) => !existsSync(path));
  if (missing.length > 0) {
    process.stderr.write(`no such file or folder: ${missing.join(', ')}\n`);
    return 2;
  }
  const typescript = loadTypeScript();
  if (!typescript) {
    process.stderr.write(
      `typescript 5 or 6 is not installed here, which this needs for a moment: ${INSTALL}\n`,
    );
    return 2;
  }
  const files = sourceFiles(typescript, paths);
  const migration = migrate(typescript, createProgram(typescript, files), files);
  if (!args.includes('--dry-run')) {
    for (const [file, text] of migration.changed) writeFileSync(file, text);
  }
  process.stdout.write(report(migration, files.length));
  return 0;
}

/** The project's own TypeScript, or the one beside this package, if it has the API of the compiler. */
function loadTypeScript(): typeof ts | undefined {
  for (const from of [join(process.cwd(), 'package.json'), __filename]) {
    try {
      const typescript = createRequire(from)('typescript') as typeof ts;
      if (typeof typescript.createProgram === 'function') return typescript;
    } catch {
      // The next one.
    }
  }
  return undefined;
}

function report({ changed, rewritten, leftovers, checks }: Migration, files: number): string {
  const lines = [
    `${rewritten} calls rewritten in ${changed.size} of ${files} files.`,
    ...list(`rewritten, to be checked once, by the lines before the change`, checks),
    ...list('left', leftovers),
  ];
  return `${lines.join('\n')}\n`;
}

function list(title: string, places: readonly Place[]): string[] {
  if (places.length === 0) return [];
  const lines = places.flatMap(({ file, line, column, text, reason }) => [
    `${relative(process.cwd(), file)}:${line}:${column}  ${text}`,
    `    ${reason}`,
  ]);
  return ['', `${places.length} places are ${title}:`, ...lines];
}

process.exitCode = main(process.argv.slice(2));
