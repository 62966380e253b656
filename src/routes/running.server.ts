import { error } from '@sveltejs/kit';

/** The running instance; a page that needs it has nothing to say without one. */
export function running({ app }: App.Locals) {
	if (app === undefined) error(503, { message: 'The server is not running.', code: 'other' });
	return app;
}
