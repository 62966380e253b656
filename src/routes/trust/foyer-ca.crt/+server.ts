import { fault } from '../../api/v1/answer.server.ts';
import type { RequestHandler } from './$types';

/** The local CA's certificate. Without a `content-disposition`: with one, Safari does not offer to install it. */
export const GET: RequestHandler = ({ locals }) => {
	const authority = locals.app?.tls.authority;
	if (authority === undefined) {
		const detail = 'This server has no local CA: its certificate was brought, or it has none.';
		return fault(404, 'no_local_ca', detail);
	}
	return new Response(authority.pem, {
		headers: { 'content-type': 'application/x-x509-ca-cert', 'cache-control': 'no-store' }
	});
};
