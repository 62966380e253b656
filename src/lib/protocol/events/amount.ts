import Type from 'typebox';

/** Ten thousand million in most currencies: above it somebody has typed a number into the wrong field. Minor units. */
export const LARGEST_AMOUNT = 1_000_000_000_000;

/** Minor units. A day of a thousand such sales is still counted to the unit. */
export const Amount = Type.Integer({ minimum: 0, maximum: LARGEST_AMOUNT });
