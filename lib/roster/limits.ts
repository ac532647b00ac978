export const LINES_MAX = 500;

/** More than 500 long lines need. */
export const BYTES_MAX = 256 * 1024;
