/** A picture of what is wrong: made small enough on the tablet, and stored by the server. Browser only but for `fitted`. */
import { LONGEST_PHOTO_SIDE, MOST_PHOTO } from '#lib/protocol/photos.ts';
import type { PhotoAnswer } from '#lib/protocol/photos.ts';

/** JPEG qualities in the order in which they are tried. */
const QUALITIES = [0.82, 0.7, 0.55, 0.4];
/** Still too large at the lowest: so much smaller, and once more. */
const SMALLER = 0.7;
const TRIES = 4;

/** `unusable`: no picture that this browser reads. `unavailable`: this server keeps none, or not from this person. */
export type Stored =
	{ ok: true; photo: string } | { ok: false; why: 'unusable' | 'unavailable' | 'failed' };

/** The size of a picture whose longer side is at most so long. */
export function fitted(
	{ width, height }: { width: number; height: number },
	longest: number
): { width: number; height: number } {
	const scale = Math.min(1, longest / Math.max(width, height));
	const side = (length: number) => Math.max(1, Math.round(length * scale));
	return { width: side(width), height: side(height) };
}

export async function storePhoto(branch: string, file: Blob): Promise<Stored> {
	const small = await shrink(file).catch(() => null);
	if (small === null) return { ok: false, why: 'unusable' };
	try {
		const response = await fetch(`/api/v1/branches/${encodeURIComponent(branch)}/photos`, {
			method: 'POST',
			headers: { 'content-type': 'image/jpeg' },
			body: small
		});
		if (response.status === 404 || response.status === 403) {
			return { ok: false, why: 'unavailable' };
		}
		if (!response.ok) return { ok: false, why: 'failed' };
		const { photo } = (await response.json()) as PhotoAnswer;
		return { ok: true, photo };
	} catch {
		return { ok: false, why: 'failed' };
	}
}

/** Where a stored picture is shown. */
export function photoAddress(branch: string, photo: string): string {
	return `/api/v1/branches/${encodeURIComponent(branch)}/photos/${encodeURIComponent(photo)}`;
}

async function shrink(file: Blob): Promise<Blob> {
	const picture = await createImageBitmap(file);
	try {
		for (let nth = 0; nth < TRIES; nth += 1) {
			const canvas = drawn(picture, fitted(picture, LONGEST_PHOTO_SIDE * SMALLER ** nth));
			for (const quality of QUALITIES) {
				const jpeg = await encoded(canvas, quality);
				if (jpeg.size <= MOST_PHOTO) return jpeg;
			}
		}
		throw new Error('The picture stays too large');
	} finally {
		picture.close();
	}
}

function drawn(
	picture: ImageBitmap,
	{ width, height }: { width: number; height: number }
): HTMLCanvasElement {
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	const context = canvas.getContext('2d');
	if (context === null) throw new Error('There is nothing to draw on');
	context.drawImage(picture, 0, 0, width, height);
	return canvas;
}

function encoded(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
	return new Promise((resolve, reject) =>
		canvas.toBlob(
			(blob) => (blob === null ? reject(new Error('No JPEG')) : resolve(blob)),
			'image/jpeg',
			quality
		)
	);
}
