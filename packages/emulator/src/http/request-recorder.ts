import { AsyncLocalStorage } from 'node:async_hooks';
import type { Change } from '../store/changes.js';
import {
  preciseNow,
  RequestLog,
  type RequestLogOptions,
  type SeenRequest,
  type SeenResponse,
} from './request-log.js';

/** A request, and the logs that it is in. */
export interface RecordedRequest {
  readonly request: SeenRequest;
  readonly logs: readonly RequestLog[];
}

/** How many effects of a request are kept: the first. */
const MAX_EFFECTS = 50;

/** Records requests: each in the log of its workspace, and one that belongs to no workspace in the logs of all. */
export class RequestRecorder {
  readonly #logs: RequestLog[] = [];
  /** The request that is handled now. It is known in all that is done for it, timers included. */
  readonly #current = new AsyncLocalStorage<RecordedRequest>();
  #lastId = 0;

  /** The log of a further workspace. */
  createLog(options: RequestLogOptions): RequestLog {
    const log = new RequestLog(options);
    this.#logs.push(log);
    return log;
  }

  /** @param log The log of its workspace; undefined where none can be told. */
  add(fields: Omit<SeenRequest, 'id'>, log: RequestLog | undefined): RecordedRequest {
    const request = { id: `req_${++this.#lastId}`, ...fields };
    const logs = log ? [log] : this.#logs;
    for (const one of logs) one.add(request);
    return { request, logs };
  }

  /** Does what a request asks for. What changes meanwhile is an effect of it. */
  handle<T>(recorded: RecordedRequest, handler: () => T): T {
    return this.#current.run(recorded, handler);
  }

  /** Adds an effect to the request that is handled now. */
  addEffect(change: Change): void {
    const recorded = this.#current.getStore();
    if (!recorded || change.topic === 'workspace') return;
    const { request } = recorded;
    request.effect_count++;
    const isNoted = request.effects.some(
      ({ topic, id, action }) => topic === change.topic && id === change.id && action === change.action,
    );
    if (!isNoted && request.effects.length < MAX_EFFECTS) request.effects.push(change);
  }

  /** Adds its response to a request. */
  respond({ request, logs }: RecordedRequest, status: number | null, response?: SeenResponse): void {
    request.status = status;
    request.duration_ms = Math.max(0, Math.round((preciseNow() - request.received_at) * 10) / 10);
    if (response) request.response = response;
    for (const log of logs) log.responded(request);
  }
}
