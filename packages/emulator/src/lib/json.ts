/** An object of JSON whose fields are not known: attributes, the data of an event. */
export type Json = Record<string, unknown>;
