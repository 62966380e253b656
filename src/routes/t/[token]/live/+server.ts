import { fault } from '../../../api/v1/answer.server.ts';
import type { RequestHandler } from './$types';

/** Says that the line still holds, and lets the phone notice when it does not. Milliseconds. */
const BEAT = 10_000;

/** One ticket as a stream of events: itself at once, then whenever it changes. */
export const GET: RequestHandler = ({ locals, params }) => {
	const { app } = locals;
	if (app === undefined) return fault(503, 'closing', 'The server is starting or closing.');
	let stop = () => {};
	const lines = new ReadableStream<string>({
		start(stream) {
			const undo = app.phones.follow(
				params.token,
				(ticket) => stream.enqueue(`data: ${JSON.stringify(ticket)}\n\n`),
				() => {
					stop();
					stream.close();
				}
			);
			if (undo === undefined) return stream.close();
			const beat = app.clock.every(BEAT, () => stream.enqueue('event: beat\ndata: \n\n'));
			stop = () => {
				beat();
				undo();
			};
		},
		cancel: () => stop()
	});
	return new Response(lines.pipeThrough(new TextEncoderStream()), {
		headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' }
	});
};
