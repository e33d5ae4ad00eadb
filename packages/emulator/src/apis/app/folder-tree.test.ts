// Folders of assets and of Design Studio.
import { describe, expect, test } from 'vitest';
import { send } from '../../test-client.js';
import { app, call, emulator, useEmulator } from '../../test-emulator.js';

useEmulator();

describe('folders', () => {
  const kinds = [
    ['/v1/assets/folders', '/v1/assets', 999_999],
    ['/v1/design_studio/folders', '/v1/design_studio/emails', '123e4567-e89b-42d3-a456-426614174000'],
  ] as const;

  test.each(kinds)('%s: none is in itself, nor in one below it', async (path, files, nowhere) => {
    const create = async (name: string, parent?: unknown) => {
      const body = { name, ...(parent !== undefined && { parent_folder_id: parent }) };
      const result = await call('POST', path, body, app());
      return (result.json as { folder: { id: unknown } }).folder.id;
    };
    const move = async (id: unknown, parent: unknown) =>
      (await call('PUT', `${path}/${id}`, { parent_folder_id: parent }, app())).status;
    const outer = await create('outer');
    const middle = await create('middle', outer);
    const inner = await create('inner', middle);
    expect(await move(outer, outer)).toBe(400);
    expect(await move(outer, inner)).toBe(400);
    expect(await move(outer, nowhere)).toBe(404);
    expect((await call('POST', path, { name: 'lost', parent_folder_id: nowhere }, app())).status).toBe(404);
    expect(await move(inner, outer)).toBeLessThan(300);
    for (const list of [path, files]) {
      for (const [parent, status] of [
        [outer, 200],
        [nowhere, 404],
      ] as const) {
        const result = await send(emulator, `${list}?parent_folder_id=${parent}`, { headers: app() });
        expect(result.status).toBe(status);
      }
    }
  });

  test('a chain of 20,000 is listed', async () => {
    const { assetFolders } = emulator.workspace.app;
    let parent: number | null = null;
    for (let i = 0; i < 20_000; i++) parent = assetFolders.add({ name: `${i}`, parent_folder_id: parent }).id;
    const result = await send(emulator, '/v1/assets/folders?limit=1', { headers: app() });
    expect(result.json).toMatchObject({ meta: { pagination: { total: 20_000 } } });
  });

  test('what a thing is made of is not changed with it', async () => {
    const { assets, designStudio } = emulator.workspace.app;
    const asset = assets.add({
      name: 'a.png',
      parent_folder_id: null,
      content_type: 'image/png',
      bytes: Buffer.from('PNG'),
    });
    const put = (path: string, body: unknown) => call('PUT', path, body, app());
    await put(`/v1/assets/files/${asset.id}`, {
      name: 'b.png',
      content_type: 'text/html',
      bytes: 'x',
      id: 7,
    });
    expect(asset).toMatchObject({
      id: 1,
      name: 'b.png',
      content_type: 'image/png',
      bytes: Buffer.from('PNG'),
    });
    await call('POST', '/v1/design_studio/emails', { name: 'x', translations: 5 }, app());
    const [email] = designStudio.emails.values();
    await put(`/v1/design_studio/emails/${email?.id}`, { name: 'y', translations: 5, id: 'z' });
    expect(email).toMatchObject({ name: 'y', translations: new Map() });
    expect((await send(emulator, `/v1/design_studio/emails/${email?.id}`, { headers: app() })).status).toBe(
      200,
    );
  });
});
