/** A program to be killed: appends groups of ten and prints the last number that was acknowledged. */
import type * as StoreModule from '#server/store/index.ts';
import { emptyGroup } from '#server/store/group.ts';

const [, , module, folder] = process.argv as [string, string, string, string];
const { openStore } = (await import(module)) as typeof StoreModule;
const store = openStore(folder);
let { seq } = store.head('b');
for (;;) {
	const events = Array.from({ length: 10 }, () => ({
		branch: 'b',
		seq: ++seq,
		type: 'ticket.issued',
		at: seq,
		recordedAt: seq,
		subject: `A${seq}`,
		data: '{"service":"cash"}',
		source: 'queue',
		id: `${seq}`
	}));
	await store.append({
		...emptyGroup(),
		events
	});
	process.stdout.write(`${seq}\n`);
}
