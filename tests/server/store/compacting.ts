/** A program to be killed: takes heartbeats out in steps and tells its parent how far it got. */
import { openStore } from '#server/store/index.ts';

const folder = process.argv[2] as string;
const store = openStore(folder);
for (;;) {
	const { heartbeats } = store.compacted('b');
	const page = store.outline('b', heartbeats, 50);
	const through = page.at(-1)?.seq;
	if (through === undefined) break;
	const seqs = page.flatMap(({ seq, type }) => (type === 'device.heartbeat' ? seq : []));
	await store.compact({ branch: 'b', rule: 'heartbeats', before: 1, at: 1, through, seqs });
	process.send?.(through);
}
