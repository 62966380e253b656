import { describe, expect, it } from 'vitest';
import type { Patch } from '#lib/protocol/index.ts';
import { patchFor } from '#server/views/board.ts';
import { issueMany, Watched } from '../support/busy-branch.ts';
import { at } from '../support/history.ts';

/** Bytes of the patch's frame, as Socket.IO sends it over a websocket. */
const frame = (patch: Patch) => Buffer.byteLength(`42${JSON.stringify(['patch', patch])}`);

describe('the patch of one ticket’s change', () => {
	it('is under 400 bytes in a busy branch, on the screen that sees most', () => {
		const branch = new Watched();
		branch.tell('counter.opened', at('08:55'), '7', { staff: 'teller-07' });
		const waiting = issueMany(branch, 100, at('09:00'));
		const number = waiting[60] as string;
		const prompt = `long_wait/${number}/2026-11-25`;
		const staff = 'lobby-wang';
		const sizes: Record<string, number> = {};
		const measure = (name: string, ...patches: Patch[]) => {
			sizes[name] = Math.max(...patches.map((patch) => frame(patchFor('wall', patch))));
		};
		const now = at('09:33:20');
		measure(
			'issue',
			branch.tell('ticket.issued', now, 'D101', {
				service: 'account-opening',
				segment: 'priority',
				tags: ['large_amount', 'maturing'],
				customer: { ref: 'CANARY-REF-1', name: 'CANARY' }
			})
		);
		const raised = branch.pass(at('09:33:30'));
		const [one] = raised.slice(-1);
		if (one !== undefined) measure('raise prompt', one);
		measure('accept prompt', branch.tell('prompt.accepted', at('09:33:31'), prompt, { staff }));
		measure('park', branch.tell('ticket.parked', at('09:34'), number, {}));
		measure('resume', branch.tell('ticket.resumed', at('09:35'), number, {}));
		const counter = '7';
		measure(
			'call',
			branch.tell('ticket.called', at('09:36'), number, { counter, staff: 'teller-07' })
		);
		measure(
			'recall',
			branch.tell('ticket.recalled', at('09:36:30'), number, { counter, staff: 'teller-07' })
		);
		measure('start', branch.tell('ticket.started', at('09:37'), number, { counter }));
		measure(
			'record engagement',
			branch.tell('engagement.recorded', at('09:38'), number, {
				staff,
				prompt,
				result: 'interested'
			})
		);
		measure(
			'requeue',
			branch.tell('ticket.requeued', at('09:39'), number, { reason: 'form_error' })
		);
		const again = branch.tell('ticket.called', at('09:40'), number, { counter });
		measure('call again', again);
		measure('finish', branch.tell('ticket.finished', at('09:45'), number, { counter }));
		const named = branch.tell('ticket.issued', at('09:46'), 'A102', {
			service: 'cash',
			customer: { name: '王小明' }
		});
		const nameless = patchFor('lobby without names', named);
		expect(frame(patchFor('lobby', named)) - frame(nameless)).toBe(',"customer":"王**"'.length + 2);
		expect(patchFor('wall', named)).toEqual(nameless);
		console.log(
			Object.entries(sizes)
				.map(([name, bytes]) => `${name} ${bytes}`)
				.join(', ')
		);
		const over = Object.entries(sizes).filter(([, bytes]) => bytes >= 400);
		expect(over).toEqual([]);
	});
});
