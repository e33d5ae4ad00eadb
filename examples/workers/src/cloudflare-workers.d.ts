// What of the module is used here: the whole of Cloudflare's types does not go together with Node's.
declare module 'cloudflare:workers' {
  import type { DurableObjectState } from '@cloudflare/workers-types';

  export abstract class DurableObject {
    protected readonly ctx: DurableObjectState;
    alarm(): Promise<void>;
  }
}
