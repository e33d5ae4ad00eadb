import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { exportedTypes, typeErrors } from './type-errors.js';

const program = fileURLToPath(new URL('./drop-in-program.ts', import.meta.url));
const official = readFileSync(program, 'utf8');
const ours = official.replace("'customerio-node'", "'@cio/customerio-node'");

test('a program written against the official types compiles against ours, with nothing changed but the package', () => {
  expect(ours).not.toBe(official);
  expect(typeErrors(program, ours)).toEqual([]);
  // It is compiled: what is wrong is found.
  expect(typeErrors(program, ours.replace("'ios', { last_used", '5, { last_used'))).toHaveLength(1);
  expect(typeErrors(program, ours.replace('maxRetries: 2', "maxRetries: '2'"))).toHaveLength(1);
}, 60_000);

test('every type is assignable to the official one of its name, and the other way round', () => {
  const names = exportedTypes(program, 'customerio-node');
  expect(exportedTypes(program, '@cio/customerio-node')).toEqual(names);
  expect(names.length).toBeGreaterThan(100);
  // Classes have private members, which are in no other class.
  const types = names.filter((name) => !/^(TrackClient|APIClient|PipelinesClient)$/.test(name));
  const lines = types.map(
    (name) => `same<theirs.${name}, ours.${name}>(); same<ours.${name}, theirs.${name}>();`,
  );
  // What a program sees of a class: all but what is private to it.
  const classes = ['TrackClient', 'APIClient', 'PipelinesClient'].map(
    (name) =>
      `same<Seen<ours.${name}>, Seen<theirs.${name}>>(); parameters<typeof theirs.${name}, typeof ours.${name}>();`,
  );
  const methods = ['TrackClient', 'APIClient', 'PipelinesClient'].map(
    (name) =>
      `same<Calls<theirs.${name}>, Pick<Calls<ours.${name}>, keyof Calls<theirs.${name}> & keyof Calls<ours.${name}>>>();`,
  );
  const text = `
    import type * as theirs from 'customerio-node';
    import type * as ours from '@cio/customerio-node';
    type Seen<T> = { [K in Exclude<keyof T, 'request' | 'modern' | 'modernV2'>]: T[K] };
    type Calls<T> = { [K in keyof T as T[K] extends (...args: never[]) => unknown ? K : never]: T[K] };
    declare function same<A extends B, B>(): void;
    declare function parameters<A extends abstract new (...args: never) => unknown, B extends abstract new (...args: ConstructorParameters<A>) => unknown>(): void;
    ${[...lines, ...classes, ...methods].join('\n')}
  `;
  expect(typeErrors(program, text)).toEqual([]);
  expect(typeErrors(program, `${text} same<theirs.RetryOptions, ours.ImportInput>();`)).toHaveLength(1);
}, 60_000);
