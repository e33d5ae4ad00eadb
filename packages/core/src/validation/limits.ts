/** Limits of Customer.io's Track API; of strings in bytes of UTF-8. Data over a limit is dropped or rejected. */
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
  /** One batch request of the v2 API. */
  batchBytes: 500_000,
} as const;
