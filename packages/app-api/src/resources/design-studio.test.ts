import { describe, expect, expectTypeOf, test } from 'vitest';
import type { DesignStudioEmail } from '../index.js';
import { clientThat } from '../test-transport.js';

const EMAIL = '123e4567-e89b-42d3-a456-426614174000';

describe('publishing', () => {
  test('that is done at once has nothing to wait for', async () => {
    const done = { status: 'done', mappings: [{ language: '', template_id: 3 }] };
    const { client, requests } = clientThat(() => ({ body: done }));
    const published = await client.designStudio.emails.publish(EMAIL);
    expect(await client.designStudio.emails.waitForPublish(EMAIL, published)).toEqual(done);
    expect(requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      `POST /v1/design_studio/emails/${EMAIL}/publish`,
    ]);
  });

  test('that is pending is asked after until it is done', async () => {
    const { client, requests } = clientThat((_, n) => {
      if (n === 1) return { body: { status: 'pending', publish_id: 'p/1' } };
      return { body: { status: n < 4 ? 'pending' : 'done', mappings: [] } };
    });
    const { emails } = client.designStudio;
    const seen: string[] = [];
    const result = await emails.waitForPublish(EMAIL, await emails.publish(EMAIL), {
      intervalMs: 1,
      onProgress: ({ status }) => seen.push(status),
    });
    expect(result.status).toBe('done');
    expect(seen).toEqual(['pending', 'pending', 'done']);
    expect(requests.slice(1).map(({ url }) => new URL(url).search)).toEqual(
      Array(3).fill('?publish_id=p%2F1'),
    );
  });

  test('that has failed rejects with why, by language', async () => {
    const meta = { fr: ['Liquid syntax error'] };
    const { client } = clientThat(() => ({
      status: 422,
      body: { errors: [{ detail: 'Liquid errors', status: '422', meta }] },
    }));
    await expect(client.designStudio.emails.waitForPublish(EMAIL, 'p1')).rejects.toMatchObject({
      name: 'ApiError',
      status: 422,
      details: [{ message: 'Liquid errors' }],
      body: { errors: [{ meta }] },
    });
  });

  test('without an id to ask for is refused', async () => {
    const { client, requests } = clientThat(() => ({ body: {} }));
    const { emails } = client.designStudio;
    await expect(emails.getPublishStatus(EMAIL, '')).rejects.toMatchObject({ field: 'publishId' });
    await expect(emails.waitForPublish(EMAIL, { status: 'pending' })).rejects.toMatchObject({
      field: 'publishId',
    });
    expect(requests).toHaveLength(0);
  });
});

describe('a link', () => {
  test.each([
    [{ type: 'campaign_action', action_id: 1 }],
    [{ type: 'newsletter', newsletter_id: 1 }],
    [{ type: 'transactional_message', transactional_message_id: 1 }],
  ] as const)('%j is sent', async (target) => {
    const { client, requests } = clientThat(() => ({ body: {} }));
    await client.designStudio.emails.link(EMAIL, { target, force: true });
    expect(JSON.parse(String(requests[0]!.body))).toEqual({ target, force: true });
  });

  test.each([
    [{}, 'link.target'],
    [{ target: { type: 'segment' } }, 'link.target.type'],
    [{ target: { type: 'newsletter' } }, 'link.target'],
    [{ target: { type: 'newsletter', action_id: 1 } }, 'link.target'],
    [{ target: { type: 'newsletter', newsletter_id: 1, action_id: 1 } }, 'link.target'],
    [{ target: { type: 'newsletter', newsletter_id: '' } }, 'link.target.newsletter_id'],
  ])('%j is refused by its field', async (link, field) => {
    const { client, requests } = clientThat(() => ({ body: {} }));
    await expect(client.designStudio.emails.link(EMAIL, link as never)).rejects.toMatchObject({
      name: 'ValidationError',
      field,
    });
    expect(requests).toHaveLength(0);
  });
});

describe('pictures in mail programs', () => {
  test('come as bytes, with what they are', async () => {
    // Not UTF-8: as text it would come out changed.
    const image = Uint8Array.from({ length: 300 }, (_, i) => i % 256);
    const { client, requests } = clientThat(() => ({
      body: image,
      headers: { 'content-type': 'image/png', 'content-disposition': 'inline; filename="gmail.png"' },
    }));
    const capture = await client.designStudio.inboxPreviews.getCapture(EMAIL, 7, 'gm/ail', {
      variant: 'thumbnail',
    });
    expect(capture).toEqual({ bytes: image, contentType: 'image/png', fileName: 'gmail.png' });
    expect(requests[0]!.url).toContain(`/${EMAIL}/inbox_previews/7/captures/gm%2Fail?variant=thumbnail`);
    expect(requests[0]!.headers.accept).toBe('*/*');
  });

  test.each([
    ["attachment; filename*=UTF-8''a%20b.png", 'a b.png'],
    [`attachment; filename="plain.png"; filename*=utf-8'de'%C3%BC.png`, 'ü.png'],
    [`attachment; filename*=UTF-8''%E0%A4%A.png; filename="plain.png"`, 'plain.png'],
    ['attachment; filename=plain.png', 'plain.png'],
    ['attachment', undefined],
  ])('are called as %s says', async (disposition, fileName) => {
    const { client } = clientThat(() => ({
      body: Uint8Array.of(1),
      headers: { 'content-disposition': disposition },
    }));
    expect((await client.designStudio.inboxPreviews.getCapture(EMAIL, 7, 'a')).fileName).toBe(fileName);
  });

  test('one that is not there is an error, and an empty one is empty', async () => {
    const { client } = clientThat((_, n) =>
      n === 1
        ? { status: 404, body: { errors: [{ detail: 'not ready', status: '404' }] } }
        : { body: new Uint8Array() },
    );
    const { inboxPreviews } = client.designStudio;
    await expect(inboxPreviews.getCapture(EMAIL, 7, 'a')).rejects.toMatchObject({
      status: 404,
      details: [{ message: 'not ready' }],
    });
    expect(await inboxPreviews.getCapture(EMAIL, 7, 'a')).toEqual({
      bytes: new Uint8Array(),
      contentType: '',
      fileName: undefined,
    });
  });

  test('their history pages by a cursor of its own', async () => {
    const { client, requests } = clientThat((_, n) => ({
      body: {
        preview_jobs: [{ run_id: n }],
        meta: { pagination: { limit: 1, ...(n < 3 && { next_cursor: `c${n}` }) } },
      },
    }));
    const runs: number[] = [];
    for await (const job of client.designStudio.inboxPreviews.listJobs({ limit: 1 })) runs.push(job.run_id);
    expect(runs).toEqual([1, 2, 3]);
    expect(requests.map(({ url }) => new URL(url).search)).toEqual([
      '?limit=1',
      '?limit=1&cursor=c1',
      '?limit=1&cursor=c2',
    ]);
    const page = await client.designStudio.inboxPreviews.listJobs({ cursor: 'mine' });
    expect(page.items).toHaveLength(1);
    expect(requests.at(-1)!.url).toContain('?cursor=mine');
  });

  test('a run has ended when it says so, whatever its counts say', async () => {
    const { client } = clientThat((_, n) => ({
      body: {
        run_id: 7,
        is_processed: n > 2,
        total_previews_ready: 5,
        total_previews_requested: 5,
        previews: null,
      },
    }));
    const run = await client.designStudio.inboxPreviews.wait(EMAIL, 7, { intervalMs: 1 });
    expect(run).toMatchObject({ is_processed: true, previews: [] });
  });

  test('an order names the mail programs', async () => {
    const { client, requests } = clientThat(() => ({ body: { run_id: 1 } }));
    const { inboxPreviews } = client.designStudio;
    for (const [client_ids, field] of [
      [[], 'client_ids'],
      [Array(151).fill('a'), 'client_ids'],
      [['a', ' '], 'client_ids[1]'],
      [undefined, 'client_ids'],
    ] as const) {
      await expect(inboxPreviews.submit(EMAIL, { client_ids } as never)).rejects.toMatchObject({ field });
    }
    expect(requests).toHaveLength(0);
    await inboxPreviews.submit(EMAIL, { client_ids: ['gmail'] });
    expect(requests).toHaveLength(1);
  });
});

describe('an email', () => {
  test('its envelope cannot be sent as it was read', async () => {
    const { client, requests } = clientThat(() => ({ body: {} }));
    const { emails } = client.designStudio;
    const envelope = { from_id: 1, from: 'a@x.io', reply_to: 'b@x.io' };
    for (const call of [
      emails.create({ name: 'n', envelope: envelope as never }),
      emails.update(EMAIL, { envelope: envelope as never }),
      emails.languages.create(EMAIL, { language: 'fr', envelope: envelope as never }),
      emails.languages.update(EMAIL, 'fr', { envelope: envelope as never }),
    ]) {
      await expect(call).rejects.toMatchObject({ name: 'ValidationError', field: 'envelope.from' });
    }
    expect(requests).toHaveLength(0);
    const refused = (email: DesignStudioEmail) =>
      // @ts-expect-error what was read has fields that cannot be sent
      emails.update(EMAIL, { envelope: email.envelope! });
    const taken = (email: DesignStudioEmail) => emails.update(EMAIL, { content: email.content! });
    expect([refused, taken]).toHaveLength(2);
    // A sender can be taken away.
    await emails.update(EMAIL, { envelope: { from_id: null, reply_to_id: null } });
    expect(JSON.parse(String(requests[0]!.body))).toEqual({ envelope: { from_id: null, reply_to_id: null } });
  });

  test('options of its transformers are known by name', async () => {
    const { client, requests } = clientThat(() => ({ body: {} }));
    const { emails } = client.designStudio;
    await emails.update(EMAIL, { transformers: { css_inliner: { enabled: true } } });
    expect(requests).toHaveLength(1);
    // @ts-expect-error no such option
    const wrong = () => emails.update(EMAIL, { transformers: { css_inlinr: { enabled: true } } });
    // @ts-expect-error not a boolean
    const text = () => emails.update(EMAIL, { transformers: { css_inliner: { enabled: 'yes' } } });
    expect([wrong, text]).toHaveLength(2);
  });

  test('of a list has no content in its type', async () => {
    const { client } = clientThat(() => ({
      body: { emails: [{ id: 'e', name: 'n', has_translations: true }] },
    }));
    const [email] = (await client.designStudio.emails.list()).items;
    expectTypeOf(email!.has_translations).toEqualTypeOf<boolean | undefined>();
    expectTypeOf(email!.content).toEqualTypeOf<unknown>();
    expect(email!.id).toBe('e');
  });

  test('a change that changes nothing is refused', async () => {
    const { client, requests } = clientThat(() => ({ status: 204, body: '' }));
    const { emails, folders, components } = client.designStudio;
    for (const call of [
      emails.update(EMAIL, {}),
      emails.languages.update(EMAIL, 'fr', {}),
      folders.update(EMAIL, { name: undefined as never }),
      components.update(EMAIL, {}),
      client.assets.files.update(1, {}),
      client.assets.folders.update(1, {}),
      client.reportingWebhooks.update(1, {}),
    ]) {
      await expect(call).rejects.toMatchObject({ name: 'ValidationError', field: 'changes' });
    }
    expect(requests).toHaveLength(0);
  });
});

test('previews take what Liquid is to find, and nothing where there is nothing', async () => {
  const { client, requests } = clientThat(() => ({
    body: { html: '<p>', errors: { subject: ['no such filter'] } },
  }));
  const { emails } = client.designStudio;
  await emails.preview(EMAIL);
  const { errors } = await emails.preview(EMAIL, { customer: { name: 'Ada' }, lax: true });
  expect(requests.map(({ body }) => String(body))).toEqual(['{}', '{"customer":{"name":"Ada"},"lax":true}']);
  expect(errors?.subject).toEqual(['no such filter']);
});
