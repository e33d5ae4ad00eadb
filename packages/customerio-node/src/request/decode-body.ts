import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib';

// As `fetch` decodes: what comes before the end of a body that is cut off is kept.
const ZLIB = { finishFlush: constants.Z_SYNC_FLUSH };
const BROTLI = { finishFlush: constants.BROTLI_OPERATION_FLUSH };

type Decode = (body: Buffer, maxOutputLength: number) => Promise<Buffer>;

const gunzipped: Decode = (body, maxOutputLength) => promisify(gunzip)(body, { ...ZLIB, maxOutputLength });

const DECODERS: Readonly<Record<string, Decode>> = {
  gzip: gunzipped,
  'x-gzip': gunzipped,
  // Some servers send "deflate" without the header that belongs to it.
  deflate: (body, maxOutputLength) =>
    promisify((body[0]! & 0x0f) === 0x08 ? inflate : inflateRaw)(body, { ...ZLIB, maxOutputLength }),
  br: (body, maxOutputLength) => promisify(brotliDecompress)(body, { ...BROTLI, maxOutputLength }),
};

/** The codings that `fetch` asks a server for. */
export function acceptedEncodings(url: string): string {
  return url.startsWith('https:') ? 'br, gzip, deflate' : 'gzip, deflate';
}

/**
 * Decodes a body by its `Content-Encoding`. One with a coding that is not known stays as it is, as with `fetch`.
 *
 * @throws Error for a body that is not of its coding, and for one of more than `maxBytes` when it is decoded.
 */
export async function decodeBody(body: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  const codings = encoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim());
  if (body.length === 0 || !codings.every((coding) => Object.hasOwn(DECODERS, coding))) return body;
  let decoded = body;
  for (const coding of codings.reverse()) decoded = await DECODERS[coding]!(decoded, maxBytes);
  return decoded;
}
