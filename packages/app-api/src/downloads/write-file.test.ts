import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { ValidationError } from '@cio/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { clientThat } from '../test-transport.js';
import { writeFile } from './write-file-node.js';

// Sources know of no import conditions: this is the file that Node, Bun and Deno get.
vi.mock('#write-file', () => import('./write-file-node.js'));

const isRoot = process.getuid?.() === 0;
let folder: string;
const at = (name: string) => join(folder, name);
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cio-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A download, and whether it was begun and left. */
function content(...chunks: (string | Error)[]) {
  const state = { opened: 0, left: false };
  const open = async () => {
    state.opened++;
    return (async function* () {
      try {
        for (const chunk of chunks) {
          if (chunk instanceof Error) throw chunk;
          yield Buffer.from(chunk);
        }
      } finally {
        state.left = true;
      }
    })();
  };
  return { open, state };
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error as ValidationError,
  );

test('a new file is whole, can be read by its owner alone, and nothing else is left', async () => {
  const umask = process.umask(0);
  try {
    expect(await writeFile(at('people.csv'), content('a,b\n', '1,2\n').open)).toBe(8);
  } finally {
    process.umask(umask);
  }
  expect(readFileSync(at('people.csv'), 'utf8')).toBe('a,b\n1,2\n');
  expect(modeOf(at('people.csv'))).toBe('600');
  expect(readdirSync(folder)).toEqual(['people.csv']);
});

test('an empty file is a file', async () => {
  expect(await writeFile(at('people.csv'), content().open)).toBe(0);
  expect(readFileSync(at('people.csv'), 'utf8')).toBe('');
});

test.each(['600', '640', '644', '666', '755'])('a file that is there keeps its mode: %s', async (mode) => {
  writeFileSync(at('people.csv'), 'old');
  chmodSync(at('people.csv'), Number.parseInt(mode, 8));
  await writeFile(at('people.csv'), content('new').open);
  expect([readFileSync(at('people.csv'), 'utf8'), modeOf(at('people.csv'))]).toEqual(['new', mode]);
});

test('while it is written, nobody else can read it', async () => {
  writeFileSync(at('people.csv'), 'old', { mode: 0o666 });
  let during: string[] = [];
  await writeFile(at('people.csv'), async () =>
    (async function* () {
      yield Buffer.from('new');
      during = readdirSync(folder)
        .filter((name) => name !== 'people.csv')
        .map((name) => modeOf(at(name)));
    })(),
  );
  expect(during).toEqual(['600']);
});

test.runIf(isRoot)('a file that is there keeps its owner and its group', async () => {
  writeFileSync(at('people.csv'), 'old');
  chmodSync(at('people.csv'), 0o640);
  chownSync(at('people.csv'), 12, 34);
  await writeFile(at('people.csv'), content('new').open);
  expect(statSync(at('people.csv'))).toMatchObject({ uid: 12, gid: 34 });
  expect(modeOf(at('people.csv'))).toBe('640');
});

test.runIf(isRoot)('whom the owner of a file cannot be kept for gets no rights of a group', async () => {
  chmodSync(folder, 0o777);
  writeFileSync(at('people.csv'), 'old');
  chownSync(at('people.csv'), 12, 34);
  chmodSync(at('people.csv'), 0o666);
  await asNobody(() => writeFile(at('people.csv'), content('new').open));
  expect([readFileSync(at('people.csv'), 'utf8'), modeOf(at('people.csv'))]).toEqual(['new', '600']);
});

async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  process.setegid!(65534);
  process.seteuid!(65534);
  try {
    return await work();
  } finally {
    process.seteuid!(0);
    process.setegid!(0);
  }
}

describe('a symbolic link', () => {
  test('stays one, and its target is written', async () => {
    mkdirSync(at('elsewhere'));
    writeFileSync(at('elsewhere/people.csv'), 'old');
    symlinkSync('elsewhere/people.csv', at('link'));
    await writeFile(at('link'), content('new').open);
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('elsewhere/people.csv'), 'utf8')).toBe('new');
    expect(readdirSync(at('elsewhere'))).toEqual(['people.csv']);
  });

  test.each([
    ['to nothing', 'nothing'],
    ['in a circle', 'link'],
    ['to a directory', '.'],
  ])('%s is refused', async (_, target) => {
    symlinkSync(target, at('link'));
    const { open, state } = content('new');
    expect(await failureOf(writeFile(at('link'), open))).toMatchObject({ field: 'filePath' });
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect([readdirSync(folder), state.opened]).toEqual([['link'], 0]);
  });
});

describe('what cannot be written is refused, before anything is sent', () => {
  test.each([
    ['a directory', () => at('.'), 'no regular file'],
    ['a pipe', () => pipe(), 'no regular file'],
    ['a directory that is not there', () => at('no/such/people.csv'), 'ENOENT'],
    ['a file in the place of a directory', () => `${file()}/people.csv`, 'ENOTDIR'],
    ['a name that is too long', () => at('x'.repeat(300)), 'ENAMETOOLONG'],
    ['a name with a NUL', () => at('a\0b'), 'null bytes'],
    ['a directory by its end', () => `${at('dir')}/`, 'ends as a directory'],
  ])('%s', async (_, path, message) => {
    const { open, state } = content('new');
    expect(await failureOf(writeFile(path(), open))).toMatchObject({
      name: 'ValidationError',
      field: 'filePath',
      message: expect.stringContaining(message),
    });
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(state.opened).toBe(0);
  });

  const pipe = () => {
    execFileSync('mknod', [at('pipe'), 'p']);
    return at('pipe');
  };
  const file = () => {
    writeFileSync(at('file'), '');
    return at('file');
  };

  test.runIf(isRoot)('a device', async () => {
    // Made here: a test that fails must not replace one of the machine's.
    execFileSync('mknod', [at('device'), 'c', '1', '3']);
    const { open, state } = content('new');
    expect(await failureOf(writeFile(at('device'), open))).toMatchObject({ field: 'filePath' });
    expect([statSync(at('device')).isCharacterDevice(), state.opened]).toEqual([true, 0]);
  });

  test.runIf(isRoot)('what nobody but others may write', async () => {
    mkdirSync(at('locked'), { mode: 0o755 });
    chmodSync(folder, 0o777);
    writeFileSync(at('read-only.csv'), 'old', { mode: 0o444 });
    const { open, state } = content('new');
    for (const path of [at('locked/people.csv'), at('read-only.csv')]) {
      expect(await asNobody(() => failureOf(writeFile(path, open)))).toMatchObject({
        name: 'ValidationError',
        field: 'filePath',
        message: expect.stringMatching(
          new RegExp(`filePath: cannot write ".*${basename(path)}": permission denied \\(EACCES\\)`),
        ),
      });
    }
    expect(state.opened).toBe(0);
    expect(readFileSync(at('read-only.csv'), 'utf8')).toBe('old');
  });

  test('through the client', async () => {
    const { client, requests } = clientThat(() => ({ body: { url: 'http://files.test/people.csv' } }));
    expect(await failureOf(client.exports.downloadTo(7, at('no/such')))).toMatchObject({ field: 'filePath' });
    for (const path of ['', '   ', undefined, null, 5]) {
      expect(await failureOf(client.exports.downloadTo(7, path as string))).toMatchObject({
        field: 'filePath',
      });
    }
    expect(requests).toHaveLength(0);
    expect(await client.exports.downloadTo(7, at('people.csv'))).toEqual({ bytes: 38 });
  });
});

test('a name as long as a file system takes can be written', async () => {
  await writeFile(at('x'.repeat(255)), content('new').open);
  expect(readdirSync(folder)).toEqual(['x'.repeat(255)]);
});

describe('a download that fails', () => {
  test('leaves what was there, and nothing else', async () => {
    writeFileSync(at('people.csv'), 'old');
    const failure = await failureOf(
      writeFile(at('people.csv'), content('half', new Error('broke off')).open),
    );
    expect(failure.message).toBe('broke off');
    expect(readFileSync(at('people.csv'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['people.csv']);
  });

  test('before it begins leaves nothing', async () => {
    const failure = await failureOf(writeFile(at('people.csv'), () => Promise.reject(new Error('no'))));
    expect(failure.message).toBe('no');
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('a path that became a directory meanwhile is not replaced', async () => {
  const { open } = content('new');
  const failure = await failureOf(
    writeFile(at('people.csv'), async () => {
      mkdirSync(at('people.csv'));
      return open();
    }),
  );
  expect(failure).toMatchObject({ name: 'ValidationError', field: 'filePath' });
  expect(readdirSync(folder)).toEqual(['people.csv']);
});

test('a disk that is full is told, and the download ended', async () => {
  const { FileHandle } = await fileHandle();
  const write = vi
    .spyOn(FileHandle, 'writeFile')
    .mockRejectedValue(
      Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
    );
  try {
    const { open, state } = content('new', 'newer');
    expect(await failureOf(writeFile(at('people.csv'), open))).toMatchObject({
      name: 'ValidationError',
      field: 'filePath',
      message: expect.stringContaining('no space is left (ENOSPC)'),
      cause: { code: 'ENOSPC' },
    });
    expect([state.left, readdirSync(folder)]).toEqual([true, []]);
  } finally {
    write.mockRestore();
  }
});

test('the file is on the disk before it takes the place of the old one', async () => {
  const { FileHandle } = await fileHandle();
  writeFileSync(at('people.csv'), 'old');
  const sync = vi.spyOn(FileHandle, 'sync').mockImplementation(async () => {
    expect(readFileSync(at('people.csv'), 'utf8')).toBe('old');
  });
  try {
    await writeFile(at('people.csv'), content('new').open);
    expect(sync).toHaveBeenCalledOnce();
  } finally {
    sync.mockRestore();
  }
});

/** The class of open files, which Node does not export. */
async function fileHandle() {
  const { open } = await import('node:fs/promises');
  const handle = await open(process.execPath);
  const FileHandle = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  return { FileHandle };
}

test('two downloads to one path at once: one of the files is there, whole', async () => {
  const slow = async (text: string) => {
    const letters = text.split('');
    return writeFile(at('people.csv'), async () =>
      (async function* () {
        for (const letter of letters) {
          await new Promise((resolve) => setTimeout(resolve, 1));
          yield Buffer.from(letter);
        }
      })(),
    );
  };
  expect(await Promise.all([slow('a'.repeat(20)), slow('b'.repeat(30))])).toEqual([20, 30]);
  expect(readFileSync(at('people.csv'), 'utf8')).toMatch(/^(a{20}|b{30})$/);
  expect(readdirSync(folder)).toEqual(['people.csv']);
});

test('a working directory that changes meanwhile changes nothing', async () => {
  const before = process.cwd();
  process.chdir(folder);
  try {
    const { open } = content('new');
    await writeFile('people.csv', async () => {
      process.chdir(before);
      return open();
    });
  } finally {
    process.chdir(before);
  }
  expect(readdirSync(folder)).toEqual(['people.csv']);
});

test('where there are no files, downloadTo says so', async () => {
  const { writeFile: none } = await import('./write-file-none.js');
  const { open, state } = content('new');
  expect(await failureOf(none('x', open))).toMatchObject({ name: 'ValidationError', field: 'filePath' });
  expect(state.opened).toBe(0);
});
