import { channel } from 'node:diagnostics_channel';
import { expect, test } from 'vitest';
import { platformHooks } from './diagnostics.js';

test.each([
  ['onRequest', 'customerio:request'],
  ['onResponse', 'customerio:response'],
  ['onRetry', 'customerio:retry'],
  ['onError', 'customerio:error'],
  ['onCall', 'customerio:call'],
] as const)('%s is there while %s has a subscriber, who gets its events', (hook, name) => {
  const hooks = platformHooks();
  expect(hooks[hook]).toBeUndefined();
  const received: unknown[] = [];
  const subscriber = (event: unknown) => void received.push(event);
  channel(name).subscribe(subscriber);
  const event = { operation: 'track' };
  hooks[hook]!(event);
  expect(received).toEqual([event]);
  channel(name).unsubscribe(subscriber);
  expect(hooks[hook]).toBeUndefined();
});
