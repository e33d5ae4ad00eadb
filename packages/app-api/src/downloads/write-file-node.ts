import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { chmod, chown, constants, lstat, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { isValidationError, ValidationError } from '@cio/core';

/** The mode of a new file. It contains personal data: only its owner may read it. */
const NEW_FILE_MODE = 0o600;

/**
 * Writes a file atomically: an existing file is replaced when the new one is complete. It keeps its mode and owner; a new file
 * can be read by its owner only. The target of a symbolic link is written.
 *
 * @param openDownload Starts the download. Called when it is known that the file can be written.
 * @returns The size of the file in bytes.
 * @throws ValidationError of `filePath` if the file cannot be written; the errors of the download.
 */
export async function writeFile(
  path: string,
  openDownload: () => Promise<AsyncIterable<Uint8Array>>,
): Promise<number> {
  // Resolved, it would be a file of the directory's name.
  if (path.endsWith('/') || path.endsWith(sep))
    throw new ValidationError('filePath', 'expected a file, got a path that ends as a directory');
  const target = await inFileSystem(path, () => findTarget(resolve(path)));
  const partPath = join(dirname(target), `.cio-${randomUUID()}.part`);
  try {
    const bytes = await writePart(path, partPath, openDownload);
    await inFileSystem(path, () => replace(partPath, target));
    return bytes;
  } catch (error) {
    await rm(partPath, { force: true }).catch(() => {});
    throw error;
  }
}

async function writePart(
  path: string,
  partPath: string,
  openDownload: () => Promise<AsyncIterable<Uint8Array>>,
): Promise<number> {
  const file = await inFileSystem(path, () => open(partPath, 'wx', NEW_FILE_MODE));
  let bytes = 0;
  try {
    for await (const chunk of await openDownload()) {
      await inFileSystem(path, () => file.writeFile(chunk));
      bytes += chunk.length;
    }
    // Flushed before it replaces the old file: a crash leaves either the old or the new one.
    await inFileSystem(path, () => file.sync());
  } catch (error) {
    await file.close().catch(() => {});
    throw error;
  }
  await inFileSystem(path, () => file.close());
  return bytes;
}

/** The file to write: the path itself, or the target of a symbolic link. */
async function findTarget(path: string): Promise<string> {
  const existing = await lstat(path).catch(ignoreMissing);
  const target = existing?.isSymbolicLink() ? await realpath(path) : path;
  await checkTarget(target);
  return target;
}

/** The existing file, or undefined. Throws for what is not a regular file, such as a device. */
async function checkTarget(target: string): Promise<Stats | undefined> {
  const existing = await stat(target).catch(ignoreMissing);
  if (!existing) return undefined;
  if (!existing.isFile()) throw new ValidationError('filePath', `${target} is there and is no regular file`);
  // A read-only file is not replaced, although its directory would allow it.
  await (await open(target, constants.O_WRONLY)).close();
  return existing;
}

async function replace(partPath: string, target: string): Promise<void> {
  const existing = await checkTarget(target);
  if (existing) {
    const isOwned = await takeOver(partPath, existing);
    // Another group must not get the permissions of the file's group.
    await chmod(partPath, existing.mode & (isOwned ? 0o777 : 0o700));
  }
  await rename(partPath, target);
}

/** Sets the owner and the group of a file; false if that is not allowed. */
async function takeOver(partPath: string, { uid, gid }: Stats): Promise<boolean> {
  const part = await stat(partPath);
  if (part.uid === uid && part.gid === gid) return true;
  return chown(partPath, uid, gid).then(
    () => true,
    () => false,
  );
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** The ValidationError of `filePath` for an error of the file system. */
async function inFileSystem<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (isValidationError(cause)) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = (code && REASONS.get(code)) ?? message;
    throw new ValidationError('filePath', `cannot write ${JSON.stringify(path)}: ${why}`, { cause });
  }
}

const REASONS = new Map([
  ['EACCES', 'permission denied (EACCES)'],
  ['EPERM', 'not permitted (EPERM)'],
  ['EROFS', 'the file system is read-only (EROFS)'],
  ['ENOENT', 'its directory, or the target of its symbolic link, does not exist (ENOENT)'],
  ['ENOTDIR', 'a part of the path is no directory (ENOTDIR)'],
  ['ENAMETOOLONG', 'the name is too long (ENAMETOOLONG)'],
  ['ELOOP', 'symbolic links lead in a circle (ELOOP)'],
  ['ENOSPC', 'no space is left (ENOSPC)'],
  ['EDQUOT', 'the quota is used up (EDQUOT)'],
]);
