import type { IngestAnswer } from '#lib/protocol/index.ts';

export interface BatchAnswered {
	status: number;
	/** Seconds, as the header says them; null: there is none. */
	retryAfter: string | null;
	body: IngestAnswer;
}

/** Sends events to a server's door in one request, as a queue machine does; `specversion` is added. */
export async function sendBatch(
	url: string,
	key: string,
	events: readonly object[]
): Promise<BatchAnswered> {
	const response = await fetch(`${url}/api/v1/events`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${key}`,
			'content-type': 'application/cloudevents-batch+json'
		},
		body: JSON.stringify(events.map((event) => ({ specversion: '1.0', ...event })))
	});
	const body = (await response.json()) as IngestAnswer;
	return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
}
