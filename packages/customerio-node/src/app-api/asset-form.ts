import { isMissing, requireObject, requireParam, requireValue } from '../params.js';
import type { CreateAssetInput } from './options.js';

/** The media types of files. Customer.io refuses `application/octet-stream`, which a file has without one. */
const MEDIA_TYPES: Record<string, string> = {
  bmp: 'image/bmp',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  png: 'image/png',
};

/** The form of a file to upload. @throws MissingParamError */
export function assetForm(file: CreateAssetInput): FormData {
  requireObject('file', file);
  const { data, filename, name, parentFolderId } = file;
  requireValue('file.data', data);
  requireParam('file.filename', filename);
  const type = mediaTypeOf(file);
  const form = new FormData();
  form.append('file', new Blob([data], type ? { type } : {}), filename);
  if (name !== undefined) form.append('name', name);
  if (parentFolderId !== undefined) form.append('parent_folder_id', String(parentFolderId));
  return form;
}

/** The media type that is given, that of the extension, or that of the data. */
function mediaTypeOf({ data, filename, contentType }: CreateAssetInput): string | undefined {
  if (!isMissing(contentType)) return contentType;
  const extension = /\.([^.]*)$/.exec(filename)?.[1]?.toLowerCase();
  const known = extension === undefined ? undefined : MEDIA_TYPES[extension];
  return known ?? (data instanceof Blob ? data.type : undefined);
}
