import { running } from '../../../../running.server.ts';
import { visitorOf } from '../../../../visitor.server.ts';
import type { RequestHandler } from './$types';

/** The bank's own sign-in sends people back here. */
export const GET: RequestHandler = (event) =>
	running(event.locals).signIn.fromProvider(event.request, visitorOf(event));
