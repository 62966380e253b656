import { actorOf } from '../access/access.ts';
import type { Access, Caller } from '../access/access.ts';
import { refused } from '../refused.ts';
import type { Refused } from '../refused.ts';
import type { AuditLog } from '../audit.ts';
import type { Display, Displays } from '../store/types.ts';

export interface DisplayParts {
	displays: Displays;
	access: Pick<Access, 'denies'>;
	audit: AuditLog;
	now: () => number;
}

/** The paired displays, for who manages them. */
export class DisplayDesk {
	readonly #parts: DisplayParts;

	constructor(parts: DisplayParts) {
		this.#parts = parts;
	}

	/** Those that somebody may manage, newest last; revoked ones too. */
	list({ principal }: Caller): Display[] {
		const { access, displays } = this.#parts;
		return displays
			.list()
			.filter(({ branch }) => !access.denies(principal, 'manage_displays', branch));
	}

	/** Within two seconds the display shows a pairing code again, and nothing of the branch. */
	revoke({ principal, address }: Caller, id: string): { ok: true } | Refused {
		const { access, displays, audit, now } = this.#parts;
		const display = displays.find(id);
		const denied =
			display === undefined
				? undefined
				: access.denies(principal, 'manage_displays', display.branch);
		if (denied !== undefined) return { ok: false, ...denied };
		if (display === undefined || !displays.revoke(id, now())) {
			return refused('unknown_display', 'There is no such display, or it was revoked before.');
		}
		const { branch, name, screen } = display;
		audit.append({
			actor: actorOf(principal),
			action: 'display.revoked',
			target: id,
			branch,
			address,
			detail: { name, screen }
		});
		return { ok: true };
	}
}
