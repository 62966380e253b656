import Type from 'typebox';

/** An error answer, RFC 9457. `code` is stable and the same word on every way out. */
export const Problem = Type.Object({
	type: Type.String(),
	title: Type.String(),
	status: Type.Integer(),
	code: Type.String(),
	detail: Type.String()
});
export type Problem = Type.Static<typeof Problem>;

export const PROBLEM_TYPE = 'application/problem+json';

const titles: Record<number, string> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method Not Allowed',
	408: 'Request Timeout',
	413: 'Content Too Large',
	415: 'Unsupported Media Type',
	422: 'Unprocessable Content',
	429: 'Too Many Requests',
	500: 'Internal Server Error',
	503: 'Service Unavailable'
};

/** The document for one error; `detail` says in a sentence what to mend. */
export function problem(status: number, code: string, detail: string): Problem {
	return { type: 'about:blank', title: titles[status] ?? 'Error', status, code, detail };
}
