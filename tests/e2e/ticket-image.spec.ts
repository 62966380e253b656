import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import type { PaperTicket } from '#lib/receipt/ticket.ts';
import { pictureBytes } from '#server/printing/escpos.ts';
import { expect, test } from '../support/browser-test.ts';
import { readJob, type Bitmap } from '../support/escpos-reader.ts';
import { paperTicket } from '../support/paper.ts';
import { readQr } from '../support/qr-reader.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const fonts = 'node_modules/@fontsource-variable';

/** The drawing's own code as a browser gets it. */
async function drawing(): Promise<string> {
	const built = await build({
		configFile: false,
		logLevel: 'error',
		build: { write: false, lib: { entry: at('src/lib/receipt/draw.ts'), formats: ['es'] } }
	});
	const [{ output }] = built as { output: { code: string }[] }[] as [
		{ output: [{ code: string }] }
	];
	return output[0].code;
}

let code: string;
test.beforeAll(async () => {
	code = await drawing();
});

/** A page of a kiosk in English: it has the Latin font, and the Chinese one when it asks for it. */
async function kiosk(page: Page): Promise<string[]> {
	const asked: string[] = [];
	const inter = `@font-face{font-family:'Inter Variable';font-weight:100 900;src:url(/inter/files/inter-latin-wght-normal.woff2)}`;
	await page.route('https://kiosk.test/**', (route) => {
		const { pathname, search } = new URL(route.request().url());
		if (pathname === '/') {
			const body = `<!doctype html><style>${inter}</style>`;
			return route.fulfill({ contentType: 'text/html', body });
		}
		if (pathname === '/draw.js')
			return route.fulfill({ contentType: 'text/javascript', body: code });
		if (pathname === '/fonts.css') {
			asked.push(decodeURIComponent(search));
			const body = readFileSync(at(`${fonts}/noto-sans-sc/index.css`), 'utf8');
			const found = body.replaceAll('./files/', '/noto-sans-sc/files/');
			return route.fulfill({ contentType: 'text/css', body: found });
		}
		return route.fulfill({ path: at(`${fonts}${pathname}`) });
	});
	await page.goto('https://kiosk.test/');
	return asked;
}

async function draw(page: Page, ticket: PaperTicket, width: 384 | 576 = 576): Promise<Buffer> {
	const base64 = await page.evaluate(
		async ([each, dots]) => {
			const { drawTicket } = await import('/draw.js' as string);
			const blob: Blob = await drawTicket(each, dots);
			return new Promise<string>((resolve) => {
				const reader = new FileReader();
				reader.onload = () => resolve(String(reader.result).replace(/^.*,/, ''));
				reader.readAsDataURL(blob);
			});
		},
		[ticket, width] as const
	);
	return Buffer.from(base64, 'base64');
}

/** What the printer would print of it. */
function printed(png: Buffer, columns: 32 | 48): Bitmap {
	const language = { encoding: 'gb18030', columns, command: 'generic', qr: 'raster' } as const;
	const bytes = pictureBytes(png, language);
	if (typeof bytes === 'string') throw new Error(bytes);
	const pictures = readJob(bytes).printed.filter((each) => each.kind === 'picture');
	return pictures.flatMap(({ bitmap }) => bitmap);
}

const share = (bitmap: Bitmap) => bitmap.flat().filter(Boolean).length / bitmap.flat().length;

test('draws the ticket that the server prints, with a code that a phone can read', async ({
	page
}) => {
	await kiosk(page);
	for (const [width, columns] of [
		[576, 48],
		[384, 32]
	] as const) {
		const ticket = paperTicket({ segment: 'priority' });
		const png = await draw(page, ticket, width);
		const bitmap = printed(png, columns);
		expect(bitmap[0]).toHaveLength(width);
		expect(bitmap.length).toBeGreaterThan(width);
		expect(share(bitmap)).toBeGreaterThan(0.05);
		expect(share(bitmap)).toBeLessThan(0.4);
		expect(readQr(bitmap)).toEqual({ text: ticket.link, quiet: 4 });
	}
});

test('is black and white and nothing between', async ({ page }) => {
	await kiosk(page);
	const png = await draw(page, paperTicket());
	const levels = await page.evaluate(async (base64) => {
		const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
		const image = await createImageBitmap(new Blob([bytes]));
		const canvas = new OffscreenCanvas(image.width, image.height);
		const pen = canvas.getContext('2d')!;
		pen.drawImage(image, 0, 0);
		const { data } = pen.getImageData(0, 0, image.width, image.height);
		return [...new Set(data)].sort((a, b) => a - b);
	}, png.toString('base64'));
	expect(levels).toEqual([0, 255]);
});

test('waits for the characters that the page has not had yet', async ({ page }) => {
	const asked = await kiosk(page);
	const of = (zh: string) => paperTicket({ branch: { zh, en: 'Branch' }, link: null });
	const first = await draw(page, of('湖滨支行'));
	expect(asked.join('')).toContain('湖滨');
	// Characters without a font are the same box, all of them.
	const second = await draw(page, of('东城支行'));
	expect(second.equals(first)).toBe(false);
	expect((await draw(page, of('湖滨支行'))).equals(first)).toBe(true);
});

test('says nothing where nothing is known, and is shorter', async ({ page }) => {
	await kiosk(page);
	const whole = printed(await draw(page, paperTicket()), 48);
	const bare = printed(
		await draw(page, paperTicket({ ahead: null, low: null, high: null, link: null })),
		48
	);
	expect(bare.length).toBeLessThan(whole.length / 2 + 100);
	expect(() => readQr(bare)).toThrow('no QR code');
});

test('the longest names that a branch file takes still fit what the server prints', async ({
	page
}) => {
	await kiosk(page);
	const long = {
		zh: '跨境汇款与外汇业务'.repeat(22),
		en: 'Cross-border transfers '.repeat(8).trim()
	};
	const ticket = paperTicket({
		branch: long,
		service: long,
		notice: long,
		number: 'A-1234567890123456789012345',
		link: `https://queue.bank.example:8443/t/${'x'.repeat(120)}`
	});
	for (const [width, columns] of [
		[576, 48],
		[384, 32]
	] as const) {
		const bitmap = printed(await draw(page, ticket, width), columns);
		expect(readQr(bitmap)).toEqual({ text: ticket.link, quiet: 4 });
		// The date is the last line, with white below it: nothing was cut.
		expect(bitmap.slice(-8).flat().some(Boolean)).toBe(false);
		expect(bitmap.slice(-80).flat().some(Boolean)).toBe(true);
		expect(bitmap.length).toBeLessThan(3_000);
	}
});
