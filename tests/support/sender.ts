/** Issues tickets one after the other over HTTP, and knows which were acknowledged. */
export class Sender {
	readonly acknowledged: string[] = [];
	readonly #key: string;
	#next = 1;

	constructor(key: string) {
		this.#key = key;
	}

	/** One ticket; the same one again until it is taken. */
	async send(
		url: string
	): Promise<{ status: number; code: string | undefined; retryAfter: number }> {
		const subject = `A${this.#next}`;
		const response = await fetch(`${url}/api/v1/events`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${this.#key}`,
				'content-type': 'application/cloudevents+json'
			},
			body: JSON.stringify({
				...{ specversion: '1.0', id: subject, source: '/queue', type: 'ticket.issued', subject },
				data: { service: 'cash' }
			})
		});
		const body = (await response.json()) as { code?: string };
		if (response.status === 200) {
			this.acknowledged.push(subject);
			this.#next += 1;
		}
		const retryAfter = Number(response.headers.get('retry-after') ?? NaN);
		return { status: response.status, code: body.code, retryAfter };
	}

	/** Sends until an answer has this status; the test's own time limit is the only one. */
	async until(url: string, status: number): Promise<Awaited<ReturnType<Sender['send']>>> {
		for (;;) {
			const answer = await this.send(url);
			if (answer.status === status) return answer;
			if (answer.status !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}
}
