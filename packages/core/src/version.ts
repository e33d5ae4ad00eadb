declare const __VERSION__: string;

/** The version of `@cio/core`, set by the build. */
export const VERSION: string = __VERSION__;
