import { expect, test } from 'vitest';
import { readOptions } from './options.js';

interface Options {
  signal?: unknown;
  timeoutMs?: number | undefined;
}

const read = (options: unknown) => readOptions(options as Options | undefined, ['signal', 'timeoutMs']);

test('options are read once, and those that are undefined are left out', () => {
  let reads = 0;
  const options = {
    get timeoutMs() {
      return ++reads;
    },
    signal: undefined,
    another: undefined,
  };
  expect(read(options)).toEqual({ timeoutMs: 1 });
  expect(reads).toBe(1);
  expect(read(undefined)).toEqual({});
});

test('options of a class are read as well', () => {
  class Given {
    get timeoutMs() {
      return 5;
    }
  }
  expect(read(new Given())).toEqual({ timeoutMs: 5 });
});

test.each([
  [null, 'options: expected an object, got null'],
  ['text', 'options: expected an object, got a string'],
  [[], 'options: expected an object, got an array'],
  [{ timeout: 5 }, 'timeout: unknown option, expected one of signal, timeoutMs (did you mean timeoutMs?)'],
  [
    {
      get signal() {
        throw new Error('no');
      },
    },
    'options: cannot be read',
  ],
] as [unknown, string][])('option set %# is refused', (options, message) => {
  expect(() => read(options)).toThrow(expect.objectContaining({ name: 'ValidationError', message }));
});
