/** What somebody can do about a device, as the acts that the server knows. Pure. */
import type { Act } from '#lib/office/doing.svelte.ts';

export type Deed =
	| { do: 'take'; incident: string; staff: string }
	| { do: 'pass'; incident: string; staff: string; vendor?: string; reference?: string }
	| { do: 'note'; incident: string; staff: string; note: string }
	| { do: 'resolve'; incident: string; staff: string; note?: string }
	| { do: 'rest'; device: string; cause?: string }
	| { do: 'resume'; device: string }
	| { do: 'tell'; device: string; state: 'offline' | 'degraded'; cause?: string };

const INCIDENTS = {
	take: 'incident.acknowledged',
	pass: 'incident.passed',
	note: 'incident.noted',
	resolve: 'incident.resolved'
} as const;

export function actOf(deed: Deed): Act {
	switch (deed.do) {
		case 'take':
		case 'pass':
		case 'note':
		case 'resolve': {
			const { do: which, incident, ...data } = deed;
			return { type: INCIDENTS[which], subject: incident, data };
		}
		case 'rest':
		case 'resume':
		case 'tell': {
			const { do: which, device, ...told } = deed;
			const state = which === 'rest' ? 'maintenance' : which === 'resume' ? 'ok' : deed.state;
			return { type: 'device.status', subject: device, data: { ...told, state } };
		}
	}
}

/** What an act does; null when it is none of this page. */
export function deedOf({ type, subject, data }: Act): Deed | null {
	if (subject === undefined) return null;
	const told = data as Partial<Record<string, string>>;
	const optional = <K extends string>(key: K) =>
		(told[key] === undefined ? {} : { [key]: told[key] }) as Partial<Record<K, string>>;
	const { staff = '', state } = told;
	switch (type) {
		case 'incident.acknowledged':
			return { do: 'take', incident: subject, staff };
		case 'incident.passed':
			return {
				...{ do: 'pass', incident: subject, staff },
				...{ ...optional('vendor'), ...optional('reference') }
			};
		case 'incident.noted':
			return { do: 'note', incident: subject, staff, note: told.note ?? '' };
		case 'incident.resolved':
			return { do: 'resolve', incident: subject, staff, ...optional('note') };
		case 'device.status':
			if (state === 'ok') return { do: 'resume', device: subject };
			if (state === 'maintenance') return { do: 'rest', device: subject, ...optional('cause') };
			if (state !== 'offline' && state !== 'degraded') return null;
			return { do: 'tell', device: subject, state, ...optional('cause') };
		default:
			return null;
	}
}

/** The row that a deed is about. */
export function keyOf(deed: Deed): string {
	return 'incident' in deed ? `incident/${deed.incident}` : `device/${deed.device}`;
}
