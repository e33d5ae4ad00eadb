import type { RetryStrategy, Transport, TransportRequest } from '@cio/core';
import type { PipelinesOptions } from '../client/pipelines-http.js';
import { PipelinesClient } from '../pipelines-client.js';

/** A message as it arrived. */
interface Item {
  type: string;
  messageId?: string;
  userId?: string;
  event?: string;
}

export interface Reply {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

type Respond = (items: Item[], request: number) => Reply | Error | Promise<Reply | Error>;

/** A Pipelines API in memory, over a transport: it keeps what arrives, and responds as it is told. */
export function pipelinesServer(
  respond: Respond = () => ({}),
  options: Partial<PipelinesOptions> & { retry?: RetryStrategy } = {},
) {
  const requests: TransportRequest[] = [];
  const bodies: string[] = [];
  const batches: Item[][] = [];
  const state = { inFlight: 0, most: 0 };
  const transport: Transport = async (request) => {
    requests.push(request);
    const body = String(request.body);
    bodies.push(body);
    const { batch } = JSON.parse(body) as { batch?: Item[] };
    const items = batch ?? [JSON.parse(body) as Item];
    const index = batches.push(items) - 1;
    state.most = Math.max(state.most, ++state.inFlight);
    try {
      const reply = await respond(items, index);
      if (reply instanceof Error) throw reply;
      const { status = 200, body: content = {}, headers = {} } = reply;
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      return {
        status,
        headers,
        text: async () => text,
        stream: async function* () {
          yield new TextEncoder().encode(text);
        },
      };
    } finally {
      state.inFlight--;
    }
  };
  const client = new PipelinesClient({ writeKey: 'write-key', transport, ...options });
  return { client, requests, bodies, batches, state };
}

/** Responses that wait until they are let go. */
export function gate() {
  const held: (() => void)[] = [];
  let isOpen = false;
  return {
    held,
    async respond(): Promise<Reply> {
      if (!isOpen) await new Promise<void>((resolve) => held.push(resolve));
      return {};
    },
    open() {
      isOpen = true;
      for (const release of held.splice(0)) release();
    },
  };
}
