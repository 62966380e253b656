/**
 * A server and a screen in a network of their own, where the firewall then drops every packet between them: to be run
 * by `unshare -rn`. Prints as JSON after how many milliseconds the screen and the server noticed, and the screen was back.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { startServer } from '#server/server.ts';
import { smallBranch } from './history.ts';
import { testConfig } from './test-config.ts';

const until = async (holds: () => boolean) => {
	while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};

execFileSync('ip', ['link', 'set', 'lo', 'up']);
const folder = mkdtempSync(join(tmpdir(), 'foyer-half-open-'));
const server = await startServer({ config: testConfig(folder), pages: false });
await server.app.apply(smallBranch({ clock: 'wall' }));
const key = { branch: 'lakeside', scopes: ['read'], name: 'test' };
const token = server.app.store.keys.create(key, Date.now()).secret;
const screen = io(server.url, { transports: ['websocket'], auth: { token } });
await until(() => screen.connected);

const { port } = new URL(server.url);
for (const side of ['--dport', '--sport']) {
	execFileSync('iptables', ['-A', 'INPUT', '-p', 'tcp', side, port, '-j', 'DROP']);
}
const began = performance.now();
const since = () => Math.round(performance.now() - began);
const noticed = { screen: 0, server: 0 };
screen.once('disconnect', () => (noticed.screen = since()));
await until(() => {
	if (noticed.server === 0 && server.app.gateway.stats.connections === 0) noticed.server = since();
	return noticed.screen > 0 && noticed.server > 0;
});
execFileSync('iptables', ['-F', 'INPUT']);
const mended = since();
await until(() => screen.connected);
const back = since() - mended;
screen.close();
await server.close();
rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify({ ...noticed, back }));
