/** What Customer.io's Track API accepts, in bytes of UTF-8 where a string is meant. Beyond, data is dropped or refused. */
export const LIMITS = {
  identifierBytes: 150,
  attributeNameBytes: 150,
  attributeValueBytes: 1000,
  attributes: 300,
  eventNameBytes: 100,
  eventDataBytes: 100_000,
  segmentIds: 1000,
  /** One operation of the v2 API. */
  operationBytes: 32_768,
  /** One request of many operations. */
  batchBytes: 500_000,
} as const;
