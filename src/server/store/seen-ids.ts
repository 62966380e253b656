/** At most this share of the slots is taken; above, looking up gets slow. */
const FULLEST = 0.5;
const SMALLEST = 1024;

/**
 * A set of event identities by their 53-bit hashes: "no" is certain, "yes" means look it up. Open
 * addressing in one typed array: 16 to 32 bytes an event, and nothing for the garbage collector to walk.
 */
export class SeenIds {
	#slots: Float64Array<ArrayBuffer>;
	#size = 0;

	constructor(expected = 0) {
		this.#slots = new Float64Array(slotsFor(expected));
	}

	/** A set out of `slots` of another, taken over from another thread. */
	static from(slots: Float64Array<ArrayBuffer>, size: number): SeenIds {
		const set = new SeenIds();
		set.#slots = slots;
		set.#size = size;
		return set;
	}

	get size(): number {
		return this.#size;
	}

	/** The table itself, to hand over; 0 is an empty slot. */
	get slots(): Float64Array<ArrayBuffer> {
		return this.#slots;
	}

	has(hash: number): boolean {
		return this.#slots[place(this.#slots, hash)] === hash;
	}

	add(hash: number): void {
		const at = place(this.#slots, hash);
		if (this.#slots[at] === hash) return;
		this.#slots[at] = hash;
		if (++this.#size > this.#slots.length * FULLEST) this.#grow();
	}

	addAll(other: SeenIds): void {
		for (const hash of other.#slots) if (hash !== 0) this.add(hash);
	}

	#grow(): void {
		const wider = new Float64Array(this.#slots.length * 2);
		for (const hash of this.#slots) if (hash !== 0) wider[place(wider, hash)] = hash;
		this.#slots = wider;
	}
}

/** The slot that holds `hash`, or the empty one where it belongs. */
function place(slots: Float64Array, hash: number): number {
	const mask = slots.length - 1;
	let at = hash & mask;
	for (let held = slots[at]; held !== 0 && held !== hash; held = slots[at]) at = (at + 1) & mask;
	return at;
}

function slotsFor(expected: number): number {
	let slots = SMALLEST;
	while (slots * FULLEST < expected) slots *= 2;
	return slots;
}

/**
 * The hash of an identity, from 1 to 2^53 - 1. Lone surrogates count as what the database keeps of them.
 * Two 32-bit multiplicative hashes side by side, mixed at the end.
 */
export function hashIdentity(branch: string, source: string, id: string): number {
	let high = 0x2545f491 ^ branch.length;
	let low = 0x4f6cdd1d ^ source.length;
	for (let part = 0; part < 3; part++) {
		const text = (part === 0 ? branch : part === 1 ? source : id).toWellFormed();
		for (let i = 0; i < text.length; i++) {
			const unit = text.charCodeAt(i);
			high = Math.imul(high ^ unit, 0x85ebca6b);
			high ^= high >>> 15;
			low = Math.imul(low ^ unit, 0xc2b2ae35);
		}
	}
	high = Math.imul(high ^ (high >>> 16) ^ low, 0x7feb352d);
	low = Math.imul(low ^ (low >>> 15) ^ high, 0x846ca68b);
	high ^= high >>> 15;
	low ^= low >>> 16;
	return (high >>> 11) * 2 ** 32 + (low >>> 0) || 1;
}
