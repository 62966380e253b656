import { ill, well } from '../finding.ts';
import type { Finding, Patient } from '../finding.ts';

/** So many events are walked in a second or two; of more, `foyer verify` is asked for. */
const MOST_WALKED = 200_000;

/** Whether the database can be read, and whether its chains are whole. */
export function databaseFindings({ store, closed, config }: Patient): Finding[] {
	if (closed !== null) return [ill('database', closed, 'mend that, or restore a backup')];
	if (store === null) return [well('database', `${config.data} holds no database yet`)];
	const branches = store.branches();
	const events = branches.reduce((all, id) => all + store.head(id).seq, 0);
	const audit = store.audit.verify();
	const findings: Finding[] = [];
	if (!audit.ok) findings.push(broken(`the audit, from row ${audit.seq} on`));
	const walks = events <= MOST_WALKED;
	for (const id of walks ? branches : []) {
		const verdict = store.verify(id);
		if (!verdict.ok) findings.push(broken(`the log of ${id}, from event ${verdict.seq} on`));
	}
	if (findings.length > 0) return findings;
	const count = `${events} events of ${branches.length} branches`;
	return [
		well(
			'database',
			walks ? `${count}, every chain whole` : `${count}; foyer verify walks the chains of all`
		)
	];
}

function broken(what: string): Finding {
	return ill(
		'database',
		`${what}, is not what was written`,
		'run foyer verify, then restore a backup'
	);
}
