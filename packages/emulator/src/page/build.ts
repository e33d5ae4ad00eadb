import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface BuiltPage {
  script: string;
  style: string;
}

/** Makes one script and one style of the page's sources. */
export async function buildPage(): Promise<BuiltPage> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('main.tsx', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    outdir: 'page',
    format: 'esm',
    target: ['es2022', 'chrome110', 'firefox115', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
  });
  const textOf = (extension: string) => outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? '';
  return {
    // Both stand in a page of HTML, where nothing may end their elements.
    script: textOf('.js').replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--'),
    style: textOf('.css').replaceAll('</style', '<\\/style'),
  };
}
