import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { chmod, chown, constants, lstat, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { isValidationError, ValidationError } from '@cio/core';

/** Of a new file. It holds data of people: who else may read it is for its owner to say. */
const NEW_FILE_MODE = 0o600;

/**
 * Writes a file whole or not at all: what is at the path stays until the new one is complete. A file that is there keeps
 * its mode and its owner; a new one can be read by its owner alone. Of a symbolic link the target is written.
 *
 * @param openDownload Starts the download, once it is known that the file can be written.
 * @returns How many bytes it has.
 * @throws ValidationError, naming `filePath`, where the file cannot be written; what the download throws.
 */
export async function writeFile(
  path: string,
  openDownload: () => Promise<AsyncIterable<Uint8Array>>,
): Promise<number> {
  // Resolved, it would be a file of that name.
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
    // On the disk before it takes the place of what is there: a machine that stops now leaves the one or the other.
    await inFileSystem(path, () => file.sync());
  } catch (error) {
    await file.close().catch(() => {});
    throw error;
  }
  await inFileSystem(path, () => file.close());
  return bytes;
}

/** The file that is written: the path itself, or what a symbolic link there leads to. */
async function findTarget(path: string): Promise<string> {
  const existing = await lstat(path).catch(ignoreMissing);
  const target = existing?.isSymbolicLink() ? await realpath(path) : path;
  await checkTarget(target);
  return target;
}

/** What is at the path, or undefined where nothing is. Whatever is no file, such as a device, is not replaced. */
async function checkTarget(target: string): Promise<Stats | undefined> {
  const existing = await stat(target).catch(ignoreMissing);
  if (!existing) return undefined;
  if (!existing.isFile()) throw new ValidationError('filePath', `${target} is there and is no regular file`);
  // A file that its owner has protected is not replaced, though its directory would allow it.
  await (await open(target, constants.O_WRONLY)).close();
  return existing;
}

async function replace(partPath: string, target: string): Promise<void> {
  const existing = await checkTarget(target);
  if (existing) {
    const isOwned = await takeOver(partPath, existing);
    // A group that is not the same one must not get what the other had.
    await chmod(partPath, existing.mode & (isOwned ? 0o777 : 0o700));
  }
  await rename(partPath, target);
}

/** Gives a file the owner and the group of another, where they differ; false where that is not allowed. */
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

/** What the file system says against a path is told as what is wrong with the argument. */
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
