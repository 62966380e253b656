/** Ten thousand million in most currencies: above it somebody has typed a number into the wrong field. Minor units. */
export const LARGEST_AMOUNT = 1_000_000_000_000;
