import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import type { Asset } from '../generated/types.js';
import { clientThat } from '../test-transport.js';

const file = new Uint8Array([0, 1, 255]);
const ok = () => ({ body: { asset: { id: 1 } } });

/** What a server makes of the body. */
async function parts(request: { body: unknown; headers: Readonly<Record<string, string>> } | undefined) {
  const headers = { 'content-type': request!.headers['content-type']! };
  const form = await new Response(request!.body as Uint8Array<ArrayBuffer>, { headers }).formData();
  return Object.fromEntries(form);
}

function fail(): never {
  throw new Error('mine');
}

async function* failing() {
  yield file;
  fail();
}

async function* stream(...chunks: unknown[]) {
  yield* chunks as Uint8Array[];
}

/** A byte at a time, always in the same place. */
async function* reusing() {
  const chunk = new Uint8Array(1);
  for (const byte of file) {
    chunk[0] = byte;
    yield chunk;
  }
}

test.each([
  ['bytes', file],
  ['an ArrayBuffer', file.slice().buffer],
  ['a Blob', new Blob([file])],
  ['a stream', stream(file.subarray(0, 1), file.subarray(1))],
  ['a web stream', new Blob([file]).stream() as unknown as AsyncIterable<Uint8Array>],
  ['a part of other bytes', new Uint8Array([9, ...file, 9]).subarray(1, 4)],
  ['a DataView', new DataView(new Uint8Array([9, ...file, 9]).buffer, 1, 3) as unknown as Uint8Array],
  ['bytes of another realm', runInNewContext('new Uint8Array([0, 1, 255])') as Uint8Array],
  ['an ArrayBuffer of another realm', runInNewContext('new Uint8Array([0, 1, 255]).buffer') as ArrayBuffer],
  ['a stream of bytes of another realm', stream(runInNewContext('new Uint8Array([0, 1, 255])'))],
  ['a Blob of another maker', { size: 3, arrayBuffer: async () => file.slice().buffer } as Blob],
  ['a stream that uses its memory again', reusing()],
])('%s', async (_, given) => {
  const { client, requests } = clientThat(ok);
  await client.assets.files.create({ file: given, name: 'logo.png', parent_folder_id: 5 });
  expect(requests[0]?.url).toBe('http://cio.test/v1/assets/files');
  const { file: sent, ...fields } = await parts(requests[0]);
  expect(fields).toEqual({ name: 'logo.png', parent_folder_id: '5' });
  expect(sent).toMatchObject({ name: 'logo.png', type: 'image/png' });
  expect(new Uint8Array(await (sent as File).arrayBuffer())).toEqual(file);
});

test.each([
  ['a.bmp', 'image/bmp'],
  ['a.JPG', 'image/jpeg'],
  ['a.b.jpeg', 'image/jpeg'],
  ['a.gif', 'image/gif'],
  ['a.pdf', 'application/pdf'],
])('%s is %s', async (name, type) => {
  const { client, requests } = clientThat(ok);
  await client.assets.files.create({ file, name });
  expect((await parts(requests[0])).file).toMatchObject({ type });
});

test('a name can break out of nothing', async () => {
  const { client, requests } = clientThat(ok);
  const name = 'x"; filename="y\r\nz: ü.png';
  await client.assets.files.create({ file, name });
  const { file: sent } = await parts(requests[0]);
  expect((sent as File).type).toBe('image/png');
  expect((sent as File).name).toMatch(/^x("|%22); filename=("|%22)y(\r\n|%0D%0A)z: ü\.png$/);
});

test.each(['a\u0000b.png', 'a\u007f.png', 'a\tb.png'])(
  'a name with control characters is a header all the same: %j',
  async (name) => {
    const { client, requests } = clientThat(ok);
    await client.assets.files.create({ file, name });
    const body = Buffer.from(requests[0]!.body as Uint8Array).toString('latin1');
    expect(/^content-disposition: form-data; name="file".*$/m.exec(body)?.[0]).not.toMatch(/\p{Cc}./u);
    expect((await parts(requests[0])).name).toBe(name);
  },
);

test('the root is a folder, and so is none', async () => {
  const { client, requests } = clientThat(ok);
  await client.assets.files.create({ file, name: 'a.png', parent_folder_id: 0 });
  expect((await parts(requests[0])).parent_folder_id).toBe('0');
  const { parent_folder_id }: Asset = { id: 1, name: 'b.png', parent_folder_id: null };
  await client.assets.files.create({ file, name: 'a.png', parent_folder_id });
  expect(await parts(requests[1])).not.toHaveProperty('parent_folder_id');
});

test('an asset is called what you like, besides the name of its file', async () => {
  const { client, requests } = clientThat(ok);
  await client.assets.files.create({ file, name: 'Spring logo', filename: 'logo.png' });
  expect(await parts(requests[0])).toMatchObject({
    name: 'Spring logo',
    file: { name: 'logo.png', type: 'image/png' },
  });
  await client.assets.files.create({ file: new File([file], 'of-file.gif'), name: 'Spring logo' });
  expect(await parts(requests[1])).toMatchObject({
    name: 'Spring logo',
    file: { name: 'of-file.gif', type: 'image/gif' },
  });
  await client.assets.files.create({ file: new File([file], 'of-file.gif') });
  expect(await parts(requests[2])).toMatchObject({ name: 'of-file.gif', file: { name: 'of-file.gif' } });
});

test('fields that have no type yet are fields of the form', async () => {
  const { client, requests } = clientThat(ok);
  await client.assets.files.create({ file, name: 'a.png' }, { extra: { alt_text: 'A logo', sizes: [1, 2] } });
  expect(await parts(requests[0])).toMatchObject({ name: 'a.png', alt_text: 'A logo', sizes: '[1,2]' });
  for (const key of ['name', 'file', 'parent_folder_id']) {
    const call = client.assets.files.create({ file, name: 'a.png' }, { extra: { [key]: 'b' } });
    await expect(call).rejects.toMatchObject({ name: 'ValidationError', field: `extra.${key}` });
  }
  expect(requests).toHaveLength(1);
});

describe('what is refused, before anything is sent', () => {
  const limit = 2 * 1024 * 1024;
  test.each([
    [undefined, 'upload'],
    [null, 'upload'],
    [{ file, name: 'a.constructor' }, 'name'],
    [{ file, name: 'a.__proto__' }, 'name'],
    [{ file, name: 'a.toString' }, 'name'],
    [{ file, name: 'a\ud800.png' }, 'name'],
    [{ file, name: '\udc00.png' }, 'name'],
    [{ file, name: 5 }, 'name'],
    [{ file, name: 'Spring logo' }, 'name'],
    [{ file, name: 'Spring logo', filename: 'a.txt' }, 'filename'],
    [{ file, name: '', filename: 'a.png' }, 'name'],
    [{ file }, 'name'],
    [{ file, name: 'a.png', parent_folder_id: '5\r\n--x' }, 'parent_folder_id'],
    [{ file, name: 'a.png', parent_folder_id: 1.5 }, 'parent_folder_id'],
    [{ file, name: 'a.png', parent_folder_id: -1 }, 'parent_folder_id'],
    [{ file, name: 'a.png', parent_folder_id: Number.NaN }, 'parent_folder_id'],
    [{ file: null, name: 'a.png' }, 'file'],
    [{ file: 5, name: 'a.png' }, 'file'],
    [{ file: [1, 2], name: 'a.png' }, 'file'],
    [{ file: { size: 3 }, name: 'a.png' }, 'file'],
    [{ file: new ArrayBuffer(0), name: 'a.png' }, 'file'],
    [{ file: stream(), name: 'a.png' }, 'file'],
    [{ file: { size: 3, arrayBuffer: async () => new ArrayBuffer(limit + 1) }, name: 'a.png' }, 'file'],
    [{ file }, 'name'],
    [{ file, name: 'a.svg' }, 'name'],
    [{ file, name: 'png' }, 'name'],
    [{ name: 'a.png' }, 'file'],
    [{ file: 'text', name: 'a.png' }, 'file'],
    [{ file: new Uint8Array(), name: 'a.png' }, 'file'],
    [{ file: stream('text'), name: 'a.png' }, 'file'],
    [{ file: new Uint8Array(limit + 1), name: 'a.png' }, 'file'],
    [{ file: new Blob([new Uint8Array(limit + 1)]), name: 'a.png' }, 'file'],
  ])('%o by %s', async (upload, field) => {
    const { client, requests } = clientThat(ok);
    await expect(client.assets.files.create(upload as never)).rejects.toMatchObject({
      name: 'ValidationError',
      field,
    });
    expect(requests).toHaveLength(0);
  });

  test.each([
    ['a Blob that cannot be read', { size: 3, arrayBuffer: () => Promise.reject(new Error('mine')) } as Blob],
    ['a stream that fails', failing()],
    ['a stream that cannot be begun', { [Symbol.asyncIterator]: () => fail() } as AsyncIterable<Uint8Array>],
  ])('%s is told as the file, with its cause', async (_, given) => {
    const { client, requests } = clientThat(ok);
    await expect(client.assets.files.create({ file: given, name: 'a.png' })).rejects.toMatchObject({
      name: 'ValidationError',
      field: 'file',
      cause: { message: 'mine' },
    });
    expect(requests).toHaveLength(0);
  });

  test('a getter that throws is told as the upload, with its cause', async () => {
    const { client } = clientThat(ok);
    const upload = {
      name: 'a.png',
      get file(): Uint8Array {
        return fail();
      },
    };
    await expect(client.assets.files.create(upload)).rejects.toMatchObject({
      name: 'ValidationError',
      field: 'upload',
      cause: { message: 'mine' },
    });
  });

  test('a stream that is refused is ended', async () => {
    const { client } = clientThat(ok);
    let ended = false;
    async function* texts() {
      try {
        for (;;) yield 'text' as unknown as Uint8Array;
      } finally {
        ended = true;
      }
    }
    await expect(client.assets.files.create({ file: texts(), name: 'a.pdf' })).rejects.toMatchObject({
      field: 'file',
    });
    expect(ended).toBe(true);
  });

  test('a stream is not read beyond the limit', async () => {
    const { client } = clientThat(ok);
    let read = 0;
    async function* endless() {
      for (;;) {
        read++;
        yield new Uint8Array(1024 * 1024);
      }
    }
    await expect(client.assets.files.create({ file: endless(), name: 'a.pdf' })).rejects.toMatchObject({
      field: 'file',
    });
    expect(read).toBe(3);
  });

  test('a file of exactly 2 MB goes', async () => {
    const { client, requests } = clientThat(ok);
    await client.assets.files.create({ file: new Uint8Array(limit), name: 'a.pdf' });
    expect(requests).toHaveLength(1);
  });
});
