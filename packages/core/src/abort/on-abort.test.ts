import { expect, test, vi } from 'vitest';
import { onAbort } from './on-abort.js';
import { sleep } from './sleep.js';

/** A signal, and how many listeners it has. */
function watchedSignal() {
  const controller = new AbortController();
  const { signal } = controller;
  const listeners = { count: 0 };
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: unknown[]) => {
    listeners.count++;
    addEventListener.apply(signal, args as never);
  };
  signal.removeEventListener = (...args: unknown[]) => {
    listeners.count--;
    removeEventListener.apply(signal, args as never);
  };
  return { controller, signal, listeners };
}

test('many listeners share one of the signal, and the last to leave takes it away', () => {
  const { controller, signal, listeners } = watchedSignal();
  const told: unknown[] = [];
  const same = (reason: unknown) => void told.push(reason);
  const removals = Array.from({ length: 100 }, () => onAbort(signal, same));
  expect(listeners.count).toBe(1);
  for (const remove of removals.slice(1)) remove();
  removals[1]!();
  expect(listeners.count).toBe(1);
  controller.abort('enough');
  expect(told).toEqual(['enough']);
  expect(listeners.count).toBe(0);
  removals[0]!();
  expect(listeners.count).toBe(0);

  const again = watchedSignal();
  onAbort(again.signal, same)();
  expect(again.listeners.count).toBe(0);
  onAbort(again.signal, same);
  again.controller.abort('later');
  expect(told).toEqual(['enough', 'later']);
});

test('a signal that has aborted already is told of at once', () => {
  const told = vi.fn();
  onAbort(AbortSignal.abort('before'), told)();
  expect(told).toHaveBeenCalledExactlyOnceWith('before');
});

test('a listener that another one removes while they are told is not called', () => {
  const { controller, signal } = watchedSignal();
  const second = vi.fn();
  onAbort(signal, () => removeSecond());
  const removeSecond = onAbort(signal, second);
  controller.abort();
  expect(second).not.toHaveBeenCalled();
});

test('sleep ends with its time or with the signal, and leaves no listener behind', async () => {
  const { controller, signal, listeners } = watchedSignal();
  await sleep(1, signal);
  await sleep(1);
  expect(listeners.count).toBe(0);
  const sleeping = sleep(60_000, signal);
  controller.abort('woken');
  await expect(sleeping).rejects.toBe('woken');
  await expect(sleep(60_000, signal)).rejects.toBe('woken');
  expect(listeners.count).toBe(0);
});
