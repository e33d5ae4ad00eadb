import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A program of one file of this folder, with another text. */
function programOf(file: string, text: string): ts.Program {
  const configFile = fileURLToPath(new URL('../tsconfig.json', import.meta.url));
  const { config } = ts.readConfigFile(configFile, ts.sys.readFile);
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const host = ts.createCompilerHost(options);
  const { readFile } = host;
  host.readFile = (name) => (name === file ? text : readFile(name));
  return ts.createProgram([file], options, host);
}

/** What the compiler says of a file of this folder, with another text. */
export function typeErrors(file: string, text: string): string[] {
  return ts
    .getPreEmitDiagnostics(programOf(file, text))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** The names of the types that a package exports. */
export function exportedTypes(file: string, name: string): string[] {
  const program = programOf(file, `import type * as all from '${name}';\nexport type { all };`);
  const checker = program.getTypeChecker();
  const [imported] = program.getSourceFile(file)!.statements;
  const module = checker.getSymbolAtLocation((imported as ts.ImportDeclaration).moduleSpecifier)!;
  return checker
    .getExportsOfModule(module)
    .filter((symbol) => {
      const { flags } = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      return (flags & ts.SymbolFlags.Type) !== 0;
    })
    .map((symbol) => symbol.name)
    .sort();
}
