/** The typesetter in a thread of its own: a picture takes a tenth of a second, which must not hold up a queue. */
import { parentPort } from 'node:worker_threads';
import { pictureBytes, textBytes, type Language } from './escpos.ts';
import type { PictureFault } from './png.ts';

/** What is to be printed: the markup of `receipt.ts`, or a picture of the whole ticket. */
export type Sheet = { markup: string } | { png: Uint8Array };

export interface Asked {
	request: number;
	sheet: Sheet;
	language: Language;
}

export type Told =
	| { request: number; bytes: Uint8Array }
	| { request: number; fault: PictureFault }
	| { request: number; error: string };

function set({ request, sheet, language }: Asked): Told {
	try {
		const bytes =
			'markup' in sheet ? textBytes(sheet.markup, language) : pictureBytes(sheet.png, language);
		return typeof bytes === 'string' ? { request, fault: bytes } : { request, bytes };
	} catch (error) {
		return { request, error: String(error) };
	}
}

parentPort!.on('message', (asked: Asked) => parentPort!.postMessage(set(asked)));
