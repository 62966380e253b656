/** Foyer in a process of its own, with what a bench wants to know of its inside. */
import { randomBytes } from 'node:crypto';
import type { BranchFile } from '#lib/protocol/index.ts';
import { OPERATOR } from '#server/access/access.ts';
import { startServer } from '#server/server.ts';
import { argument, serve } from './child.ts';
import { footprint } from './footprint.ts';
import { ownFigures } from './own-figures.ts';
import { testConfig } from '../../support/test-config.ts';

const { folder, pages, probeHosts } = argument<{
	folder: string;
	pages: boolean;
	probeHosts: readonly string[];
}>();
const config = testConfig(folder, { probeHosts });
const server = await startServer({ config, pages });

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
	...ownFigures(),
	footprint: () => footprint(folder),
	/** The last event of a branch that is on disk. */
	seq: (branch: string) => server.app.branches.get(branch)?.seq,
	/** Screens that are connected. */
	screens: () => server.app.gateway.stats.connections,
	/** Takes a whole file out; its length in bytes. */
	export: async ({ branch, file, day }: { branch: string; file: string; day: string }) => {
		const by = { principal: OPERATOR, address: null };
		const opened = await server.app.exports.open(by, branch, file, { from: day, to: day });
		if (!opened.ok) throw new Error(opened.detail);
		let bytes = 0;
		for await (const part of opened.parts) bytes += part.length;
		return bytes;
	},
	close: () => server.close()
});
