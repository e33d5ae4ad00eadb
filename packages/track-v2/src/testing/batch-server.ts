import type { RetryStrategy, Transport } from '@cio/core';
import { TrackV2Client } from '../track-v2-client.js';

/** An operation as it arrived. */
export interface Item {
  type: string;
  action: string;
  id?: string;
  name?: string;
  identifiers?: Record<string, unknown>;
}

export interface Reply {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

type Answer = (items: Item[], request: number) => Reply | Error | Promise<Reply | Error>;

/** A Track API in memory, over a transport: it keeps what arrives, and answers as it is told. */
export function batchServer(answer: Answer = () => ({}), options: { retry?: RetryStrategy } = {}) {
  const bodies: string[] = [];
  const requests: Item[][] = [];
  const state = { underWay: 0, most: 0, aborted: 0 };
  const transport: Transport = async (request) => {
    const body = String(request.body);
    bodies.push(body);
    const { batch } = JSON.parse(body) as { batch?: Item[] };
    const items = batch ?? [JSON.parse(body) as Item];
    const index = requests.push(items) - 1;
    state.most = Math.max(state.most, ++state.underWay);
    try {
      const aborted = new Promise<never>((_, reject) => {
        request.onAbort((reason) => {
          state.aborted++;
          reject(reason);
        });
      });
      const reply = await Promise.race([aborted, answer(items, index)]);
      if (reply instanceof Error) throw reply;
      const { status = 200, body: content = {}, headers = {} } = reply;
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      return { status, headers, text: async () => text, stream: async function* () {} };
    } finally {
      state.underWay--;
    }
  };
  const client = new TrackV2Client({ siteId: 'site', apiKey: 'key', transport, ...options });
  return { client, requests, bodies, state };
}

/** Answers that wait until they are let go. */
export function gate() {
  const held: (() => void)[] = [];
  let isOpen = false;
  const wait = async () => {
    if (!isOpen) await new Promise<void>((resolve) => held.push(resolve));
  };
  return {
    held,
    wait,
    answer: async (): Promise<Reply> => {
      await wait();
      return {};
    },
    open() {
      isOpen = true;
      for (const release of held.splice(0)) release();
    },
  };
}

/** A 207 that rejects the items at these places. */
export function rejecting(...places: number[]): Reply {
  const errors = places.map((batch_index) => ({
    batch_index,
    reason: 'invalid',
    field: 'name',
    message: 'is bad',
  }));
  return { status: 207, body: { errors } };
}
