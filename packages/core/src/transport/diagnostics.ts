import { channel } from 'node:diagnostics_channel';

/** The hooks that are published, and the channels of `node:diagnostics_channel`. */
const CHANNELS = {
  onRequest: 'customerio:request',
  onResponse: 'customerio:response',
  onRetry: 'customerio:retry',
  onError: 'customerio:error',
  onCall: 'customerio:call',
};

type ChannelHooks = Partial<Record<keyof typeof CHANNELS, (event: object) => void>>;

let hooks: ChannelHooks | undefined;

/**
 * Hooks that publish their events to channels of `node:diagnostics_channel`. While a channel has no subscriber, there is no hook,
 * and no event is created.
 */
export function platformHooks(): ChannelHooks {
  hooks ??= Object.defineProperties(
    {},
    Object.fromEntries(Object.entries(CHANNELS).map(([hook, name]) => [hook, { get: publisherTo(name) }])),
  );
  return hooks;
}

function publisherTo(name: string): () => ((event: object) => void) | undefined {
  const events = channel(name);
  const publish = (event: object) => events.publish(event);
  return () => (events.hasSubscribers ? publish : undefined);
}
