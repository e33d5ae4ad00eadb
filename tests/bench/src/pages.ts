/** The messages that the server has. */
export const PAGES = 10;
export const PAGE_SIZE = 1000;
