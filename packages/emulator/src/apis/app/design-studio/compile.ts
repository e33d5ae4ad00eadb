import type { DesignStudio, Draft, StoredComponent } from '../../../store/design-studio.js';

/** How deep components can be in one another. */
const MAX_DEPTH = 3;
/** How long a compiled email can be, in characters. */
const MAX_COMPILED = 5_000_000;

/** The components that an email uses itself. */
export function componentsIn({ components }: DesignStudio, { content }: Draft): StoredComponent[] {
  const { html = '' } = content;
  return [...components.values()].filter(({ tag }) => html.includes(`<${tag}`));
}

/** An email's HTML with what its components stand for. Liquid is left as it is. */
export function compileHtml({ components }: DesignStudio, html: string): string {
  let compiled = html;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const before = compiled;
    for (const { tag, content } of components.values()) compiled = replaceElements(compiled, tag, content);
    if (compiled === before || compiled.length > MAX_COMPILED) break;
  }
  return compiled.slice(0, MAX_COMPILED);
}

/** Replaces each element of a tag, whether it is `<x-part/>` or `<x-part></x-part>`. */
function replaceElements(html: string, tag: string, content: string): string {
  const closing = `</${tag}>`;
  let result = '';
  let from = 0;
  while (result.length <= MAX_COMPILED) {
    const start = html.indexOf(`<${tag}`, from);
    const end = start < 0 ? -1 : html.indexOf('>', start);
    if (end < 0) break;
    const isElement = /[\s/>]/.test(html[start + tag.length + 1]!);
    const isClosed = html[end - 1] === '/';
    const closingAt = isElement && !isClosed ? html.indexOf(closing, end) : end;
    // No element of this tag is closed from here on.
    if (closingAt < 0) break;
    result += html.slice(from, isElement ? start : end + 1) + (isElement ? content : '');
    from = isElement && !isClosed ? closingAt + closing.length : end + 1;
  }
  return result + html.slice(from);
}
