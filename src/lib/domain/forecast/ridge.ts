/**
 * Linear regression that learns one outcome at a time and forgets slowly: sums of products, solved now and then.
 * Ridge regression (Hoerl and Kennard 1970), shrunk towards weights that are believed before anything was learned,
 * each feature by its own variance. What it holds is as large on the thousandth day as on the first.
 */
export class Ridge {
	readonly size: number;
	/** Lower triangle of the sum of weight x features x features, by rows; feature 0 is the constant 1. */
	readonly #products: Float64Array;
	readonly #moments: Float64Array;
	readonly #prior: Float64Array;
	readonly #strength: number;
	weights: Float64Array;
	#learned = 0;

	/** `strength`: how many outcomes of weight 1 the prior counts for. */
	constructor(prior: ArrayLike<number>, strength: number) {
		this.size = prior.length;
		this.#products = new Float64Array((this.size * (this.size + 1)) / 2);
		this.#moments = new Float64Array(this.size);
		this.#prior = Float64Array.from(prior);
		this.#strength = strength;
		this.weights = Float64Array.from(prior);
	}

	/** Outcomes learned since the last `solve`. */
	get learned(): number {
		return this.#learned;
	}

	predict(x: ArrayLike<number>): number {
		let sum = 0;
		for (let i = 0; i < this.size; i += 1) {
			sum += (this.weights[i] as number) * (x[i] as number);
		}
		return sum;
	}

	learn(x: ArrayLike<number>, y: number, weight: number): void {
		let at = 0;
		for (let i = 0; i < this.size; i += 1) {
			const xi = weight * (x[i] as number);
			if (xi === 0) {
				at += i + 1;
				continue;
			}
			this.#moments[i] = (this.#moments[i] as number) + xi * y;
			for (let j = 0; j <= i; j += 1) {
				this.#products[at] = (this.#products[at] as number) + xi * (x[j] as number);
				at += 1;
			}
		}
		this.#learned += 1;
	}

	/** Lets what was learned so far count for a share of itself. */
	fade(share: number): void {
		for (let i = 0; i < this.#products.length; i += 1) {
			this.#products[i] = (this.#products[i] as number) * share;
		}
		for (let i = 0; i < this.size; i += 1) this.#moments[i] = (this.#moments[i] as number) * share;
	}

	/** Works the weights out anew. Leaves them as they are when the sums do not allow it. */
	solve(): void {
		this.#learned = 0;
		const n = this.size;
		const total = this.#products[0] as number;
		if (total <= 0) return;
		const scale = new Float64Array(n);
		for (let i = 0; i < n; i += 1) {
			const mean = (this.#products[row(i)] as number) / total;
			const variance = (this.#products[row(i) + i] as number) / total - mean * mean;
			// What never varied says nothing, and its own prior holds.
			scale[i] = i === 0 ? 1 : variance > 1e-9 ? Math.sqrt(variance) : 0;
		}
		const used: number[] = [];
		for (let i = 0; i < n; i += 1) if ((scale[i] as number) > 0) used.push(i);
		const m = used.length;
		const a = new Float64Array(m * m);
		const b = new Float64Array(m);
		for (let r = 0; r < m; r += 1) {
			const i = used[r] as number;
			const si = scale[i] as number;
			b[r] = (this.#moments[i] as number) / si;
			for (let c = 0; c < n; c += 1) {
				const product = c <= i ? this.#products[row(i) + c] : this.#products[row(c) + i];
				b[r] = (b[r] as number) - ((product as number) * (this.#prior[c] as number)) / si;
			}
			for (let c = 0; c <= r; c += 1) {
				const j = used[c] as number;
				a[r * m + c] = (this.#products[row(i) + j] as number) / (si * (scale[j] as number));
			}
			a[r * m + r] = (a[r * m + r] as number) + (i === 0 ? 1e-6 * total : this.#strength);
		}
		const solved = cholesky(a, b, m);
		if (solved === null) return;
		const weights = Float64Array.from(this.#prior);
		for (let r = 0; r < m; r += 1) {
			const i = used[r] as number;
			weights[i] = (weights[i] as number) + (solved[r] as number) / (scale[i] as number);
		}
		this.weights = weights;
	}

	freeze(): FrozenRidge {
		return {
			products: [...this.#products],
			moments: [...this.#moments],
			weights: [...this.weights],
			learned: this.#learned
		};
	}

	thaw(frozen: FrozenRidge): void {
		this.#products.set(frozen.products);
		this.#moments.set(frozen.moments);
		this.weights = Float64Array.from(frozen.weights);
		this.#learned = frozen.learned;
	}
}

export interface FrozenRidge {
	products: number[];
	moments: number[];
	weights: number[];
	learned: number;
}

function row(i: number): number {
	return (i * (i + 1)) / 2;
}

/** Solves a x = b for a symmetric positive matrix given by its lower half, which it overwrites; null if it is none. */
function cholesky(a: Float64Array, b: Float64Array, n: number): Float64Array | null {
	for (let i = 0; i < n; i += 1) {
		for (let j = 0; j <= i; j += 1) {
			let sum = a[i * n + j] as number;
			for (let k = 0; k < j; k += 1) sum -= (a[i * n + k] as number) * (a[j * n + k] as number);
			if (i === j) {
				if (!(sum > 1e-12)) return null;
				a[i * n + i] = Math.sqrt(sum);
			} else a[i * n + j] = sum / (a[j * n + j] as number);
		}
	}
	const x = Float64Array.from(b);
	for (let i = 0; i < n; i += 1) {
		let sum = x[i] as number;
		for (let k = 0; k < i; k += 1) sum -= (a[i * n + k] as number) * (x[k] as number);
		x[i] = sum / (a[i * n + i] as number);
	}
	for (let i = n - 1; i >= 0; i -= 1) {
		let sum = x[i] as number;
		for (let k = i + 1; k < n; k += 1) sum -= (a[k * n + i] as number) * (x[k] as number);
		x[i] = sum / (a[i * n + i] as number);
	}
	return x;
}
