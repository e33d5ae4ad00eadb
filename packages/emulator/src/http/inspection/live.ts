import type { ServerResponse } from 'node:http';
import type { LiveTopic, LiveUpdate } from './types.js';

/** For how long changes are gathered before they are told, in milliseconds. */
const GATHER_MS = 100;
/** How many ids one update has of a topic: the newest. */
const MAX_IDS = 50;
/** How often a stream without changes says that it is there, in milliseconds. */
const HEARTBEAT_MS = 15_000;

/** Tells browsers and tests what changes, as server-sent events. However much changes, an update comes ten times a second. */
export class LiveUpdates {
  readonly #streams = new Set<ServerResponse>();
  readonly #changed = new Map<LiveTopic, Set<string>>();
  #timer: NodeJS.Timeout | undefined;
  #heartbeat: NodeJS.Timeout | undefined;

  /** Notes that something changed. Costs next to nothing where nobody listens. */
  add(topic: LiveTopic, id: string): void {
    if (this.#streams.size === 0) return;
    const ids = this.#changed.get(topic) ?? new Set();
    this.#changed.set(topic, ids);
    // The newest are at the end.
    ids.delete(id);
    ids.add(id);
    if (ids.size > MAX_IDS) ids.delete(ids.values().next().value!);
    this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS).unref();
  }

  /** Makes a response a stream of updates, until its connection is closed. */
  stream(response: ServerResponse, headers: Record<string, string | number>): void {
    response.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8' });
    response.write('retry: 1000\nevent: open\ndata: {}\n\n');
    this.#streams.add(response);
    this.#heartbeat ??= setInterval(() => this.#write(': \n\n'), HEARTBEAT_MS).unref();
    response.once('close', () => {
      this.#streams.delete(response);
      if (this.#streams.size > 0) return;
      clearInterval(this.#heartbeat);
      this.#heartbeat = undefined;
    });
  }

  #flush(): void {
    this.#timer = undefined;
    const update: LiveUpdate = Object.fromEntries(
      [...this.#changed].map(([topic, ids]) => [topic, [...ids].reverse()]),
    );
    this.#changed.clear();
    this.#write(`event: update\ndata: ${JSON.stringify(update)}\n\n`);
  }

  #write(text: string): void {
    for (const stream of this.#streams) {
      // One that does not read loses updates, and this process no memory.
      if (!stream.writableNeedDrain) stream.write(text);
    }
  }
}
