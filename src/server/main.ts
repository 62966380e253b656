/** The production entry: `node src/server/main.ts`, after `npm run build`. */
export {};

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 7)) {
	// With an older one SQLite ends the process without a word.
	console.error(
		`foyer: this is Node ${process.versions.node}, and Foyer needs 24.7 or newer; run "npm start".`
	);
	process.exit(1);
}

const { run } = await import('./run.ts');
await run();
