import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** What an editor shows of one entry of a completion. */
export interface Completion {
  name: string;
  /** Its doc comment; empty where it has none. */
  documentation: string;
}

const CURSOR = '/*|*/';
const root = fileURLToPath(new URL('..', import.meta.url));
const libraries = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'lib/');

/** TypeScript as an editor uses it, over one file that is not on the disk. Its imports are found as this package finds them. */
export class Editor {
  readonly #file = `${root}src/in-an-editor.ts`;
  #text = '';
  #version = 0;
  readonly #service: ts.LanguageService;

  constructor() {
    const options: ts.CompilerOptions = {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
    };
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => [this.#file],
      getScriptVersion: (name) => (name === this.#file ? String(this.#version) : '1'),
      getScriptSnapshot: (name) => {
        const text = name === this.#file ? this.#text : ts.sys.readFile(name);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => root,
      getDefaultLibFileName: (settings) => libraries + ts.getDefaultLibFileName(settings),
      fileExists: (name) => name === this.#file || ts.sys.fileExists(name),
      readFile: ts.sys.readFile,
      realpath: (path) => ts.sys.realpath?.(path) ?? path,
      readDirectory: ts.sys.readDirectory,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
    });
  }

  /** The program of a text, for questions about its types. */
  open(text: string): { checker: ts.TypeChecker; file: ts.SourceFile } {
    this.#text = text;
    this.#version++;
    const program = this.#service.getProgram()!;
    return { checker: program.getTypeChecker(), file: program.getSourceFile(this.#file)! };
  }

  /** What an editor offers where the text has its cursors, written as a comment of one bar. */
  complete(text: string): Completion[][] {
    const parts = text.split(CURSOR);
    this.open(parts.join(''));
    let position = 0;
    return parts.slice(0, -1).map((part) => {
      position += part.length;
      const completions = this.#service.getCompletionsAtPosition(this.#file, position, {});
      // Where no fields are expected, an editor offers all names there are.
      const entries = completions?.isMemberCompletion ? completions.entries : [];
      return entries.map(({ name, source, data }) => {
        const at = [this.#file, position, name, {}, source, {}, data] as const;
        const details = this.#service.getCompletionEntryDetails(...at);
        return { name, documentation: ts.displayPartsToString(details?.documentation) };
      });
    });
  }
}
