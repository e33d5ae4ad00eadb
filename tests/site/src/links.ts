import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { dist } from './serve.js';

/** Every link of the built site to a file or a heading of its own that is not there, as `page → link`. */
export async function brokenLinks(): Promise<{ pages: number; links: number; broken: string[] }> {
  const files = new Set(
    (await readdir(dist, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => posix.join(entry.parentPath, entry.name).slice(posix.join(dist).length)),
  );
  const pages = [...files].filter((file) => file.endsWith('.html'));
  const ids = new Map<string, Set<string>>();
  const links: { page: string; link: string; file: string; anchor: string }[] = [];
  for (const page of pages) {
    const html = await readFile(join(dist, page), 'utf8');
    ids.set(page, new Set([...html.matchAll(/ (?:id|name)="([^"]+)"/g)].map(([, id]) => decode(id!))));
    for (const [, link = ''] of html.matchAll(/<(?:a|link|script|img)\b[^>]*? (?:href|src)="([^"]*)"/g)) {
      const url = new URL(decode(link), `http://site/${page}`);
      if (url.origin !== 'http://site') continue;
      const path = decodeURIComponent(url.pathname).slice(1);
      const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
      links.push({ page, link, file, anchor: decodeURIComponent(url.hash.slice(1)) });
    }
  }
  const broken = links.filter(
    ({ file, anchor }) =>
      !files.has(file) || (anchor !== '' && file.endsWith('.html') && !ids.get(file)!.has(anchor)),
  );
  return {
    pages: pages.length,
    links: links.length,
    broken: [...new Set(broken.map(({ page, link }) => `${page} → ${link}`))],
  };
}

const decode = (text: string) =>
  text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<');
