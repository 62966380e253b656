import { platformsOf } from './platform.ts';
import type { PageServerLoad } from './$types';

/** It is read before anything is trusted, on whatever browser there is: nothing on it needs a script. */
export const csr = false;

export const load: PageServerLoad = ({ locals, request }) => {
	const { mode = 'off', authority } = locals.app?.tls ?? {};
	return {
		mode,
		fingerprint: authority?.fingerprint.split(':') ?? [],
		opened: platformsOf(request.headers.get('user-agent') ?? '')
	};
};
