import { MOST_PICTURE } from '#lib/protocol/tickets.ts';
import { reachableOrigin } from '../../../../../../../reachable.server.ts';
import { answerFrom, fault, jsonOf } from '../../../../../answer.server.ts';
import { readAtMost } from '../../../../../body.server.ts';
import type { RequestHandler } from './$types';

/**
 * Prints a ticket at the kiosk's printer, `?token=` as it was issued with: `{}` where the server sets the text, or
 * the picture as `image/png`. Answers when it has come out, or why it did not.
 */
export const POST: RequestHandler = async (event) => {
	const { id, number } = event.params;
	let picture: Uint8Array | null = null;
	if (event.request.headers.get('content-type') === 'image/png') {
		const read = await readAtMost(event.request, MOST_PICTURE);
		if (read === null)
			return fault(413, 'too_large', `A picture has at most ${MOST_PICTURE} bytes.`);
		picture = read;
	} else {
		const body = await jsonOf(event);
		if (body instanceof Response) return body;
	}
	const token = event.url.searchParams.get('token') ?? '';
	return answerFrom(event, (app) =>
		app.printing.print(
			event.locals.caller,
			{ branch: id, number, token, picture },
			reachableOrigin(event)
		)
	);
};
