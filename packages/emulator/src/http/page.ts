import { createHash } from 'node:crypto';

/** The page's script and style, which the build puts here. Absent where the sources run as they are: in their own tests. */
declare const __PAGE__: { script: string; style: string };

const { script, style } = typeof __PAGE__ === 'undefined' ? { script: '', style: '' } : __PAGE__;

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * The page has its own script and its own style, and no other. It asks the emulator alone, shows nothing but the emulator's
 * messages in a frame, and no page shows it in one. No text becomes markup: there is no policy of trusted types.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  `script-src ${hashOf(script)}`,
  `style-src ${hashOf(style)}`,
  "connect-src 'self'",
  'img-src data:',
  "frame-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The page at `/_emulator`. All that it shows it reads from the routes below. */
export function page(): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Customer.io emulator</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<noscript>The page needs JavaScript. The same is at /_emulator/summary, /_emulator/messages and so on, as JSON.</noscript>
<script type="module">${script}</script>
</body>
</html>`;
}
