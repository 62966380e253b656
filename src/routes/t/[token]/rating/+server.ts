import { answerFrom, fault, jsonOf } from '../../../api/v1/answer.server.ts';
import type { RequestHandler } from './$types';

/** `{"score": 1..5}`: the customer says how it was, once. */
export const POST: RequestHandler = async (event) => {
	const body = await jsonOf(event);
	if (body instanceof Response) return body;
	const { score } = body;
	if (typeof score !== 'number' || !Number.isInteger(score) || score < 1 || score > 5) {
		return fault(422, 'invalid_data', 'Rate with a whole number from 1 to 5.');
	}
	return answerFrom(event, async (app) => {
		const rated = await app.phones.rate(event.params.token, score);
		return rated.ok ? { ok: true as const, value: {} } : rated;
	});
};
