import { describe, expect, it } from 'vitest';
import type { BranchFile, EventData } from '#lib/protocol/index.ts';
import { at, LONG_WAIT_ONLY, smallBranch, Told } from '../support/history.ts';

type Status = EventData<'device.status'>;

const down: Status = { state: 'offline', cause: 'out_of_cash' };
const ok: Status = { state: 'ok' };
const incidents = (branch: Told) => Object.values(branch.view().incidents);
const prompts = (branch: Told) =>
	Object.values(branch.view().prompts).filter(({ rule }) => rule === 'device');
const device = (branch: Told) => branch.view().devices['atm-1'];

function told(...history: [time: string, status: Status][]): Told {
	const branch = new Told();
	for (const [time, status] of history) branch.tell('device.status', at(time), 'atm-1', status);
	return branch;
}

describe('a fault', () => {
	it('opens with its device, prompts somebody once, and is over two minutes after it works', () => {
		const branch = told(['09:00', ok], ['10:12', down]);
		expect(incidents(branch)).toMatchObject([
			{ device: 'atm-1', cause: 'out_of_cash', severity: 'down', openedAt: at('10:12'), flaps: 0 }
		]);
		expect(prompts(branch)).toMatchObject([
			{ kind: 'operate', device: 'atm-1', about: 'out_of_cash', raisedAt: at('10:12') }
		]);
		expect(device(branch)).toMatchObject({ incident: incidents(branch)[0]?.id });
		branch.tell('device.status', at('10:40'), 'atm-1', ok);
		expect(incidents(branch)).toMatchObject([{ fineSince: at('10:40') }]);
		expect(prompts(branch)).toHaveLength(1);
		branch.pass(at('10:42'));
		expect(incidents(branch)).toMatchObject([{ endedAt: at('10:40') }]);
		expect(prompts(branch)).toEqual([]);
		expect(device(branch)).not.toHaveProperty('incident');
	});

	it('limits only: nobody is prompted, until it gets worse', () => {
		const branch = told(['09:00', { state: 'ok', levels: { cash: 0.05 } }]);
		expect(incidents(branch)).toMatchObject([{ severity: 'limited', cause: 'cash_low' }]);
		expect(prompts(branch)).toEqual([]);
		branch.tell('device.status', at('09:30'), 'atm-1', { state: 'ok', levels: { cash: 0 } });
		expect(incidents(branch)).toMatchObject([
			{ severity: 'down', cause: 'out_of_cash', openedAt: at('09:00') }
		]);
		expect(prompts(branch)).toHaveLength(1);
	});

	it('is none: maintenance, and a device of which nothing was ever heard', () => {
		expect(incidents(told(['09:00', { state: 'maintenance' }]))).toEqual([]);
		expect(incidents(told(['09:00', { state: 'unknown' }]))).toHaveLength(1);
		const unwatched = told(['09:00', { state: 'unknown', cause: 'probe_not_allowed' }]);
		expect(incidents(unwatched)).toEqual([]);
		expect(incidents(new Told())).toEqual([]);
	});

	it('is acknowledged by whoever takes its prompt, or takes it on the other way', () => {
		const branch = told(['10:12', down]);
		const [prompt] = prompts(branch);
		branch.tell('prompt.accepted', at('10:13'), prompt!.id, { staff: 'wang' });
		expect(incidents(branch)).toMatchObject([
			{ acknowledgedBy: 'wang', acknowledgedAt: at('10:13') }
		]);
		const other = told(['10:12', down]);
		const [incident] = incidents(other);
		other.tell('incident.acknowledged', at('10:14'), incident!.id, { staff: 'li' });
		expect(prompts(other)).toMatchObject([{ state: 'accepted', assignee: 'li' }]);
		expect(other.tell('incident.acknowledged', at('10:15'), incident!.id, { staff: 'wang' })).toBe(
			'incident_taken'
		);
	});

	it('goes to the vendor, has notes, and is resolved by a person’s word', () => {
		const branch = told(['10:12', down]);
		const [{ id } = { id: '' }] = incidents(branch);
		branch.tell('incident.passed', at('10:20'), id, {
			staff: 'wang',
			vendor: 'Vendor',
			reference: '4711'
		});
		branch.tell('incident.noted', at('10:21'), id, { staff: 'wang', note: 'Comes at eleven' });
		expect(incidents(branch)).toMatchObject([
			{
				acknowledgedBy: 'wang',
				passedAt: at('10:20'),
				reference: '4711',
				notes: [{ at: at('10:21'), staff: 'wang', text: 'Comes at eleven' }]
			}
		]);
		branch.tell('incident.resolved', at('11:00'), id, { staff: 'li', note: 'Refilled' });
		expect(device(branch)).toMatchObject({ state: 'ok', since: at('11:00') });
		expect(branch.tell('incident.resolved', at('11:01'), id, { staff: 'li' })).toBe(
			'incident_over'
		);
		branch.pass(at('11:02'));
		expect(incidents(branch)).toMatchObject([{ endedAt: at('11:00'), resolvedBy: 'li' }]);
		expect(branch.tell('incident.passed', at('11:03'), id, { staff: 'li' })).toBe('incident_over');
		expect(branch.tell('incident.noted', at('11:04'), 'x', { staff: 'li', note: '' })).toBe(
			'unknown_incident'
		);
	});

	it('is told again when nobody takes it, and not once somebody did', () => {
		const branch = told(['10:00', down]);
		branch.pass(at('10:06'));
		expect(prompts(branch)).toMatchObject([{ level: 1 }]);
		branch.tell('prompt.accepted', at('10:07'), prompts(branch)[0]!.id, { staff: 'wang' });
		branch.pass(at('12:00'));
		expect(prompts(branch)).toMatchObject([{ level: 1, state: 'accepted' }]);
	});

	it('keeps whoever took it busy until it is over: that time is work on devices', () => {
		const branch = told(['10:00', down]);
		branch.tell('prompt.accepted', at('10:05'), prompts(branch)[0]!.id, { staff: 'wang' });
		expect(branch.view().staff['wang']).toMatchObject({ tasks: 1 });
		branch.tell('device.status', at('10:20'), 'atm-1', ok);
		branch.pass(at('10:30'));
		expect(branch.view().staff['wang']).toMatchObject({ work: { devices: 900 } });
		expect(branch.view().staff['wang']).not.toHaveProperty('tasks');
	});

	it('that is done by a person is not asked again while it lasts', () => {
		const branch = told(['10:00', down]);
		branch.tell('prompt.accepted', at('10:01'), prompts(branch)[0]!.id, { staff: 'wang' });
		branch.tell('prompt.done', at('10:05'), prompts(branch)[0]!.id, { staff: 'wang' });
		branch.tell('device.status', at('10:06'), 'atm-1', { state: 'offline', cause: 'power' });
		expect(prompts(branch)).toEqual([]);
		expect(incidents(branch)).toHaveLength(1);
	});

	it('goes on while somebody works on the device, and asks again only if it comes back', () => {
		const branch = told(['10:00', down], ['10:05', { state: 'maintenance' }]);
		expect(prompts(branch)).toEqual([]);
		branch.pass(at('10:30'));
		expect(incidents(branch)).toMatchObject([{ openedAt: at('10:00') }]);
		expect(incidents(branch)[0]).not.toHaveProperty('fineSince');
		branch.tell('device.status', at('10:40'), 'atm-1', down);
		expect(prompts(branch)).toHaveLength(1);
		branch.tell('device.status', at('10:50'), 'atm-1', ok);
		branch.pass(at('10:52'));
		expect(incidents(branch)).toMatchObject([{ endedAt: at('10:50') }]);
	});

	it('that is handed back is anybody’s, and one that is passed on has somebody', () => {
		const branch = told(['10:00', down]);
		const [{ id } = { id: '' }] = incidents(branch);
		branch.tell('prompt.accepted', at('10:01'), prompts(branch)[0]!.id, { staff: 'wang' });
		branch.tell('prompt.handed_back', at('10:02'), prompts(branch)[0]!.id, { staff: 'wang' });
		expect(incidents(branch)[0]).not.toHaveProperty('acknowledgedBy');
		expect(branch.tell('incident.passed', at('10:03'), id, { staff: 'li' })).toBe('ok');
		expect(incidents(branch)).toMatchObject([{ acknowledgedBy: 'li', passedAt: at('10:03') }]);
		expect(prompts(branch)).toMatchObject([{ state: 'accepted', assignee: 'li' }]);
	});

	it('told hours late prompts nobody about what is over', () => {
		const branch = new Told();
		const heard = at('13:00');
		branch.tell('device.status', at('09:00'), 'atm-1', down, { heard });
		branch.tell('device.status', at('09:30'), 'atm-1', ok, { heard });
		branch.pass(at('13:10'));
		expect(branch.log.filter(({ type }) => type === 'incident.raised')).toEqual([]);
		expect(incidents(branch)).toMatchObject([{ openedAt: at('09:00'), endedAt: at('09:30') }]);
		expect([...branch.state.today!.obligations.values()]).toEqual([]);
	});

	it('told hours late and still there is told once the source has caught up', () => {
		const branch = new Told();
		branch.tell('device.status', at('09:00'), 'atm-1', down, { heard: at('13:00') });
		expect(prompts(branch)).toEqual([]);
		branch.pass(at('13:00:05'));
		expect(prompts(branch)).toHaveLength(1);
	});

	it('of a device that is taken out of the branch ends there', () => {
		const branch = told(['10:00', down]);
		branch.configure(smallBranch({ devices: [] }), at('10:30'));
		expect(prompts(branch)).toEqual([]);
		expect(incidents(branch)).toMatchObject([{ endedAt: expect.any(Number) as number }]);
	});

	it('lasts over midnight, and what ended is forgotten the day after next', () => {
		const branch = told(['22:00', down]);
		branch.pass(at('08:00', '2026-11-26'));
		expect(incidents(branch)).toHaveLength(1);
		branch.tell('device.status', at('09:00', '2026-11-26'), 'atm-1', ok);
		branch.pass(at('10:00', '2026-11-27'));
		expect(incidents(branch)).toMatchObject([{ endedAt: at('09:00', '2026-11-26') }]);
		branch.pass(at('10:00', '2026-11-28'));
		expect(incidents(branch)).toEqual([]);
	});

	it('that lasts over the night is asked about an hour before opening, unless somebody works on it', () => {
		const branch = new Told(smallBranch({ hours: { 'mon-fri': ['09:00', '17:00'] } }));
		branch.tell('device.status', at('16:00'), 'atm-1', down);
		branch.pass(at('07:59', '2026-11-26'));
		expect(prompts(branch)).toEqual([]);
		branch.pass(at('08:00', '2026-11-26'));
		expect(prompts(branch)).toMatchObject([{ raisedAt: at('08:00', '2026-11-26') }]);
		branch.tell('device.status', at('08:10', '2026-11-26'), 'atm-1', { state: 'maintenance' });
		branch.pass(at('09:00', '2026-11-27'));
		expect(prompts(branch)).toEqual([]);
	});

	it('is the same after a restart', () => {
		const branch = told(['10:00', down]).restarted();
		branch.tell('device.status', at('10:20'), 'atm-1', ok);
		branch.pass(at('10:22'));
		expect(incidents(branch)).toMatchObject([{ endedAt: at('10:20') }]);
		expect(prompts(branch)).toEqual([]);
	});
});

describe('a device that flaps', () => {
	function flapping(times: number, file = smallBranch()): Told {
		const branch = new Told(file);
		branch.tell('device.status', at('09:59'), 'atm-1', ok);
		for (let n = 0; n < times; n += 1) {
			const when = at('10:00') + n * 6_000;
			branch.tell('device.status', when, 'atm-1', down);
			branch.tell('device.status', when + 3_000, 'atm-1', ok);
		}
		return branch;
	}

	it('has one fault and one prompt, and stands still on the screens', () => {
		const branch = flapping(50);
		expect(incidents(branch)).toMatchObject([{ flaps: 49 }]);
		expect(branch.state.today!.obligations.size).toBe(1);
		expect(device(branch)).toMatchObject({
			state: 'degraded',
			cause: 'flapping',
			service: 'limited',
			flaps: true
		});
		// Three turns to see it, and none after.
		expect(device(branch)?.since).toBeLessThan(at('10:00:20'));
	});

	it('is fine two minutes after it stopped', () => {
		const branch = flapping(10);
		branch.pass(at('10:02:56'));
		expect(device(branch)).toMatchObject({ flaps: true });
		branch.pass(at('10:02:57'));
		expect(device(branch)).toMatchObject({ state: 'ok', service: 'full' });
		expect(device(branch)).not.toHaveProperty('flaps');
		expect(incidents(branch)).toMatchObject([{ endedAt: at('10:00:57') }]);
	});

	it('is down two minutes after it stopped, where it stopped there', () => {
		const branch = flapping(10);
		branch.tell('device.status', at('10:01:30'), 'atm-1', down);
		branch.pass(at('10:03:29'));
		expect(device(branch)).toMatchObject({ flaps: true });
		branch.pass(at('10:03:30'));
		expect(device(branch)).toMatchObject({ state: 'offline', cause: 'out_of_cash' });
		expect(incidents(branch)).toHaveLength(1);
	});

	it('takes nobody in: a customer is sent there once it has been fine', () => {
		const branch = flapping(10, withSelfService());
		branch.tell('ticket.issued', at('10:01:05'), 'A1', { service: 'cash', tags: ['small_cash'] });
		branch.pass(at('10:02:56'));
		const raised = () => branch.log.filter(({ type }) => type === 'prompt.raised');
		expect(raised()).toEqual([]);
		branch.pass(at('10:02:57'));
		expect(raised()).toMatchObject([{ data: { rule: 'divertible', ticket: 'A1' } }]);
	});
});

/** A branch that guides customers with small cash to its machines. */
function withSelfService(): BranchFile {
	const file = smallBranch({ prompts: { ...LONG_WAIT_ONLY, divertible: { on: true, after: 15 } } });
	file.services[0]!.selfService = ['atm'];
	return file;
}
