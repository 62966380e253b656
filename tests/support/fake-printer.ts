import { onTestFinished } from 'vitest';
import { openPrinter, type FakePrinter, type Manners } from './open-printer.ts';

export * from './open-printer.ts';

/** A printer that is gone with its test. */
export async function fakePrinter(manners: Manners = {}): Promise<FakePrinter> {
	const printer = await openPrinter(manners);
	onTestFinished(() => printer.close());
	return printer;
}
