import { randomUUID } from 'node:crypto';
import { decodeHTML, decodeHTMLAttribute } from 'entities/decode';
import type { StoredMessage } from '../../store/messages.js';

interface Header {
  name: string;
  value: string;
}

/** The headers of a message as they are sent. Of other channels than email: what names it. */
export function headersOf(message: StoredMessage): Header[] {
  const { id, type, recipient, subject, created, archived, headers = {} } = message;
  const fields: [string, string | undefined][] =
    type === 'email'
      ? [
          ['From', archived?.from],
          ['To', recipient],
          ['Cc', archived?.cc],
          ['Bcc', archived?.bcc],
          ['Reply-To', archived?.reply_to],
          ['Subject', subject],
          ['Date', new Date(created * 1000).toUTCString()],
          ['Message-ID', `<${id}@emulator.invalid>`],
          ...Object.entries(headers),
        ]
      : [
          ['To', recipient],
          ['Title', subject],
          ['Date', new Date(created * 1000).toUTCString()],
        ];
  return fields.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [{ name, value }]));
}

/** A message as it goes over the wire: MIME for an email, and its body for the other channels. */
export function sourceOf(message: StoredMessage): string {
  const { type, archived, plain_body, attachments = [] } = message;
  const body = archived?.body ?? '';
  if (type !== 'email') return body;
  const text = part('text/plain; charset=utf-8', plain_body ?? textOfHtml(body));
  const alternative = multipart('alternative', [text, part('text/html; charset=utf-8', body)]);
  const files = attachments.map(({ name, content = '' }) =>
    [
      'Content-Type: application/octet-stream',
      `Content-Disposition: attachment; filename="${name.replace(/["\r\n\\]/g, '_')}"`,
      'Content-Transfer-Encoding: base64',
      '',
      content.replace(/\s/g, '').replace(/.{76}/g, '$&\r\n'),
    ].join('\r\n'),
  );
  const content = files.length > 0 ? multipart('mixed', [alternative, ...files]) : alternative;
  const lines = headersOf(message).map(
    ({ name, value }) => `${oneLine(name)}: ${encodedWord(oneLine(value))}`,
  );
  return [...lines, 'MIME-Version: 1.0', content].join('\r\n');
}

function part(type: string, content: string): string {
  return [`Content-Type: ${type}`, 'Content-Transfer-Encoding: 8bit', '', content].join('\r\n');
}

function multipart(kind: string, parts: string[]): string {
  const boundary = `=_${randomUUID()}`;
  const body = parts.map((one) => `--${boundary}\r\n${one}\r\n`).join('');
  return `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${body}--${boundary}--\r\n`;
}

/** A header is one line, whatever is in it. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}

/** Text that is not ASCII, as RFC 2047 writes it. */
function encodedWord(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  // An encoded word has at most 75 characters: 45 bytes and what is around them.
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > 45) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((one) => `=?utf-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ');
}

/** Characters without a width, which people do not see: they stand in words where a line may break. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;

/** The text of HTML, about as a reader sees it. */
export function textOfHtml(html: string): string {
  return decodeHTML(
    withoutHidden(html)
      .replace(/\s{2,}|[^\S ]/g, ' ')
      .replace(/<(?:br|\/p|\/div|\/tr|\/h[1-6]|\/li|\/table)\b[^<>]*>/gi, '\n')
      .replace(/<[^<>]*>/g, ''),
  )
    .replace(INVISIBLE, '')
    .replace(/[^\S\n]{2,}|[^\S\n ]/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** HTML without comments and without the elements whose text is not shown. What is not closed reaches to the end, as in a browser. */
function withoutHidden(html: string): string {
  const lower = html.toLowerCase();
  const opening = /<(?:!--|(style|script|head|title)\b)/g;
  let visible = '';
  let end = 0;
  for (let match = opening.exec(lower); match; match = opening.exec(lower)) {
    visible += `${html.slice(end, match.index)} `;
    const close = match[1] === undefined ? '-->' : `</${match[1]}`;
    const from = lower.indexOf(close, match.index);
    if (from < 0) return visible;
    end = match[1] === undefined ? from + close.length : lower.indexOf('>', from) + 1;
    if (end === 0) return visible;
    opening.lastIndex = end;
  }
  return visible + html.slice(end);
}

/** The addresses that a message links to, in order, each once. */
export function linksOf(html: string, text: string): string[] {
  const inHtml = [...html.matchAll(/<a\b[^<>]*?\bhref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')/gi)].map(
    ([, double, single]) => decodeHTMLAttribute(double ?? single ?? ''),
  );
  const inText = [...text.matchAll(/\bhttps?:\/\/[^\s<>"')\]]+/g)].map(([url]) =>
    url.replace(/[.,;:!?]+$/, ''),
  );
  return [...new Set([...inHtml, ...inText])]
    .filter((url) => /^(?:https?|mailto|tel):/i.test(url))
    .slice(0, 200);
}
