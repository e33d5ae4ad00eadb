import { requireText, ValidationError } from '@cio/core';
import type { AppCallOptions } from '../call-options.js';
import type { AttributeMetadata, EventMetadata } from '../generated/types.js';
import { requireList } from '../require-list.js';
import { Resource } from '../resource.js';
import { path } from '../url.js';

/** The data index: metadata of attributes and events. */
export class DataIndexResource extends Resource {
  protected readonly namespace: string = 'dataIndex';

  /**
   * Sets the metadata of up to 100 attributes.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateAttributeMetadata
   */
  async updateAttributes(attributes: AttributeMetadata[], options?: AppCallOptions): Promise<void> {
    await this.call('updateAttributes', 'POST', path`/data_index/attributes`, options, {
      body: { attributes },
      check: () => requireSome('attributes', attributes),
      replaySafe: true,
    });
  }

  /**
   * Sets the metadata of up to 100 events.
   *
   * @see https://docs.customer.io/integrations/api/app/#operation/updateEventMetadata
   */
  async updateEvents(events: EventMetadata[], options?: AppCallOptions): Promise<void> {
    await this.call('updateEvents', 'POST', path`/data_index/events`, options, {
      body: { events },
      check: () => requireSome('events', events),
      replaySafe: true,
    });
  }
}

function requireSome(field: string, described: { name: string; description?: string | undefined }[]): void {
  requireList(field, described, 100);
  for (const [index, one] of described.entries()) {
    requireText(`${field}[${index}].name`, one?.name);
    if (Number(one.description?.length) > 255) {
      throw new ValidationError(`${field}[${index}].description`, 'expected at most 255 characters');
    }
  }
}
