import { answerFrom, fault } from '../../../api/v1/answer.server.ts';
import type { RequestHandler } from './$types';

/** Says that the line still holds, and lets the phone notice when it does not. Milliseconds. */
const BEAT = 10_000;

/**
 * One ticket as a stream of events: itself at once, then whenever it changes. What is no ticket any more is a plain
 * refusal, which a browser does not ask for again.
 */
export const GET: RequestHandler = (event) => {
	const { app } = event.locals;
	if (app === undefined) return fault(503, 'closing', 'The server is starting or closing.');
	let stop = () => {};
	let stream: ReadableStreamDefaultController<string> | undefined;
	const lines = new ReadableStream<string>({
		start: (controller) => void (stream = controller),
		cancel: () => stop()
	});
	const followed = app.phones.follow(
		event.params.token,
		(ticket) => stream?.enqueue(`data: ${JSON.stringify(ticket)}\n\n`),
		() => {
			stop();
			stream?.close();
		}
	);
	if (!followed.ok) return answerFrom(event, () => followed);
	const beat = app.clock.every(BEAT, () => stream?.enqueue('event: beat\ndata: \n\n'));
	stop = () => {
		beat();
		followed.undo();
	};
	return new Response(lines.pipeThrough(new TextEncoderStream()), {
		headers: {
			'content-type': 'text/event-stream; charset=utf-8',
			'cache-control': 'no-store',
			// A proxy that collects before it passes on would keep the call to itself.
			'x-accel-buffering': 'no'
		}
	});
};
