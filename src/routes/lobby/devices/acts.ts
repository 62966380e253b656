/** What a thumb can do about a device and its fault, as the acts that the server knows. Pure. */
import type { Act } from '../deeds.ts';

export function acknowledged(incident: string, staff: string): Act {
	return { type: 'incident.acknowledged', subject: incident, data: { staff } };
}

/** The vendor was called. What is not known yet may be told later, by the same act. */
export function passed(incident: string, vendor: string, reference: string, staff: string): Act {
	const [to, as] = [vendor.trim(), reference.trim()];
	const data = { staff, ...(to && { vendor: to }), ...(as && { reference: as }) };
	return { type: 'incident.passed', subject: incident, data };
}

export function noted(incident: string, note: string, staff: string): Act {
	return { type: 'incident.noted', subject: incident, data: { staff, note: note.trim() } };
}

/** It works again. */
export function resolved(incident: string, note: string, staff: string): Act {
	const text = note.trim();
	return {
		type: 'incident.resolved',
		subject: incident,
		data: { staff, ...(text && { note: text }) }
	};
}

/** How a device is, as somebody sees who stands before it. */
export function told(
	device: string,
	state: 'ok' | 'degraded' | 'offline' | 'maintenance',
	cause?: string
): Act {
	return { type: 'device.status', subject: device, data: { state, ...(cause && { cause }) } };
}
