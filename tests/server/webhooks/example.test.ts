import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { sender, webhookReceiver } from './support.ts';

const root = new URL('../../../', import.meta.url);

test('the receiver of the documentation takes what is signed, and nothing else', async () => {
	const page = readFileSync(new URL('docs/webhooks.md', root), 'utf8');
	const code = /```js\n([\s\S]+?)```/.exec(page)?.[1] ?? '';
	// A port that is free, because a receiver has just gone from it.
	const receiver = await webhookReceiver();
	await receiver.down();
	// The library looks at the real time.
	const from = await sender([receiver.host], Date.now());
	const { secret } = from.add(receiver.url);
	const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
		cwd: fileURLToPath(root),
		env: { ...process.env, SECRET: secret, PORT: new URL(receiver.url).port },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	onTestFinished(async () => {
		child.kill();
		await once(child, 'exit');
	});
	let said = '';
	child.stdout.on('data', (text: Buffer) => (said += text.toString()));
	await from.refer('r1');
	await from.look(() => said.includes("referral.made r1 { from: 't01' }"));
	const forged = await fetch(receiver.url, { method: 'POST', body: '{"type":"sale.recorded"}' });
	expect(forged.status).toBe(401);
	expect(said).not.toContain('sale.recorded');
});
