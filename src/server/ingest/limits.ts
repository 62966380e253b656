/** What one request may hold. */
export const MAX_BYTES = 1 << 20;
export const MAX_EVENTS = 1_000;

/** A body that is not there after so long never will be. Real milliseconds. */
export const BODY_MS = 10_000;

/** Of a request that was refused unread, so much more is thrown away before its connection is. */
export const DISCARD_BYTES = 4 * MAX_BYTES;
export const DISCARD_MS = 2_000;

/** Events that may wait for the disk at once; more are told to come again. */
export const MAX_WAITING = 20_000;
