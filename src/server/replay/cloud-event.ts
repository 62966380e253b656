import type { CloudEvent } from '#lib/protocol/index.ts';
import type { LogEvent } from './event-list.ts';

/** A log's event as it goes over HTTP. */
export function toCloudEvent({ source, id, event }: LogEvent): CloudEvent {
	const { type, at, subject, data } = event;
	return {
		specversion: '1.0',
		id,
		source,
		type,
		time: new Date(at).toISOString(),
		...(subject === '' ? {} : { subject }),
		data
	};
}
