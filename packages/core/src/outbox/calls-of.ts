import type { Call } from '../client/call.js';
import type { HttpClient } from '../client/http-client.js';
import { ValidationError } from '../errors/validation-error.js';
import { copyJsonValue } from '../serialization/copy-json-value.js';
import { requireFunction } from '../validation/checks.js';
import type { SendItem, StoredCall, TrackItem } from './items.js';

/** Methods that return what they would have sent. */
type RecordedMethods<Client> = {
  readonly [Name in keyof Client as Client[Name] extends (...args: never[]) => Promise<unknown>
    ? Name
    : never]: Client[Name] extends (...args: infer Args) => Promise<unknown>
    ? (...args: Args) => Promise<TrackItem | SendItem>
    : never;
};

/** The methods of a client that send something, each of which returns what it would have sent; of an `AppClient` also `broadcasts.trigger`. */
export type RecordedCalls<Client> = RecordedMethods<Client> &
  (Client extends { readonly broadcasts: infer Broadcasts extends { trigger: unknown } }
    ? { readonly broadcasts: RecordedMethods<Pick<Broadcasts, 'trigger'>> }
    : unknown);

/**
 * The methods of a client, which validate their arguments as always and then return the call instead of sending it, to be added to
 * an outbox: of `TrackClient` its calls, of `AppClient` its sends and `broadcasts.trigger`.
 *
 * @param Client The class of the client.
 * @throws ValidationError, in the promise of a method, for an argument that is not valid, and for a call that an outbox does not
 * send: one that reads, or of the App API neither a send nor a trigger.
 * @example
 * const track = callsOf(TrackClient); // or callsOf<TrackClient<MyEvents>>(TrackClient)
 * await outbox.add([track.identify('5', { plan: 'pro' }), track.track('5', 'order_placed', { total: 54.2 })]);
 */
export function callsOf<Client extends object>(Client: {
  new (http: HttpClient): object;
  readonly prototype: Client;
}): RecordedCalls<Client> {
  requireFunction('Client', Client);
  return recorder((http) => new Client(http)) as RecordedCalls<Client>;
}

type Members = Readonly<Record<string | symbol, unknown>>;

/** @param create Makes a client, or a part of one, that sends over `http`. */
function recorder(create: (http: HttpClient) => object): object {
  const members = create({ request: async () => ({}) } as unknown as HttpClient) as Members;
  return new Proxy(
    {},
    {
      get: (_, name) => {
        const member = members[name];
        if (typeof member === 'object' && member !== null && name !== 'http')
          return recorder((http) => (create(http) as Members)[name] as object);
        if (typeof member !== 'function') return undefined;
        return async (...args: unknown[]) => {
          let recorded: Call | undefined;
          const request = async (call: Call) => {
            recorded = call;
            return {};
          };
          const client = create({ request } as unknown as HttpClient) as Record<
            string | symbol,
            (...args: unknown[]) => unknown
          >;
          await client[name]!(...args);
          return itemOf(String(name), recorded);
        };
      },
    },
  );
}

/** The item of a recorded call. */
function itemOf(name: string, call: Call | undefined): TrackItem | SendItem {
  if (!call || call.method === 'GET')
    throw new ValidationError(name, 'is no call that an outbox can send later');
  const kind = kindOf(call.path);
  if (kind === undefined) {
    throw new ValidationError(
      name,
      'of this client an outbox stores no calls: add what the builders of @cio/track-v2 or @cio/pipelines return, or a send',
    );
  }
  return { kind, call: storedCall(call) };
}

function kindOf(path: string): 'track' | 'send' | undefined {
  if (/^\/v1\/(send\/|campaigns\/[^/]+\/triggers$)/.test(path)) return 'send';
  return path.startsWith('/v1/') || path.startsWith('/api/v2/') ? undefined : 'track';
}

function storedCall(call: Call): StoredCall {
  const { operation, method, path, pathTemplate, raw, body, bucket, replaySafe, authorized, expects, extra } =
    call;
  if (extra !== undefined)
    throw new ValidationError('extra', 'is not stored: put the fields where they belong');
  for (const name of ['signal', 'timeoutMs', 'retry'] as const) {
    if (call[name] !== undefined)
      throw new ValidationError(name, 'is not stored: it is for the worker to say');
  }
  const json =
    typeof raw === 'string' ? JSON.parse(raw) : body === undefined ? undefined : copyJsonValue(body, 'body');
  return {
    operation,
    method: method as StoredCall['method'],
    path,
    pathTemplate: pathTemplate ?? path,
    replaySafe,
    ...(json !== undefined && { body: json }),
    ...(bucket !== undefined && { bucket }),
    ...(authorized !== undefined && { authorized }),
    ...(expects !== undefined && { expects }),
  };
}
