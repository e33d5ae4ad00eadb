/** A parameter of a method. */
export type Parameter<Method, Index extends number> = Method extends (...args: infer Args) => unknown
  ? Args[Index]
  : never;

/** What a method returns. */
export type Result<Method> = Method extends (...args: never) => infer R ? R : never;

/** An object of which nothing is required. */
type Nothing = Record<never, never>;

/** The data and the options at the end of a call: the data may be left out where none of it is required. */
export type DataArguments<Data, Options> = Nothing extends Data
  ? [data?: Data, options?: Options]
  : [data: Data, options?: Options];

/** A field that may be left out where nothing of it is required. */
export type DataField<Key extends string, Data> = Nothing extends Data
  ? { readonly [K in Key]?: Data | undefined }
  : { readonly [K in Key]: Data };

/** `Omit`, for each member of a union by itself. */
export type OmitEach<T, Keys extends PropertyKey> = T extends unknown ? Omit<T, Keys> : never;

/** A client with some of its methods in place of its own. */
export type Replace<Client, Methods> = Omit<Client, keyof Methods> & Methods;
