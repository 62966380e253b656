import { decide, evolve } from '#lib/domain/branch.ts';
import { Changes } from '#lib/domain/changes.ts';
import { configOf } from '#lib/domain/config/config.ts';
import { customerOf } from '#lib/domain/customers/customer.ts';
import type { BranchEvent, Recorded } from '#lib/domain/event.ts';
import { newState, type BranchState } from '#lib/domain/state.ts';
import { takeDue } from '#lib/domain/time/passing.ts';
import { MaskedNames } from '#server/branch/masked-names.ts';
import type {
	BranchFile,
	EventData,
	EventType,
	IncomingEvent,
	Patch
} from '#lib/protocol/index.ts';
import { Board } from '#server/views/board.ts';
import { draw, drawAll } from '#server/views/draw.ts';
import { LONG_WAIT_ONLY } from './history.ts';
import type { NameOf } from '#server/views/draw.ts';

const SERVICES: [string, string, string, string, 'simple' | 'complex'][] = [
	['cash', 'A', '现金业务', 'Cash', 'simple'],
	['transfer', 'B', '转账汇款', 'Transfers', 'simple'],
	['card', 'C', '银行卡业务', 'Cards', 'simple'],
	['account-opening', 'D', '开户业务', 'Account opening', 'complex'],
	['corporate', 'E', '对公业务', 'Corporate', 'complex'],
	['wealth', 'F', '理财咨询', 'Wealth advice', 'complex']
];

/** A branch of real size: names in both languages, six services, nine counters, fifty devices. */
export function busyFile(): BranchFile {
	return {
		id: 'lakeside',
		name: { zh: '湖滨支行营业部', en: 'Lakeside Branch, Main Hall' },
		timeZone: 'Asia/Shanghai',
		clock: 'event',
		prompts: LONG_WAIT_ONLY,
		services: SERVICES.map(([id, prefix, zh, en, complexity]) => ({
			id,
			prefix,
			name: { zh, en },
			complexity,
			needsForm: complexity === 'complex'
		})),
		counters: Array.from({ length: 9 }, (_, i) => ({
			id: String(i + 1),
			name: { zh: `${i + 1}号综合窗口`, en: `Counter ${i + 1}, all services` },
			services: SERVICES.map(([id]) => id)
		})),
		devices: Array.from({ length: 50 }, (_, i) => ({
			id: `atm-${i + 1}`,
			kind: 'atm',
			name: { zh: `${i + 1}号自助取款机`, en: `Cash machine ${i + 1}` }
		})),
		staff: [
			{ id: 'lobby-wang', name: '王敏', role: 'lobby_manager' },
			{ id: 'teller-07', name: '陈晓燕', role: 'teller' }
		]
	};
}

/** A branch with the board that its screens watch, as the write path keeps it: one patch for each event. */
export class Watched {
	readonly state: BranchState;
	readonly board: Board;
	/** The patches of the fast rows, newest last. */
	readonly patches: Patch[] = [];
	readonly #masked = new MaskedNames();
	readonly #nameOf: NameOf = (ticket) => this.#masked.of(ticket);
	#seq = 0;

	constructor(file: BranchFile = busyFile()) {
		this.state = newState(configOf(file));
		this.board = new Board(drawAll(this.state), 0);
	}

	tell<T extends EventType>(type: T, at: number, subject: string, data: EventData<T>): Patch {
		this.pass(at);
		const event = { type, at, subject, data } as unknown as IncomingEvent;
		const decision = decide(this.state, { origin: 'machine', event }, at);
		if ('refusal' in decision) throw new Error(`${type} ${subject}: ${decision.refusal.code}`);
		return this.#record({ ...decision.event, recordedAt: at });
	}

	/** Lets time pass; returns the patches of what became due. */
	pass(until: number): Patch[] {
		const due: Patch[] = [];
		for (;;) {
			const changes = new Changes();
			const event = takeDue(this.state, until, until, changes);
			if (event === undefined) {
				if (changes.any) this.#publish(changes);
				return due;
			}
			due.push(this.#record(event));
		}
	}

	#record(event: Recorded<BranchEvent>): Patch {
		const changes = new Changes();
		evolve(this.state, event, changes);
		this.#masked.turnTo(this.state.today?.bounds.day ?? '');
		const customer = event.type === 'ticket.issued' ? customerOf(event.data) : null;
		if (customer !== null) this.#masked.note(event.subject, customer);
		this.#seq += 1;
		return this.#publish(changes);
	}

	#publish(changes: Changes): Patch {
		const now = this.state.clock;
		const patch = changes.everything
			? this.board.replace(drawAll(this.state, this.#nameOf), this.#seq, now)
			: this.board.publish(draw(this.state, changes, this.#nameOf), this.#seq, now);
		this.patches.push(patch);
		return patch;
	}
}

const CUSTOMER = { ref: 'CANARY-REF-4711', name: 'CANARY 欧阳若兰' };
const TAGS = ['large_amount', 'maturing'];

/** So many customers with names, one every twenty seconds from `from` on, over all services; half priority or VIP. */
export function issueMany(branch: Watched, count: number, from: number): string[] {
	const segments = ['ordinary', 'ordinary', 'priority', 'vip'] as const;
	return Array.from({ length: count }, (_, i) => {
		const [service, prefix] = SERVICES[i % SERVICES.length] as (typeof SERVICES)[number];
		const number = `${prefix}${String(i + 1).padStart(3, '0')}`;
		const segment = segments[i % segments.length] as (typeof segments)[number];
		const data = {
			service,
			segment,
			customer: CUSTOMER,
			tags: i % 5 === 0 ? TAGS : [],
			channel: 'kiosk'
		};
		branch.tell('ticket.issued', from + i * 20_000, number, data);
		return number;
	});
}
