import { describe, expect, test } from 'vitest';
import { clientThat } from '../test-transport.js';

const file = new Uint8Array([0, 1, 255]);
const ok = () => ({ body: { asset: { id: 1 } } });

/** What a server makes of the body. */
async function parts(request: { body: unknown; headers: Readonly<Record<string, string>> } | undefined) {
  const headers = { 'content-type': request!.headers['content-type']! };
  const form = await new Response(request!.body as Uint8Array<ArrayBuffer>, { headers }).formData();
  return Object.fromEntries(form);
}

async function* stream(...chunks: unknown[]) {
  yield* chunks as Uint8Array[];
}

test.each([
  ['bytes', file],
  ['an ArrayBuffer', file.slice().buffer],
  ['a Blob', new Blob([file])],
  ['a stream', stream(file.subarray(0, 1), file.subarray(1))],
  ['a web stream', new Blob([file]).stream() as unknown as AsyncIterable<Uint8Array>],
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

describe('what is refused, before anything is sent', () => {
  const limit = 2 * 1024 * 1024;
  test.each([
    [undefined, 'upload'],
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
