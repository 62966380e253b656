import Type from 'typebox';
import { LARGEST_AMOUNT } from '../largest-amount.ts';

/** Minor units. A day of a thousand such sales is still counted to the unit. */
export const Amount = Type.Integer({ minimum: 0, maximum: LARGEST_AMOUNT });
