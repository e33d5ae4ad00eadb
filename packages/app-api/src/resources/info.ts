import type { AppCallOptions } from '../call-options.js';
import type { UnknownFields } from '../generated/types.js';
import { Resource } from '../resource.js';
import { path } from '../url.js';

/** Information about Customer.io's infrastructure. */
export class InfoResource extends Resource {
  protected readonly namespace: string = 'info';

  /**
   * Lists the IP addresses that Customer.io sends requests from.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/getCioAllowlist
   */
  getIpAddresses(options?: AppCallOptions): Promise<{ ip_addresses: string[] } & UnknownFields> {
    return this.call('getIpAddresses', 'GET', path`/info/ip_addresses`, options, {
      lists: ['ip_addresses'],
    });
  }
}
