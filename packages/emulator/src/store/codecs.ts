// What JSON cannot hold of entities, and how it is kept: maps, bytes, and a time that is not known yet.
import type { ActionTranslation, StoredAction, StoredAsset, StoredExport } from './app-entities.js';
import type { Codec } from './collection.js';

/** An entity of which `Key` is kept in another form. */
type Kept<T, Key extends keyof T, Form> = Omit<T, Key> & { [K in Key]: Form };

export const actionCodec: Codec<StoredAction> = {
  encode: (action) => ({ ...action, translations: [...action.translations] }),
  decode: (record: Kept<StoredAction, 'translations', [string, ActionTranslation][]>) => ({
    ...record,
    translations: new Map(record.translations),
  }),
};

export const assetCodec: Codec<StoredAsset> = {
  encode: (asset) => ({ ...asset, bytes: asset.bytes.toString('base64') }),
  decode: (record: Kept<StoredAsset, 'bytes', string>) => ({
    ...record,
    bytes: Buffer.from(record.bytes, 'base64'),
  }),
};

/** Of what is not done yet, `readyAt` is infinite: null in JSON. */
export function readyAtCodec<T extends { readyAt: number }>(): Codec<T> {
  return {
    encode: (entity) => entity,
    decode: (record: T) => ({ ...record, readyAt: record.readyAt ?? Number.POSITIVE_INFINITY }),
  };
}

export const exportCodec: Codec<StoredExport> = {
  encode: (entity) => ({ ...entity, links: [...entity.links] }),
  decode: (record: Kept<StoredExport, 'links', [string, number][]>) => ({
    ...record,
    readyAt: record.readyAt ?? Number.POSITIVE_INFINITY,
    links: new Map(record.links),
  }),
};
