import { message, type PipelinesClient } from '@cio/pipelines';

export interface SamplePipelinesCall {
  /** The client's method. */
  method: Extract<keyof PipelinesClient, string>;
  /** Good arguments of it. */
  args: unknown[];
}

const SOME = [message.deletePerson({ userId: 'u1' })];

/** One call of each method of the Pipelines client. */
export const pipelinesCalls: SamplePipelinesCall[] = [
  { method: 'identify', args: [{ userId: 'u1', traits: { email: 'ada@example.com' } }, {}] },
  { method: 'track', args: [{ userId: 'u1', event: 'bought', properties: { total: 54.5 } }, {}] },
  { method: 'page', args: [{ anonymousId: 'a1', name: 'Home', properties: { url: 'https://x.io' } }, {}] },
  { method: 'screen', args: [{ userId: 'u1', name: 'Cart' }, {}] },
  { method: 'group', args: [{ userId: 'u1', groupId: 'acme', traits: { name: 'Acme' } }, {}] },
  { method: 'alias', args: [{ previousId: 'a1', userId: 'u1' }, {}] },
  { method: 'send', args: [message.track({ userId: 'u1', event: 'bought' }), {}] },
  { method: 'sendBatch', args: [SOME, {}] },
  { method: 'ingest', args: [SOME, {}] },
];

/** Calls a method with arguments. */
export function callPipelines(client: PipelinesClient, { method, args }: SamplePipelinesCall) {
  return (client[method] as (...args: unknown[]) => Promise<unknown>)(...args);
}
