import { openApi } from '#lib/protocol/openapi.ts';
import type { RequestHandler } from './$types';

const document = JSON.stringify(openApi());

export const GET: RequestHandler = () =>
	new Response(document, { headers: { 'content-type': 'application/json' } });
