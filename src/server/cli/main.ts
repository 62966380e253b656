/** The `foyer` command: `node src/server/cli/main.ts COMMAND`. */
export {};

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 7)) {
	// With an older one SQLite ends the process without a word.
	console.error(
		`foyer: this is Node ${process.versions.node}, and Foyer needs 24.7 or newer; run "npx foyer".`
	);
	process.exit(1);
}

const { cli } = await import('./cli.ts');
const { wallClock } = await import('../clock.ts');

// Whoever reads our output may stop reading: that is no fault of ours.
process.stdout.on('error', () => process.exit(0));

process.exitCode = await cli(process.argv.slice(2), {
	out: (line) => void process.stdout.write(`${line}\n`),
	err: (line) => void process.stderr.write(`${line}\n`),
	clock: wallClock()
});
