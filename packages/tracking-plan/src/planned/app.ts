import type { AppMethods } from '../clients.js';
import type { IdsOf, MessageData } from '../plan-definition.js';
import type { DataField, OmitEach, Parameter, Replace, Result } from './arguments.js';

/** What a send has besides its template and data. An email with content of its own is sent by the client itself. */
type Rest<Method> = OmitEach<
  Extract<Parameter<Method, 0>, { transactional_message_id: number | string }>,
  'transactional_message_id' | 'message_data'
>;

type Send<D, Method> = <const Id extends IdsOf<D, 'transactional'>[keyof IdsOf<D, 'transactional'>]>(
  message: Rest<Method> & {
    /** The id of a transactional message of the plan, or its trigger name. */
    readonly transactional_message_id: Id;
  } & DataField<'message_data', MessageData<D, 'transactional', Id>>,
  options?: Parameter<Method, 1>,
) => Result<Method>;

interface Sends<D, Client extends AppMethods> {
  /** Sends an email from a transactional message of the plan, with the data that its template reads. */
  readonly sendEmail: Send<D, Client['sendEmail']>;
  /** Sends a push notification from a transactional message of the plan, with the data that its template reads. */
  readonly sendPush: Send<D, Client['sendPush']>;
  /** Sends an SMS from a transactional message of the plan, with the data that its template reads. */
  readonly sendSms: Send<D, Client['sendSms']>;
  /** Sends a WhatsApp message from a transactional message of the plan, with the data that its template reads. */
  readonly sendWhatsapp: Send<D, Client['sendWhatsapp']>;
  /** Sends an in-app message from a transactional message of the plan, with the data that its template reads. */
  readonly sendInApp: Send<D, Client['sendInApp']>;
  /** Sends a message to an inbox from a transactional message of the plan, with the data that its template reads. */
  readonly sendInboxMessage: Send<D, Client['sendInboxMessage']>;
}

interface Broadcasts<D, Client extends AppMethods> {
  /** API-triggered broadcasts: those of the plan. */
  readonly broadcasts: Replace<
    Client['broadcasts'],
    {
      /** Triggers a broadcast of the plan, with the data that its messages read. */
      trigger<const Id extends IdsOf<D, 'broadcasts'>[keyof IdsOf<D, 'broadcasts'>]>(
        broadcastId: Id,
        trigger: OmitEach<Parameter<Client['broadcasts']['trigger'], 1>, 'data'> &
          DataField<'data', MessageData<D, 'broadcasts', Id>>,
        options?: Parameter<Client['broadcasts']['trigger'], 2>,
      ): Result<Client['broadcasts']['trigger']>;
    }
  >;
}

/** An `AppClient` whose transactional messages and broadcasts are those of a plan. */
export type PlannedApp<D, Client extends AppMethods> = Replace<
  Client,
  (D extends { readonly transactional: object } ? Sends<D, Client> : unknown) &
    (D extends { readonly broadcasts: object } ? Broadcasts<D, Client> : unknown)
>;
