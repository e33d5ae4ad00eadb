// A program written against the types of customerio-node. It is compiled, with its types and with those that stand for them.

import {
  APIClient,
  type AudienceFilter,
  type BatchItem,
  CustomerIORequestError,
  DeliveryExportMetric,
  type EmailMessage,
  FilterOperator,
  IdentifierType,
  type ImportInput,
  type ListActivitiesOptions,
  MissingParamError,
  type ObjectFilter,
  PipelinesClient,
  type PipelinesContext,
  Region,
  RegionEU,
  type RequestDefaults,
  type ResponseLike,
  type RetryOptions,
  SendEmailRequest,
  type SendEmailRequestOptions,
  SendInAppRequest,
  SendPushRequest,
  TrackClient,
  verifyRequestSignature,
} from 'customerio-node';

const retry: Partial<RetryOptions> = { maxRetries: 2, retryStatusCodes: [429] };
const defaults: RequestDefaults = { timeout: 5_000, headers: { 'X-Team': 'growth' }, keepalive: true };
const region: Region = new Region(
  'https://t.example.com/api/v1',
  'https://a.example.com/v1',
  'https://c.example.com/v1',
);

export class Mailer {
  private readonly api = new APIClient('key', { region: RegionEU, retry, ...defaults });

  constructor(
    private readonly cio: TrackClient = new TrackClient('site', 'key', { region, url: 'https://x/api/v1' }),
  ) {}

  async welcome(id: number, email: string): Promise<string> {
    await this.cio.identify(id, { email, created_at: 1 });
    await this.cio.track(id, { name: 'welcomed', data: { at: new Date() } });
    await this.cio.addDevice(id, 'token', 'ios', { last_used: 1 });
    await this.cio.mergeCustomers(IdentifierType.Id, id, IdentifierType.Email, email);
    const options: SendEmailRequestOptions = {
      to: email,
      identifiers: { id },
      transactional_message_id: 'welcome',
    };
    const request = new SendEmailRequest(options);
    request.attach('a.pdf', Buffer.from(''), { encode: false });
    const message: EmailMessage = request.message;
    const { delivery_id } = await this.api.sendEmail(request);
    await this.api.sendPush(new SendPushRequest({ identifiers: { email }, transactional_message_id: 1 }));
    await this.api.sendInApp(
      new SendInAppRequest({ identifiers: { id }, transactional_message_id: 1, send_at: 1 }),
    );
    return `${delivery_id} ${message.to?.length}`;
  }

  async report(): Promise<number> {
    const filter: AudienceFilter = {
      and: [
        { segment: { id: 1 } },
        { attribute: { field: 'plan', operator: FilterOperator.Eq, value: 'gold' } },
      ],
    };
    const objects: ObjectFilter = {
      object_attribute: { field: 'name', operator: FilterOperator.Exists, type_id: 1 },
    };
    const options: ListActivitiesOptions = { idType: IdentifierType.CioId, customerId: 5, deleted: false };
    const file: ImportInput = { data_file_url: 'https://example.com/a.csv', type: 'people' };
    await this.api.createImport(file);
    await this.api.findObjects(1, objects, { limit: 5 });
    await this.api.createDeliveriesExport(1, { metric: DeliveryExportMetric.Opened });
    const { activities } = await this.api.listActivities(options);
    const { identifiers } = await this.api.searchCustomers(filter, { limit: 10 });
    await this.api.request.post('https://api.customer.io/v1/new', { a: 1 });
    await this.api.triggerBroadcast('7', undefined, { emails: ['a@example.com'] });
    return activities.length + identifiers[0].deep.path;
  }
}

export async function pipe(context: PipelinesContext): Promise<void> {
  const pipelines = new PipelinesClient('key', { strictMode: true, defaultContext: context });
  const items: BatchItem[] = [{ type: 'track', userId: 1, event: 'e' }];
  await pipelines.batch(items);
  await pipelines.alias({ userId: 1, previousId: 'a' });
}

export function told(error: unknown): number | undefined {
  if (error instanceof MissingParamError) return 0;
  if (!(error instanceof CustomerIORequestError)) return undefined;
  const response: ResponseLike = error.response;
  return error.statusCode + Number(response.headers['retry-after']) + error.body.length;
}

export const verified: boolean = verifyRequestSignature({
  signingSecret: 's',
  timestamp: 1,
  body: Buffer.from(''),
  signature: '',
});
