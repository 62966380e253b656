import type { IncomingEvent } from '../../protocol/index.ts';
import type { Changes } from '../changes.ts';
import type { Recorded } from '../event.ts';
import type { Refusal } from '../refusal.ts';
import type { BranchState } from '../state.ts';
import { applyPitch, judgePitch } from './pitches.ts';
import { applyReferral, judgeReferral } from './referrals.ts';
import { applySale, judgeSale } from './sales.ts';

type SalesFact = Extract<
	IncomingEvent,
	{ type: `pitch.${string}` | `referral.${string}` | `sale.${string}` }
>;

export function judgeSales(state: BranchState, event: SalesFact): Refusal | null {
	switch (event.type) {
		case 'pitch.made':
		case 'pitch.undone':
			return judgePitch(state, event);
		case 'sale.recorded':
		case 'sale.corrected':
		case 'sale.cancelled':
			return judgeSale(state, event);
		default:
			return judgeReferral(state, event);
	}
}

export function applySales(state: BranchState, event: Recorded<SalesFact>, changes: Changes): void {
	changes.today = true;
	switch (event.type) {
		case 'pitch.made':
		case 'pitch.undone':
			applyPitch(state, event, changes);
			return;
		case 'sale.recorded':
		case 'sale.corrected':
		case 'sale.cancelled':
			applySale(state, event, changes);
			return;
		default:
			applyReferral(state, event, changes);
	}
}
