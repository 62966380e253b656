/** `npm run bench [-- NAME ... --FLAG [NUMBER] ...]`: runs the benches, prints one table and writes bench-results.json. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { devices } from './devices.ts';
import { ingestBatch } from './ingest-batch.ts';
import { fanOut } from './fan-out.ts';
import { forecast } from './forecast.ts';
import { growth } from './growth.ts';
import { ingestSingle } from './ingest-single.ts';
import { manyBranches } from './many-branches.ts';
import { million } from './million.ts';
import { oneBranch } from './one-branch.ts';
import { pages } from './pages.ts';
import { patches } from './patches.ts';
import { prompts } from './prompts.ts';
import { replay } from './replay.ts';
import { reports } from './reports.ts';
import { reached, Skipped, table } from './support/figures.ts';
import type { Bench, Figure } from './support/figures.ts';
import { taps } from './taps.ts';

const benches: readonly Bench[] = [
	ingestBatch,
	ingestSingle,
	fanOut,
	oneBranch,
	manyBranches,
	prompts,
	devices,
	patches,
	replay,
	reports,
	million,
	growth,
	pages,
	taps,
	forecast
];

const wanted: string[] = [];
const flags = new Map<string, number>();
let last: string | undefined;
for (const word of process.argv.slice(2)) {
	if (word.startsWith('--')) flags.set(word, NaN);
	else if (last !== undefined && flags.has(last) && Number.isFinite(Number(word)))
		flags.set(last, Number(word));
	else wanted.push(word);
	last = word;
}
const unknown = [
	...wanted.filter((name) => !benches.some((bench) => bench.name === name)),
	...[...flags.keys()].filter((flag) => !benches.some((bench) => flag in (bench.flags ?? {})))
];
if (unknown.length > 0) {
	console.error(`npm run bench [-- NAME ... --FLAG [NUMBER] ...]; there are:`);
	for (const { name, about, flags: own = {} } of benches) {
		console.error(`  ${name.padEnd(16)} ${about}`);
		for (const [flag, does] of Object.entries(own)) console.error(`    ${flag.padEnd(14)} ${does}`);
	}
	process.exit(flags.has('--help') ? 0 : 2);
}

// Whoever stops a bench by hand stops its processes too, and its folders go.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const figures: Figure[] = [];
const skipped: Record<string, string> = {};
const failed: Record<string, string> = {};
for (const bench of benches) {
	if (wanted.length > 0 && !wanted.includes(bench.name)) continue;
	console.error(`${bench.name}: ${bench.about}`);
	try {
		await bench.run((figure) => void figures.push({ bench: bench.name, ...figure }), flags);
	} catch (error) {
		if (error instanceof Skipped) skipped[bench.name] = error.message;
		else failed[bench.name] = String((error as Error).stack ?? error);
	}
}

console.log(`\n${table(figures)}`);
for (const [name, why] of Object.entries(skipped)) console.log(`skipped ${name}: ${why}`);
for (const [name, why] of Object.entries(failed)) console.log(`FAILED ${name}: ${why}`);
const machine = `${process.platform} ${process.arch}, ${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}`;
console.log(machine);
writeFileSync(
	'bench-results.json',
	`${JSON.stringify({ at: new Date().toISOString(), machine, figures: figures.map((figure) => ({ ...figure, reached: reached(figure) })), skipped, failed }, null, '\t')}\n`
);
process.exit(Object.keys(failed).length > 0 ? 1 : 0);
