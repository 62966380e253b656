/** The analyst in a thread of its own: what takes it a tenth of a second must not hold up a queue. */
import { parentPort, workerData } from 'node:worker_threads';
import { workbook } from '../reports/export-file.ts';
import { openHistory } from '../store/index.ts';
import { Analyst } from './analyst.ts';
import type { Question } from './questions.ts';

export interface Asked {
	request: number;
	question: Question;
}

export type Told =
	{ request: number; answer: unknown } | { request: number; error: string; stack: string };

const { folder } = workerData as { folder: string };
const { history } = openHistory(folder);
const analyst = new Analyst(history);

parentPort!.on('message', async ({ request, question }: Asked) => {
	let told: Told;
	try {
		const packed = question.kind === 'workbook';
		const answer = packed ? await workbook(question.span, history) : analyst.answer(question);
		told = { request, answer };
	} catch (error) {
		const { message, stack = '' } = error as Error;
		told = { request, error: message, stack };
	}
	parentPort!.postMessage(told);
});
