/** Drawn by the server, so that a page that shows a code brings no drawing of its own. */
export { qrOf } from '#lib/receipt/qr.ts';
export type { Qr } from '#lib/receipt/qr.ts';
