import type { BrowserContext, Page } from '@playwright/test';
import type { Role } from '#lib/protocol/roles.ts';
import type { DemoServer } from './demo-server.ts';

/**
 * Lets a browser be somebody: a role of the demonstration (its one person), or anybody by username and password.
 * It sets the session's cookie and opens no page.
 */
export async function signIn(
	browser: Page | BrowserContext,
	demo: DemoServer,
	who: Role | { username: string; password: string }
): Promise<void> {
	const { username, password } = typeof who === 'string' ? demo.users[who] : who;
	const answer = await demo.signIn(username, password);
	if (!answer.ok || answer.next !== 'done') {
		throw new Error(`${username} is not signed in: ${JSON.stringify(answer)}`);
	}
	const context = 'context' in browser ? browser.context() : browser;
	await context.addCookies(
		answer.cookies.map(({ name, value }) => ({
			name,
			value,
			url: demo.url,
			httpOnly: true,
			sameSite: 'Lax' as const
		}))
	);
}
