import { isValidationError } from '@cio/core';
import { expect, test } from 'vitest';
import { undiciTransport } from './index.js';

/** The option that was refused. */
function refused(options: unknown): string | undefined {
  try {
    undiciTransport(options as object).close?.();
    return undefined;
  } catch (error) {
    if (!isValidationError(error)) throw error;
    return error.field;
  }
}

const NO_NUMBERS = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, '5', {}, true];
const DURATIONS = ['keepAliveTimeout', 'keepAliveMaxTimeout', 'autoSelectFamilyAttemptTimeout'];
const DURATIONS_OR_ZERO = ['clientTtl', 'pingInterval', 'connectTimeout', 'keepAliveTimeoutThreshold'];
const COUNTS = [
  'connections',
  'maxConcurrentStreams',
  'initialWindowSize',
  'connectionWindowSize',
  'maxHeaderSize',
];
const COUNTS_OR_ZERO = ['pipelining', 'maxRequestsPerClient', 'maxCachedSessions'];

test.each([...DURATIONS, ...DURATIONS_OR_ZERO])('%s is a time that a timer can hold', (name) => {
  for (const value of [...NO_NUMBERS, 2 ** 31, Number.MAX_VALUE]) {
    expect(refused({ [name]: value }), String(value)).toBe(name);
  }
  for (const value of [1, 2 ** 31 - 1, undefined])
    expect(refused({ [name]: value }), String(value)).toBeUndefined();
  expect(refused({ [name]: 0 })).toBe(DURATIONS_OR_ZERO.includes(name) ? undefined : name);
});

test.each([...COUNTS, ...COUNTS_OR_ZERO])('%s is a whole number', (name) => {
  for (const value of [...NO_NUMBERS, 1.5, 2 ** 53])
    expect(refused({ [name]: value }), String(value)).toBe(name);
  for (const value of [1, 1000, undefined]) expect(refused({ [name]: value }), String(value)).toBeUndefined();
  expect(refused({ [name]: 0 })).toBe(COUNTS_OR_ZERO.includes(name) ? undefined : name);
});

test.each([
  [undefined, undefined],
  [{ clientTtl: null }, undefined],
  [{ connect: { timeout: 0 } }, undefined],
  [{ connect: { timeout: 2 ** 31 } }, 'connect.timeout'],
  [{ connect: { timeout: Number.NaN } }, 'connect.timeout'],
  [{ connect: 'localhost' }, 'connect'],
  [{ connect: null }, 'connect'],
  [{ initialWindowSize: 2 ** 31 }, 'initialWindowSize'],
  [{ connectionWindowSize: 2 ** 31 }, 'connectionWindowSize'],
  [{ allowH2: 'yes' }, 'allowH2'],
  [{ allowH2: null }, 'allowH2'],
  [{ useH2c: true }, 'useH2c'],
  [{ h2Options: {} }, 'h2Options'],
  [{ dispatcher: null }, 'dispatcher'],
  [{ dispatcher: {} }, 'dispatcher'],
  [{ dispatcher: 'http://proxy' }, 'dispatcher'],
  [{ dispatcher: { dispatch() {} }, connections: 5 }, 'connections'],
  [{ dispatcher: { dispatch() {} }, connections: undefined }, undefined],
  [null, 'options'],
  ['http://proxy', 'options'],
  [[], 'options'],
])('of %o, %s is refused', (options, field) => {
  expect(refused(options)).toBe(field);
});
