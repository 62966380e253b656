import { Changes } from '#lib/domain/changes.ts';
import { historyOf } from '../branch/history-of.ts';
import { follow, readStored } from '../branch/stored.ts';
import { emptyGroup } from '../store/group.ts';
import type { Replaced } from '../store/index.ts';
import type { CustomerRecord } from '#lib/protocol/history.ts';
import type { LoggedEvent, Store } from '../store/types.ts';

const AT_ONCE = 1_000;

/**
 * Adds to a restored store what the replaced one still proves of a branch, with its history and its customers, up to
 * an instant (when it was recorded); how many events that were. Rejects with a StoreError.
 */
export async function catchUp(
	store: Store,
	replaced: Pick<Replaced, 'provenAfter' | 'customer'>,
	branch: string,
	until: number
): Promise<number> {
	let state = store.branches().includes(branch) ? readStored(branch, store).state : undefined;
	let count = 0;
	let events: LoggedEvent[] = [];
	let changes = new Changes();
	const settle = async () => {
		if (events.length === 0) return;
		const history = historyOf(branch, changes);
		const issued = new Set(events.flatMap(({ type, subject }) => (isIssue(type) ? subject : [])));
		const customers: CustomerRecord[] = history.tickets
			.filter(({ number }) => issued.has(number))
			.flatMap(({ day, number }) => replaced.customer(branch, day, number) ?? []);
		await store.append({ ...emptyGroup(), ...history, events, customers });
		count += events.length;
		events = [];
		changes = new Changes();
	};
	for (const event of replaced.provenAfter(branch, store.head(branch), until)) {
		state = follow(branch, state, event, changes);
		events.push(event);
		if (events.length === AT_ONCE) await settle();
	}
	await settle();
	return count;
}

function isIssue(type: string): boolean {
	return type === 'ticket.issued';
}
