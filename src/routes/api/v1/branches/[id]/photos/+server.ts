import { MOST_PHOTO } from '#lib/protocol/photos.ts';
import { answerFrom, fault, faultOf } from '../../../answer.server.ts';
import { readAtMost } from '../../../body.server.ts';
import type { RequestHandler } from './$types';

/** Stores a picture of what was found wrong: the body is a JPEG. Answers with its id once it is on disk. */
export const POST: RequestHandler = async (event) => {
	const denied = event.locals.app?.photos.denies(event.locals.caller, event.params.id);
	if (denied !== undefined) return faultOf(denied);
	if (event.request.headers.get('content-type') !== 'image/jpeg') {
		return fault(415, 'unsupported_media_type', 'Content-Type must be image/jpeg.');
	}
	const picture = await readAtMost(event.request, MOST_PHOTO);
	if (picture === null) {
		return fault(413, 'too_large', `A picture has at most ${MOST_PHOTO} bytes.`);
	}
	return answerFrom(event, (app) => app.photos.keep(event.locals.caller, event.params.id, picture));
};
