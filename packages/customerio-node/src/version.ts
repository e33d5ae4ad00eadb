/** The version of the official client whose interface and headers these are. */
export const version = '5.2.0';
