import type { BranchFile } from '#lib/protocol/index.ts';
import { Child } from './child.ts';
import { removeFolder, temporaryFolder } from './folder.ts';

/** A Foyer of its own for a bench. */
export interface Foyer {
	child: Child;
	url: string;
	/** Opens every branch. */
	key: string;
	cpu(): Promise<number>;
	stop(): Promise<void>;
}

interface FoyerOptions {
	pages?: boolean;
	probeHosts?: readonly string[];
	/** Whether `memory` is that after a collection. */
	gc?: boolean;
}

/** `FOYER_BENCH_NODE` has flags for its process, like `--cpu-prof`. */
export async function startFoyer(
	branches: readonly BranchFile[],
	{ pages = false, probeHosts = [], gc = false }: FoyerOptions = {}
): Promise<Foyer> {
	const folder = temporaryFolder();
	const flags = process.env.FOYER_BENCH_NODE?.split(' ') ?? [];
	const execArgv = gc ? [...flags, '--expose-gc'] : flags;
	const child = Child.start('foyer-entry', { folder, pages, probeHosts }, execArgv);
	for (const branch of branches) await child.ask('apply', branch);
	const { url, key } = await child.ask<{ url: string; key: string }>('address');
	return {
		child,
		url,
		key,
		cpu: () => child.ask<number>('cpu'),
		stop: async () => {
			await child.ask('close');
			if (flags.length > 0) {
				const gone = new Promise((resolve) => child.process.once('exit', resolve));
				child.process.disconnect();
				await gone;
			}
			await child.stop();
			removeFolder(folder);
		}
	};
}
