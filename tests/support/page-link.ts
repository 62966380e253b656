import type { Socket } from 'socket.io-client';
import { vi } from 'vitest';
import type { LiveView as LiveViewClass } from '#lib/client/live-view.svelte.ts';
import type { Screen } from '#lib/protocol/index.ts';
import type { Branch } from '#server/branch.ts';

type Client = typeof import('socket.io-client');

/** Where the pages of a test connect to, and as whom: in a browser the address bar and a cookie say so. */
export const pages = { url: '', token: '', sockets: [] as Socket[] };

/**
 * The real client, for pages that name no address. For `vi.mock('socket.io-client', …)` of a test that opens pages
 * without a browser; whoever names an address is left alone.
 */
export function clientOfPages(real: Client): Client {
	const io = (first: unknown, second?: object) => {
		if (typeof first === 'string') return real.io(first, second);
		const auth = { token: pages.token };
		const socket = real.io(pages.url, { ...(first as object), auth, forceNew: true });
		pages.sockets.push(socket);
		return socket;
	};
	return { ...real, io: io as Client['io'] };
}

/** Opens a page's live view of a branch, with its own way of connecting and coming back. */
export async function openPage(
	branch: Pick<Branch, 'view'> & { id: string },
	screen: Screen
): Promise<{ live: LiveViewClass; socket: Socket; close: () => void }> {
	const listens = { addEventListener() {}, removeEventListener() {} };
	vi.stubGlobal('document', { visibilityState: 'visible', ...listens });
	vi.stubGlobal('addEventListener', () => {});
	vi.stubGlobal('removeEventListener', () => {});
	const { LiveView } = await import('#lib/client/live-view.svelte.ts');
	const live = new LiveView(branch.view(screen), { branch: branch.id, screen });
	const close = live.connect();
	return { live, socket: pages.sockets.at(-1)!, close };
}
