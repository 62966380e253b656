import { fits, suggest } from '#lib/domain/catalogue/suggest.ts';
import type { Prompt } from '#lib/domain/engagement/prompt.ts';
import { ruleOf } from '#lib/domain/engagement/rules/index.ts';
import type { EventData } from '#lib/protocol/index.ts';
import { AFTER_INTEREST, GOES_TO_MACHINE, NEEDS, OUTFLOW_KEPT, SLIPS, TALKS } from './habits.ts';
import { refer } from './referrals.ts';
import { sell, yuan } from './sales.ts';
import { OnShift } from './shift.ts';
import type { Visitor } from './world.ts';

type Talk = EventData<'engagement.recorded'>;

/** Nobody takes a prompt in the second in which it appears. Milliseconds. */
const NOTICED = 8_000;

/** A lobby manager on the floor: forms and machines first, then those whom the tablet offers to talk to. */
export class LobbyManager extends OnShift {
	protected override pause(): number {
		return this.random.between(12, 60);
	}

	protected override begin(): boolean {
		const open = this.#open();
		const errand =
			open.find(({ rule }) => rule === 'form_unchecked') ??
			open.find(({ rule }) => rule === 'divertible' && this.world.waiting(['cash']).length >= 3);
		const prompt = errand ?? this.#offered(open)[0];
		const visitor = this.world.visitor(prompt?.ticket ?? null);
		if (prompt === undefined || visitor === undefined) return false;
		const accepted = this.world.emit('lobby', 'prompt.accepted', prompt.id, { staff: this.staff });
		if (!accepted) return false;
		this.world.agenda.in(this.random.between(12, 35), () => this.#arriveAt(prompt, visitor));
		return true;
	}

	/** Also called at every look, so that nothing is copied. */
	#open(): Prompt[] {
		const { now, mirror } = this.world;
		const open: Prompt[] = [];
		for (const prompt of mirror.state.today?.prompts.values() ?? []) {
			const isOpen = prompt.phase.state === 'open' && now - prompt.openSince > NOTICED;
			if (isOpen) open.push(prompt);
		}
		return open;
	}

	/** What the tablet asks of this person or of everybody: what is worth most first, then who waits longest. */
	#offered(open: readonly Prompt[]): Prompt[] {
		return open
			.filter(({ kind, offer }) => kind === 'engage' && (offer.to ?? this.staff) === this.staff)
			.sort((a, b) => valueOf(b) - valueOf(a) || a.raisedAt - b.raisedAt);
	}

	#arriveAt(prompt: Prompt, visitor: Visitor): void {
		const { world, random, staff } = this;
		if (prompt.phase.state !== 'accepted') {
			// Called or led away while on the way there.
			this.free();
		} else if (random.chance(SLIPS.handedBack)) {
			world.emit('lobby', 'prompt.handed_back', prompt.id, { staff });
			this.free();
		} else if (prompt.rule === 'form_unchecked') {
			world.agenda.in(random.between(12, 35), () => this.#checkForm(visitor));
		} else if (prompt.rule === 'divertible') {
			world.agenda.in(random.between(8, 30), () => this.#divert(prompt, visitor));
		} else if (visitor.gone || (visitor.state !== 'waiting' && random.chance(0.5))) {
			this.#notThere(prompt, visitor);
		} else {
			world.agenda.in(random.between(60, 250), () => this.#record(prompt, visitor));
		}
	}

	#checkForm(visitor: Visitor): void {
		const { world, random, staff } = this;
		const ok = !visitor.faultyForm;
		const faults = [random.chance(0.5) ? 'amount_in_words' : 'account_name'];
		const inLobby = () => visitor.state === 'waiting' || visitor.state === 'parked';
		if (inLobby()) {
			const data = { ok, staff, ...(ok ? {} : { faults }) };
			world.emit('lobby', 'form.checked', visitor.number, data);
			visitor.faultyForm = false;
		}
		if (!ok) {
			world.agenda.in(random.between(120, 300), () => {
				if (inLobby()) world.emit('lobby', 'form.checked', visitor.number, { ok: true, staff });
			});
		}
		this.free();
	}

	/** Cash in small amounts goes to a machine that works, if the customer wants to. */
	#divert(prompt: Prompt, visitor: Visitor): void {
		const { world, random, staff } = this;
		const { config, devices } = world.mirror.state;
		const kinds = config.services.get(visitor.service)?.selfService ?? [];
		const working = [...devices.values()].filter(
			({ id, state }) => state === 'ok' && kinds.includes(config.devices.get(id)?.kind ?? '')
		);
		const to = working[Math.floor(random.between(0, working.length))]?.id;
		const goes = to !== undefined && visitor.state === 'waiting' && !visitor.gone;
		if (goes && random.chance(GOES_TO_MACHINE)) {
			if (world.emit('lobby', 'ticket.diverted', visitor.number, { to })) world.leaves(visitor);
		} else if (prompt.phase.state !== 'closed') {
			world.emit('lobby', 'prompt.done', prompt.id, { staff });
		}
		this.free();
	}

	#notThere(prompt: Prompt, visitor: Visitor): void {
		const { world, staff } = this;
		world.emit('lobby', 'prompt.not_reached', prompt.id, { staff });
		if (visitor.gone && visitor.state === 'waiting') {
			world.emit('lobby', 'ticket.abandoned', visitor.number, { reason: 'not_there' });
			world.leaves(visitor);
		}
		this.free();
	}

	#record(prompt: Prompt, visitor: Visitor): void {
		const { world, random, staff } = this;
		const told = this.#talk(prompt, visitor);
		world.emit('lobby', 'engagement.recorded', visitor.number, told);
		if (random.chance(SLIPS.undone)) {
			world.agenda.in(random.between(3, 8), () => {
				world.emit('lobby', 'engagement.undone', visitor.number, { staff, prompt: prompt.id });
				const data = { staff, prompt: prompt.id, result: 'talked' as const };
				world.agenda.in(3, () => {
					world.emit('lobby', 'engagement.recorded', visitor.number, data);
				});
			});
		} else if (told.result === 'interested') {
			this.#goOn(prompt, visitor, told);
		}
		this.free();
	}

	#talk(prompt: Prompt, visitor: Visitor): Talk {
		const { random, staff } = this;
		const { catalogue } = this.world.mirror.state.config;
		const data = { staff, prompt: prompt.id };
		const suggested = suggest(visitor.tags, catalogue);
		const need = suggested?.need ?? random.weighted(NEEDS);
		const listed = [...catalogue.products.values()].find(
			(each) => each.needs?.includes(need) && fits(each, visitor.tags)
		);
		const product = suggested?.product ?? listed?.id;
		const about = { need, ...(product === undefined ? {} : { product }) };
		if (!visitor.tags.includes('outflow')) {
			const result = random.weighted(TALKS);
			return result === 'interested' ? { ...data, result, ...about } : { ...data, result };
		}
		const kept = random.chance(OUTFLOW_KEPT);
		const outflow = { kept, amount: yuan(random.logNormal(350_000, 0.6)), currency: 'CNY' };
		const result = kept ? ('interested' as const) : random.weighted({ talked: 50, declined: 50 });
		return { ...data, result, ...about, outflow };
	}

	#goOn(prompt: Prompt, visitor: Visitor, { need, product }: Talk): void {
		const { world, random, staff } = this;
		const about = { need, product };
		const { refer: referred, sale } = AFTER_INTEREST.lobby;
		if (random.chance(referred)) {
			world.agenda.in(5, () => refer(world, { from: staff, visitor, ...about }));
		} else if (product !== undefined && random.chance(sale)) {
			const { number } = visitor;
			const data = { product, staff, channel: 'lobby' as const, number, prompt: prompt.id };
			world.agenda.in(random.between(120, 400), () => void sell(world, 'lobby', data));
		}
	}
}

function valueOf({ rule }: Prompt): number {
	return ruleOf(rule).defaults.value;
}
