import { validateHeaderName, validateHeaderValue } from 'node:http';
import { MAX_TIMER_MS, requireObject, requireOneOf, ValidationError } from '@cio/core';
import { Collection } from '../store/collection.js';
import { LIMIT, SlidingWindow } from './sliding-window.js';

/** What goes wrong on purpose. Exactly one kind a fault. */
export type FaultKind =
  /** A response of any status from 200 to 599 in place of the real one. The request is not processed. */
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: unknown }
  /** The real response, late. */
  | { kind: 'delay'; delayMs: number }
  /** The connection is reset: `before` the request is processed, or `after`, with its effect done. */
  | { kind: 'reset'; when: 'before' | 'after' }
  /** The request is processed, and the connection ends in the middle of the response's body. */
  | { kind: 'cut-body' }
  /** The request is processed, and the response's body is sent a byte at a time. */
  | { kind: 'slow-body'; delayMs: number }
  /** The request is processed, and the response's `Content-Length` is too large, or too small. */
  | { kind: 'wrong-length'; difference: number }
  /** Sends the client elsewhere. Without a location the header is missing. */
  | { kind: 'redirect'; status?: number; location?: string }
  /** 200 and a web page, as from a captive portal. The request is not processed. */
  | { kind: 'html' }
  /** 429 with `Retry-After` for what is over a rate limit: `10/s`, or `1/10s` for one in ten seconds. Stays until it is removed. */
  | { kind: 'rate-limit'; limit: string };

export type Fault = FaultKind & {
  /** Only requests with this method. */
  method?: string;
  /** Only requests whose path contains this. */
  path?: string;
  /** For how many requests. Default 1; of a rate limit, all that are over it. */
  times?: number;
  /** How many requests go through first. Default 0. */
  after?: number;
};

/** A fault that a request has met. */
export type TakenFault = Fault & {
  /** When a rate limit has room again, in whole seconds. */
  retryAfterSeconds?: number;
};

/** A fault that waits for its requests. */
export interface WaitingFault {
  id: number;
  fault: Fault;
  /** How many requests go through before it is their turn. */
  skip: number;
  /** For how many requests it still is; null for all that come. */
  left: number | null;
}

/** A fault as it is stored. */
export interface StoredFault {
  id: number;
  fault: Fault;
  skip: number;
  /** Infinite for all that come. */
  left: number;
}

/** Where faults are stored. What is infinite is null in JSON. */
export function createFaultCollection(): Collection<StoredFault> {
  const infinite = (value: number | null) => value ?? Number.POSITIVE_INFINITY;
  return new Collection<StoredFault>(
    {},
    {
      encode: (stored) => stored,
      decode: ({ id, fault, skip, left }: StoredFault) => {
        const { times, after } = fault;
        const counts = {
          ...(times !== undefined && { times: infinite(times) }),
          ...(after !== undefined && { after: infinite(after) }),
        };
        return { id, fault: { ...fault, ...counts }, skip: infinite(skip), left: infinite(left) };
      },
    },
  );
}

/** The faults that wait for their requests. */
export class Faults {
  readonly #waiting: Collection<StoredFault>;
  /** How far rate limits are used up. */
  readonly #windows = new WeakMap<StoredFault, SlidingWindow>();
  readonly #onChange: () => void;

  /** @param onChange Told when a fault is added, used or removed. */
  constructor(collection: Collection<StoredFault>, onChange: () => void) {
    this.#waiting = collection;
    this.#onChange = onChange;
  }

  /**
   * @returns Its id, by which it can be removed; undefined for one of no times.
   * @throws `ValidationError` where it is no fault, with the field.
   */
  add(fault: Fault): number | undefined {
    checkFault(fault);
    const { after = 0, times = fault.kind === 'rate-limit' ? Number.POSITIVE_INFINITY : 1 } = fault;
    if (times === 0) return undefined;
    const { id } = this.#waiting.add({ fault, skip: after, left: times });
    this.#onChange();
    return id;
  }

  /** Those that wait, the oldest first. */
  list(): WaitingFault[] {
    return this.#waiting.all().map(({ id, fault, skip, left }) => ({
      id,
      fault,
      skip,
      left: Number.isFinite(left) ? left : null,
    }));
  }

  /** Removes one. False where it waits no more. */
  remove(id: number): boolean {
    if (!this.#waiting.get(id)) return false;
    this.#waiting.delete(id);
    this.#onChange();
    return true;
  }

  clear(): void {
    for (const { id } of this.#waiting.all()) this.#waiting.delete(id);
    this.#onChange();
  }

  /** The fault for a request, if one waits: the oldest that fits, used up by once. */
  take(method: string, path: string): TakenFault | undefined {
    for (const stored of this.#waiting) {
      const { id, fault } = stored;
      if (fault.method !== undefined && fault.method !== method) continue;
      if (fault.path !== undefined && !path.includes(fault.path)) continue;
      if (stored.skip > 0) {
        stored.skip--;
        this.#changed(stored);
        continue;
      }
      const waitMs = this.#windowOf(stored)?.count();
      if (waitMs === 0) continue;
      stored.left--;
      if (stored.left === 0) this.remove(id);
      else this.#changed(stored);
      return waitMs === undefined
        ? fault
        : { ...fault, retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) };
    }
    return undefined;
  }

  #windowOf(stored: StoredFault): SlidingWindow | undefined {
    if (stored.fault.kind !== 'rate-limit') return undefined;
    const window = this.#windows.get(stored) ?? new SlidingWindow(stored.fault.limit);
    this.#windows.set(stored, window);
    return window;
  }

  #changed(stored: StoredFault): void {
    this.#waiting.save(stored);
    this.#onChange();
  }
}

type Check = (field: string, value: unknown) => void;

const number =
  (min: number, max: number, what: string): Check =>
  (field, value) => {
    const isWhole = Number.isInteger(value) || value === Number.POSITIVE_INFINITY;
    if (isWhole && (value as number) >= min && (value as number) <= max) return;
    throw new ValidationError(field, `expected ${what}`);
  };

const oneOf =
  (...allowed: string[]): Check =>
  (field, value) =>
    requireOneOf(field, value, allowed);

const text: Check = (field, value) => {
  if (typeof value !== 'string') throw new ValidationError(field, 'expected a string');
};

const headerValue: Check = (field, value) => {
  text(field, value);
  checkHeader(field, 'x', value as string);
};

const headers: Check = (field, value) => {
  requireObject(field, value);
  for (const [name, one] of Object.entries(value)) {
    text(`${field}.${name}`, one);
    checkHeader(field, name, one as string);
  }
};

const limit: Check = (field, value) => {
  if (typeof value === 'string' && LIMIT.test(value)) return;
  throw new ValidationError(field, 'expected requests and seconds, such as 10/s or 1/10s');
};

const anything: Check = () => {};
const status = number(200, 599, 'a status from 200 to 599');
const milliseconds: Check = (field, value) => {
  if (typeof value === 'number' && value >= 0 && value <= MAX_TIMER_MS) return;
  throw new ValidationError(field, `expected milliseconds, 0 to ${MAX_TIMER_MS}`);
};

interface Fields {
  required?: Record<string, Check>;
  optional?: Record<string, Check>;
}

const KINDS = new Map<string, Fields>(
  Object.entries({
    status: { required: { status }, optional: { headers, body: anything } },
    delay: { required: { delayMs: milliseconds } },
    reset: { required: { when: oneOf('before', 'after') } },
    'cut-body': {},
    'slow-body': { required: { delayMs: milliseconds } },
    'wrong-length': { required: { difference: number(-1e6, 1e6, 'bytes, a whole number') } },
    redirect: { optional: { status, location: headerValue } },
    html: {},
    'rate-limit': { required: { limit } },
  } satisfies Record<FaultKind['kind'], Fields>),
);

const count = number(0, Number.POSITIVE_INFINITY, 'a whole number, 0 or more');
const COMMON: Record<string, Check> = { method: text, path: text, times: count, after: count };

/** Rejects a fault that is not valid: otherwise it would fail in the middle of a request. */
function checkFault(fault: unknown): void {
  requireObject('fault', fault);
  requireOneOf('kind', fault.kind, [...KINDS.keys()]);
  const { required = {}, optional = {} } = KINDS.get(fault.kind as string)!;
  for (const [field, check] of Object.entries(required)) check(field, fault[field]);
  for (const [field, check] of Object.entries({ ...optional, ...COMMON })) {
    if (fault[field] !== undefined) check(field, fault[field]);
  }
  const known = new Set(['kind', ...Object.keys({ ...required, ...optional, ...COMMON })]);
  for (const field of Object.keys(fault)) {
    if (fault[field] !== undefined && !known.has(field))
      throw new ValidationError(field, `a fault of kind ${fault.kind} has no such field`);
  }
}

function checkHeader(field: string, name: string, value: string): void {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    throw new ValidationError(field, 'expected names and values that HTTP allows in a header');
  }
}
