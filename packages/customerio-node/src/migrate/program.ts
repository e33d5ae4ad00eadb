import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type ts from 'typescript';

/** The files that are looked at. */
const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** The sources in folders, and files by name, without what is installed or built. */
export function sourceFiles(typescript: typeof ts, paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const absolute = resolve(path);
    if (statSync(absolute).isFile()) return [absolute];
    return typescript.sys
      .readDirectory(absolute, EXTENSIONS, ['**/node_modules', '**/dist'])
      .filter((file) => !file.endsWith('.d.ts'));
  });
}

/** The program that tells the types of what stands in the files: with the nearest tsconfig.json, or without one. */
export function createProgram(typescript: typeof ts, files: readonly string[]): ts.Program {
  const folder = resolve(files[0] ?? '.', '..');
  const configFile = typescript.findConfigFile(folder, typescript.sys.fileExists);
  const config = configFile ? typescript.readConfigFile(configFile, typescript.sys.readFile).config : {};
  const { options } = typescript.parseJsonConfigFileContent(
    config,
    typescript.sys,
    resolve(configFile ?? `${folder}/tsconfig.json`, '..'),
  );
  const { ModuleKind, ModuleResolutionKind, ScriptTarget } = typescript;
  return typescript.createProgram([...files], {
    target: ScriptTarget.ES2022,
    module: ModuleKind.Node16,
    moduleResolution: ModuleResolutionKind.Node16,
    ...options,
    allowJs: true,
    noEmit: true,
    skipLibCheck: true,
  });
}
