import { expect, test } from 'vitest';
import type { CallOptions } from './call.js';
import { readCallOptions } from './call-options.js';

test('the options that a call has, and those of the method', () => {
  const { signal } = new AbortController();
  expect(readCallOptions(undefined)).toEqual({});
  expect(readCallOptions({ signal, timeoutMs: 5 })).toEqual({ signal, timeoutMs: 5 });
  expect(readCallOptions({ retry: false })).toEqual({ retry: false });
  expect(readCallOptions({ idType: 'email', timeoutMs: undefined }, ['idType'])).toEqual({ idType: 'email' });
});

test.each<[unknown, string]>([
  [null, 'options'],
  [{ signal: {} }, 'signal'],
  [{ signal: null }, 'signal'],
  [{ timeoutMs: 0 }, 'timeoutMs'],
  [{ timeoutMs: '5' }, 'timeoutMs'],
  [{ timeout: 5 }, 'timeout'],
  [{ retry: {} }, 'retry'],
])('%j is refused', (options, field) => {
  expect(() => readCallOptions(options as CallOptions)).toThrow(
    expect.objectContaining({ name: 'ValidationError', field }),
  );
});
