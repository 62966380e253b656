/** Foyer in a process of its own, with what a bench wants to know of its inside. */
import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { BranchFile } from '#lib/protocol/index.ts';
import { OPERATOR } from '#server/access/access.ts';
import { startServer } from '#server/server.ts';
import { argument, cpuSeconds, serve } from './child.ts';
import { testConfig } from '../../support/test-config.ts';

const { folder, pages, probeHosts } = argument<{
	folder: string;
	pages: boolean;
	probeHosts: readonly string[];
}>();
const config = testConfig(folder, { probeHosts });
const server = await startServer({ config, pages });

/** Its timer fires so often; a loop that is never held up reads as this. */
const RESOLUTION_MS = 5;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

serve({
	apply: async (file: BranchFile) => {
		const applied = await server.app.apply(file);
		if (!applied.ok) throw new Error(JSON.stringify(applied.issues));
	},
	/** Its address, and a key for every branch. */
	address: () => {
		const key = { branch: null, scopes: ['events:write', 'read'], name: 'bench' };
		return { url: server.url, key: server.app.store.keys.create(key, Date.now()).secret };
	},
	/** The session cookie of somebody who may see every screen. */
	session: async () => {
		const { accounts, cookies, signIn } = server.app;
		const password = randomBytes(12).toString('base64url');
		const account = {
			username: 'bench',
			name: '',
			role: 'administrator',
			branch: null,
			staff: null
		} as const;
		await accounts.create({ principal: OPERATOR, address: null }, { ...account, password });
		const visitor = { address: '', userAgent: undefined, cookie: undefined };
		const answer = await signIn.withPassword('bench', password, visitor);
		if (!answer.ok) throw new Error(answer.code);
		const { name, value } = answer.cookies.find((each) => each.name === cookies.session)!;
		return { name, value: decodeURIComponent(value) };
	},
	cpu: () => cpuSeconds(),
	memory: () => process.memoryUsage.rss(),
	watchLoop: () => {
		delay.enable();
		delay.reset();
	},
	/** Milliseconds by which the event loop was late. */
	loopDelay: () => ({
		p50: delay.percentile(50) / 1e6 - RESOLUTION_MS,
		p99: delay.percentile(99) / 1e6 - RESOLUTION_MS,
		max: delay.max / 1e6 - RESOLUTION_MS
	}),
	close: () => server.close()
});
