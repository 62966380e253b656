import type { ConversionRow } from '../../protocol/conversion.ts';

/** The figures of a group in which nothing has happened. */
export function emptyRow(key: string): ConversionRow {
	return {
		key,
		prompted: 0,
		engaged: 0,
		interested: 0,
		referred: 0,
		met: 0,
		sold: 0,
		pitched: 0,
		pitchInterested: 0,
		pitchSold: 0,
		finished: 0,
		covered: 0,
		approached: 0,
		converted: 0,
		windowsRaised: 0,
		windowsUsed: 0,
		windowsMissed: 0,
		windowsNobody: 0,
		referralsMade: 0,
		referralsMet: 0,
		referralsWon: 0,
		outflowTold: 0,
		outflowKept: 0,
		outflowKeptAmount: 0,
		sales: 0,
		amount: 0
	};
}
