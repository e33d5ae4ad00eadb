/** Any function. */
type Method = (...args: never) => unknown;

/** The methods of `TrackClient`, of `@cio/track`, that a plan checks. */
export interface TrackMethods {
  readonly identify: Method;
  readonly track: Method;
  readonly trackAnonymous: Method;
  readonly backfill: Method;
}

/** The methods of `TrackV2Client`, of `@cio/track-v2`, that a plan checks. */
export interface TrackV2Methods {
  readonly identifyPerson: Method;
  readonly trackPersonEvent: Method;
  readonly identifyObject: Method;
  readonly trackObjectEvent: Method;
  readonly addPersonRelationships: Method;
  readonly addObjectRelationships: Method;
}

/** The methods of `PipelinesClient`, or of `message`, of `@cio/pipelines`, that a plan checks. */
export interface PipelinesMethods {
  readonly identify: Method;
  readonly track: Method;
  readonly group: Method;
}

/** The methods of `AppClient`, of `@cio/app-api`, that a plan checks. */
export interface AppMethods {
  readonly sendEmail: Method;
  readonly sendPush: Method;
  readonly sendSms: Method;
  readonly sendWhatsapp: Method;
  readonly sendInApp: Method;
  readonly sendInboxMessage: Method;
  readonly broadcasts: { readonly trigger: Method };
}

/** The builders of `@cio/track-v2`: `{ person, object }`. */
export interface OperationBuilders {
  readonly person: { readonly identify: Method; readonly event: Method; readonly addRelationships: Method };
  readonly object: { readonly identify: Method; readonly event: Method; readonly addRelationships: Method };
}
