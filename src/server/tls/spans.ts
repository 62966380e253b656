/** Lengths of time that certificates go by, in milliseconds. */

export const DAY_MS = 24 * 3600 * 1000;
/** Certificates count from so long before they are made: clocks of tablets may be behind. */
export const BACKDATED_MS = DAY_MS;
/** What ends sooner than this is made anew. */
export const SOON_MS = 30 * DAY_MS;
