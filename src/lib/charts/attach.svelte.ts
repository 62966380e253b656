import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { themeOf } from './theme.ts';
import type { ChartTheme } from './theme.ts';

/** A drawn chart. `Input` is all that it shows: plain data that is replaced and never changed. */
export interface Drawing<Input> {
	update(input: Input, theme: ChartTheme): void;
	/** The same once more: a font has come. */
	redraw(): void;
	/** The number of the point under a place on the canvas (CSS pixels from its left edge), or null beside all. */
	pointAt(x: number): number | null;
	destroy(): void;
}

export type Draw<Input> = (
	canvas: HTMLCanvasElement,
	input: Input,
	theme: ChartTheme
) => Drawing<Input>;

export interface ChartOptions<Input> {
	/** Brings the code that draws, in a chunk of its own: a page is readable before it has come. */
	load: () => Promise<Draw<Input>>;
	/** Read inside an effect: whatever it reads makes the chart follow. */
	input: () => Input;
	/** Whether the screen is greyed; read so that the colours follow. */
	stale?: () => boolean;
	/** The pointer is over this point now, or over none. */
	onpoint?: (point: number | null) => void;
}

/** `<canvas {@attach chart({ load, input })}>`: created once, updated in place, destroyed with its canvas. */
export function chart<Input>(options: ChartOptions<Input>): Attachment<HTMLCanvasElement> {
	return (canvas) => {
		let drawing: Drawing<Input> | null = $state.raw(null);
		let gone = false;
		let shown = '';

		untrack(() => options.load()).then((draw) => {
			if (!gone) drawing = untrack(() => draw(canvas, options.input(), themeOf(canvas)));
		}, reportError);

		$effect(() => {
			const input = options.input();
			const key = `${String(options.stale?.())} ${JSON.stringify(input)}`;
			// Rows come many times a second, and mostly change nothing of this: to draw costs far more than to compare.
			if (!drawing || key === shown) return;
			shown = key;
			drawing.update(input, themeOf(canvas));
		});

		// Text on a canvas does not wait for its font, and is not drawn again when the file has come.
		const redraw = () => untrack(() => drawing)?.redraw();
		document.fonts.addEventListener('loadingdone', redraw);

		const move = (event: PointerEvent) =>
			options.onpoint?.(drawing?.pointAt(event.offsetX) ?? null);
		const leave = () => options.onpoint?.(null);
		if (options.onpoint) {
			canvas.addEventListener('pointermove', move);
			canvas.addEventListener('pointerdown', move);
			canvas.addEventListener('pointerleave', leave);
		}

		return () => {
			gone = true;
			document.fonts.removeEventListener('loadingdone', redraw);
			canvas.removeEventListener('pointermove', move);
			canvas.removeEventListener('pointerdown', move);
			canvas.removeEventListener('pointerleave', leave);
			untrack(() => drawing)?.destroy();
		};
	};
}
