import { isThisMachine } from './origin.ts';
import { running } from './running.server.ts';

/**
 * The origin that another device on the network opens: where this page was asked for, or, where that is a name that
 * means another machine to everybody else, one that the server is reached at otherwise.
 */
export function reachableOrigin({ locals, url }: { locals: App.Locals; url: URL }): string {
	if (!isThisMachine(url.hostname)) return url.origin;
	const { tls } = running(locals) as { tls?: { urls: readonly string[] } };
	const others = (tls?.urls ?? []).filter((each) => !isThisMachine(new URL(each).hostname));
	return others[0] ?? url.origin;
}
