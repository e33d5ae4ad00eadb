/** A mistake that a schema found. */
export interface SchemaIssue {
  /** What was expected. */
  readonly message: string;
  /** Where: the keys that lead to the value, from the outside in. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** What a schema says of a value: the value, as the schema transforms it, or the mistakes in it. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

/**
 * A schema of any library that implements Standard Schema version 1, such as Zod, Valibot, ArkType or Effect.
 *
 * @see https://standardschema.dev
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  /** The interface that the libraries share. */
  readonly '~standard': {
    /** The version of the interface. */
    readonly version: 1;
    /** The name of the library. */
    readonly vendor: string;
    /** Validates a value. */
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    /** The types of what the schema accepts, and of what it returns. They exist for the compiler alone. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

type Types<Schema extends StandardSchema> = NonNullable<Schema['~standard']['types']>;

/** The type that a schema accepts. */
export type InputOf<Schema extends StandardSchema> = Types<Schema>['input'];

/** The type that a schema returns: what is sent. */
export type OutputOf<Schema extends StandardSchema> = Types<Schema>['output'];
