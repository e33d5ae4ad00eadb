/**
 * The data and the options at the end of a call: the data may be left out, or be `Empty`, where none of it is required.
 */
export type DataArguments<Data, Options, Empty = undefined> =
  Record<never, never> extends Data
    ? [data?: Data | Empty | undefined, options?: Options | undefined]
    : [data: Data, options?: Options | undefined];
