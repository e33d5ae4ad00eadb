/** Of an uploaded file, and of an email's attachments together. */
export const MAX_FILE_BYTES = 2 * 1024 * 1024;
