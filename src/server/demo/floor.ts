import { promptId } from '#lib/domain/engagement/prompt.ts';
import { FLOOR, FORMS, NEEDS, PRODUCT_FOR, TALKS } from './habits.ts';
import { refer } from './referrals.ts';
import type { Visitor, World } from './world.ts';

/** A lobby manager on the floor: form checks first, then whoever has waited too long. */
class LobbyManager {
	readonly #world: World;
	readonly #floor: Floor;
	readonly #staff: string;
	readonly #until: number;

	constructor(world: World, floor: Floor, shift: (typeof FLOOR)[number]) {
		this.#world = world;
		this.#floor = floor;
		this.#staff = shift.staff;
		this.#until = world.time(shift.to);
		world.agenda.at(world.time(shift.from), () => this.#look());
	}

	/** Looks at the tablet between two other things: greeting, showing the way, the machines. */
	#look(): void {
		const world = this.#world;
		if (world.now > this.#until) return;
		const form = this.#floor.takeForm();
		if (form !== undefined) {
			world.agenda.in(world.random.between(25, 70), () => {
				this.#checkForm(form);
				this.#lookLater();
			});
			return;
		}
		const visitor = this.#floor.choosePrompt();
		if (visitor === undefined) this.#lookLater();
		else this.#accept(visitor);
	}

	#lookLater(): void {
		this.#world.agenda.in(this.#world.random.between(25, 150), () => this.#look());
	}

	#checkForm(visitor: Visitor): void {
		const world = this.#world;
		if (visitor.state !== 'waiting' && visitor.state !== 'parked') return;
		const ok = !visitor.faultyForm;
		world.emit('lobby', 'form.checked', visitor.number, {
			ok,
			staff: this.#staff,
			...(ok ? {} : { faults: [world.random.chance(0.5) ? 'amount_in_words' : 'account_name'] })
		});
		if (ok) return;
		visitor.faultyForm = false;
		world.agenda.in(world.random.between(120, 300), () => {
			if (visitor.state !== 'waiting' && visitor.state !== 'parked') return;
			world.emit('lobby', 'form.checked', visitor.number, { ok: true, staff: this.#staff });
		});
	}

	#accept(visitor: Visitor): void {
		const world = this.#world;
		const { random } = world;
		const staff = this.#staff;
		visitor.prompt = 'accepted';
		world.emit('lobby', 'prompt.accepted', promptOf(world, visitor), { staff });
		world.agenda.in(random.between(15, 50), () => {
			if (visitor.gone || (visitor.state !== 'waiting' && random.chance(0.5))) {
				this.#notThere(visitor);
				return;
			}
			world.agenda.in(random.between(60, 330), () => this.#record(visitor));
		});
	}

	#notThere(visitor: Visitor): void {
		const world = this.#world;
		visitor.prompt = 'closed';
		world.emit('lobby', 'prompt.not_reached', promptOf(world, visitor), { staff: this.#staff });
		if (visitor.gone && visitor.state === 'waiting') {
			world.emit('lobby', 'ticket.abandoned', visitor.number, { reason: 'not_there' });
			world.leaves(visitor);
		}
		this.#lookLater();
	}

	#record(visitor: Visitor): void {
		const world = this.#world;
		const { random } = world;
		const staff = this.#staff;
		visitor.prompt = 'closed';
		visitor.approached = true;
		const result = random.weighted(TALKS);
		const need = visitor.tags.includes('maturing') ? 'maturing' : random.weighted(NEEDS);
		world.emit('lobby', 'engagement.recorded', visitor.number, {
			staff,
			prompt: promptOf(world, visitor),
			result,
			...(result === 'interested' ? { need, product: PRODUCT_FOR[need] as string } : {})
		});
		if (result === 'interested' && random.chance(0.62)) {
			world.agenda.in(5, () => refer(world, { from: staff, visitor, need }));
		}
		this.#lookLater();
	}
}

/** What the lobby managers share: the forms to look at and the prompts on their tablets. */
export class Floor {
	readonly #world: World;
	readonly #forms: Visitor[] = [];
	readonly #prompts: { visitor: Visitor; since: number }[] = [];

	constructor(world: World) {
		this.#world = world;
		world.onWaiting.push((visitor) => this.#watch(visitor));
		world.onLeavingLine.push((visitor) => {
			if (visitor.prompt === 'open') visitor.prompt = 'closed';
		});
		for (const shift of FLOOR) new LobbyManager(world, this, shift);
	}

	takeForm(): Visitor | undefined {
		for (let form = this.#forms.shift(); form !== undefined; form = this.#forms.shift()) {
			if (form.state === 'waiting') return form;
		}
		return undefined;
	}

	/** Mostly the one who has waited longest; now and then the one who came last. */
	choosePrompt(): Visitor | undefined {
		const open = this.#prompts.filter(
			// Nobody takes a prompt in the second in which it appears.
			({ visitor, since }) => visitor.prompt === 'open' && this.#world.now - since > 8000
		);
		return (this.#world.random.chance(0.7) ? open[0] : open.at(-1))?.visitor;
	}

	#watch(visitor: Visitor): void {
		const world = this.#world;
		const due = dueAt(world, visitor);
		if (world.config.services.get(visitor.service)?.needsForm && world.now === visitor.issuedAt) {
			if (world.random.chance(FORMS.checked)) {
				world.agenda.in(world.random.between(40, 160), () => this.#forms.push(visitor));
			}
		}
		if (visitor.prompt !== 'none') return;
		// Who comes back to the line later than that is prompted about at once.
		world.agenda.at(due, () => {
			if (visitor.prompt !== 'none') return;
			if (visitor.state !== 'waiting' && visitor.state !== 'parked') return;
			visitor.prompt = 'open';
			this.#prompts.push({ visitor, since: world.now });
		});
	}
}

/** When the visitor's prompt is raised. */
function dueAt(world: World, visitor: Visitor): number {
	return visitor.issuedAt + world.config.longWait.seconds * 1000;
}

/** The id that the server gives the prompt: its rule, the number and the day. */
function promptOf(world: World, visitor: Visitor): string {
	return promptId('long_wait', visitor.number, world.date);
}
