import type { Config } from '../config/config.ts';
import type { Counter } from '../queue/counter.ts';
import { AT_WORK, Roster, type Present } from './roster.ts';
import type { ServicePaces } from './service-pace.ts';
import { bitOf } from './skill.ts';

/** Where counters' settings and states stand. */
export interface Floor {
	readonly config: Config;
	readonly counters: ReadonlyMap<string, Counter>;
}

/** A counter that has had somebody today. */
interface Desk {
	id: string;
	/** Tickets there, with the instant of their call and the index of their service. */
	serving: Map<string, { at: number; service: number }>;
	/** When somebody was there last, or it opened. */
	lastBusy: number;
	/** The services that its people take, as bits. */
	skills: number;
}

interface FrozenDesk {
	id: string;
	serving: [string, number, number][];
	lastBusy: number;
	skills: number;
}

export interface FrozenDesks {
	told: boolean;
	desks: FrozenDesk[];
}

/** The counters that are or were at work today. */
export class Desks {
	readonly #desks = new Map<string, Desk>();
	#told = false;
	/** What a roster fills in: it is good until the next. */
	#overlap = new Float64Array();
	#roster: { of: Roster; at: number } | null = null;
	/** Profiles as bits, by the list that they were made of. */
	readonly #profiles = new WeakMap<readonly string[], number>();

	/** What a counter is or does has changed. */
	changed(): void {
		this.#roster = null;
	}

	/** Whether counters say when they open and close. Where none ever did, nobody knows that all are closed. */
	get told(): boolean {
		return this.#told;
	}

	/** A counter says that it is open, or that it is not. */
	said(counter: string, open: boolean, skills: number, at: number): void {
		this.changed();
		this.#told = true;
		if (!open) return;
		const desk = this.#desk(counter, skills, at);
		desk.lastBusy = Math.max(desk.lastBusy, at);
	}

	called(counter: string, skills: number, ticket: string, service: number, at: number): void {
		this.changed();
		const desk = this.#desk(counter, skills, at);
		desk.skills = skills;
		desk.serving.set(ticket, { at, service });
		desk.lastBusy = Math.max(desk.lastBusy, at);
	}

	/** The ticket is gone from the counter: its call and service, or undefined if it was not there. */
	freed(counter: string, ticket: string, at: number): { at: number; service: number } | undefined {
		const desk = this.#desks.get(counter);
		const was = desk?.serving.get(ticket);
		if (desk === undefined || was === undefined) return undefined;
		this.changed();
		desk.serving.delete(ticket);
		desk.lastBusy = Math.max(desk.lastBusy, at);
		return was;
	}

	clear(): void {
		this.changed();
		this.#desks.clear();
	}

	/** Whoever is at work now, good until the next. Desks that have long been empty are let go of. */
	roster(floor: Floor, paces: ServicePaces, at: number): Roster {
		if (this.#roster?.at === at) return this.#roster.of;
		const of = this.#present(floor, paces, at);
		this.#roster = { of, at };
		return of;
	}

	#present(floor: Floor, paces: ServicePaces, at: number): Roster {
		const present: Present[] = [];
		for (const desk of this.#desks.values()) {
			if (desk.serving.size === 0 && at - desk.lastBusy > AT_WORK) {
				this.#desks.delete(desk.id);
				continue;
			}
			const counter = floor.counters.get(desk.id);
			if (counter?.state !== 'open') continue;
			const profile = this.#profile(profileOf(counter, floor.config), paces);
			present.push({
				profile,
				skills: desk.skills,
				lastBusy: desk.lastBusy,
				serving: desk.serving
			});
		}
		const size = paces.all.length;
		if (this.#overlap.length !== size * size) this.#overlap = new Float64Array(size * size);
		return new Roster(present, size, paces.forgotten, at, this.#overlap);
	}

	#profile(services: readonly string[], paces: ServicePaces): number {
		let bits = this.#profiles.get(services);
		if (bits === undefined) {
			bits = 0;
			for (const id of services) bits |= bitOf(paces.find(id)?.index ?? 30);
			this.#profiles.set(services, bits);
		}
		return bits;
	}

	#desk(id: string, skills: number, at: number): Desk {
		let desk = this.#desks.get(id);
		if (desk === undefined) {
			desk = { id, serving: new Map(), lastBusy: at, skills };
			this.#desks.set(id, desk);
		}
		return desk;
	}

	freeze(): FrozenDesks {
		const desks = [...this.#desks.values()].map(
			({ id, serving, lastBusy, skills }): FrozenDesk => ({
				id,
				serving: [...serving].map(([ticket, { at, service }]) => [ticket, at, service]),
				lastBusy,
				skills
			})
		);
		return { told: this.#told, desks };
	}

	thaw({ told, desks }: FrozenDesks): void {
		this.#told = told;
		for (const { id, serving, lastBusy, skills } of desks) {
			const tickets = serving.map(([ticket, at, service]) => [ticket, { at, service }] as const);
			this.#desks.set(id, { id, serving: new Map(tickets), lastBusy, skills });
		}
	}
}

/** The services that a counter works on today. */
export function profileOf(counter: Counter, config: Config): readonly string[] {
	return counter.services ?? config.counters.get(counter.id)?.services ?? [];
}
