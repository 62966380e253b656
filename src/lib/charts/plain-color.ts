/**
 * Stands in for `@kurkle/color` in the browser's bundle (vite.config.ts), which is 5 KB compressed.
 * Chart.js parses and mixes colours for hover shades and for animations between two of them. Our charts have
 * neither: every colour is a token, drawn as it is.
 */
export class Color {
	readonly valid = false;
	readonly #written: string;

	constructor(written: unknown) {
		this.#written = String(written);
	}

	saturate(): this {
		return this;
	}

	darken(): this {
		return this;
	}

	mix(other: this): this {
		return other;
	}

	hexString(): string {
		return this.#written;
	}
}
