import { expect, test } from 'vitest';
import { startDeadline } from './deadline.js';

const hang = () => new Promise<never>(() => {});
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('what ends in time is passed on, and what does not is not waited for', async () => {
  const deadline = startDeadline(30);
  expect(await deadline.within(() => 'body', Promise.resolve(5))).toBe(5);
  await expect(deadline.within(() => 'claim', Promise.reject(new Error('no')))).rejects.toThrow('no');
  let step: 'claim' | 'handler' = 'claim';
  const waiting = deadline.within(() => step, hang());
  step = 'handler';
  await expect(waiting).rejects.toMatchObject({ waitingFor: 'handler', limitMs: 30 });
});

test('a time that is over between two steps is over for the next', async () => {
  const deadline = startDeadline(5);
  await pause(20);
  await expect(deadline.within(() => 'handler', hang())).rejects.toMatchObject({ waitingFor: 'handler' });
});

test('once cleared, nothing comes of it', async () => {
  const deadline = startDeadline(5);
  const waiting = deadline.within(() => 'body', pause(30));
  deadline.clear();
  await waiting;
});
