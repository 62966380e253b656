import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

interface Manifest {
	_: {
		routes: {
			id: string;
			page: { leaf: number } | null;
			endpoint: (() => Promise<Record<string, unknown>>) | null;
		}[];
		nodes: (() => Promise<{ server?: { actions?: Record<string, unknown> } }>)[];
	};
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'fallback'];
const BUILT = join(import.meta.dirname, '../../.svelte-kit/output/server/manifest-full.js');

/** Every way into the pages that SvelteKit built: `GET /wall`, `POST /sign-in?/password`. */
export async function builtDoors(): Promise<string[]> {
	const { manifest } = (await import(/* @vite-ignore */ pathToFileURL(BUILT).href)) as {
		manifest: Manifest;
	};
	const doors: string[] = [];
	for (const { id, page, endpoint } of manifest._.routes) {
		if (endpoint !== null) {
			const methods = Object.keys(await endpoint()).filter((name) => METHODS.includes(name));
			doors.push(...methods.map((method) => `${method} ${id}`));
		}
		if (page === null) continue;
		const node = await manifest._.nodes[page.leaf]?.();
		doors.push(`GET ${id}`);
		doors.push(...Object.keys(node?.server?.actions ?? {}).map((name) => `POST ${id}?/${name}`));
	}
	return doors.sort();
}
