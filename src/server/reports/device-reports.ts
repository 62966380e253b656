import type { ChecklistReport, DeviceHistory, DeviceReport } from '#lib/protocol/device-report.ts';
import type { Principal } from '../access/access.ts';
import type { Read } from '../reading.ts';
import { Asking, refused, type AskingParts, type DaysQuery } from './asking.ts';
import { withoutNames } from './checks.ts';
import { withoutPeople } from './fault-row.ts';

/** Answers how devices did and what was found on checklists over any days. */
export class DeviceReports {
	readonly #parts: AskingParts;
	readonly #asking: Asking;

	constructor(parts: AskingParts) {
		this.#parts = parts;
		this.#asking = new Asking(parts);
	}

	async devices(principal: Principal, id: string, days: DaysQuery): Promise<Read<DeviceReport>> {
		const found = this.#asking.find(principal, 'read_devices', id, days);
		if (!found.ok) return found;
		const now = found.branch.now();
		const answer = await this.#asking.answer({ kind: 'devices', ...found.span, now });
		if (!answer.ok || this.#mayRead(principal, id)) return answer;
		const incidents = answer.value.incidents.map(withoutPeople);
		return { ok: true, value: { ...answer.value, incidents } };
	}

	/** How one device was; of one that the branch had then, too. */
	async history(
		principal: Principal,
		id: string,
		device: string,
		days: DaysQuery
	): Promise<Read<DeviceHistory>> {
		const found = this.#asking.find(principal, 'read_devices', id, days);
		if (!found.ok) return found;
		const answer = await this.#asking.answer({ kind: 'device_history', ...found.span, device });
		if (!answer.ok || answer.value.spells.length > 0) return answer;
		const isKnown = found.span.file.devices?.some((each) => each.id === device) === true;
		return isKnown ? answer : refused('unknown_device', `There is no device "${device}".`);
	}

	async checklists(
		principal: Principal,
		id: string,
		days: DaysQuery
	): Promise<Read<ChecklistReport>> {
		const found = this.#asking.find(principal, 'read_checklists', id, days);
		if (!found.ok) return found;
		const answer = await this.#asking.answer({ kind: 'checklists', ...found.span });
		if (!answer.ok || this.#mayRead(principal, id)) return answer;
		return { ok: true, value: withoutNames(answer.value) };
	}

	/** Whether somebody reads who it was and what they wrote: colleagues do, a key with a scope for it. */
	#mayRead(principal: Principal, id: string): boolean {
		if (principal.kind !== 'key') return true;
		return this.#parts.access.denies(principal, 'read_personal', id) === undefined;
	}
}
