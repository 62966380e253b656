/** Writes rows to the audit of a folder from a process of its own: FOLDER NAME COUNT. */
import { openAccess } from '#server/store/index.ts';

const [folder = '', name = '', count = '0'] = process.argv.slice(2);
const access = openAccess(folder);
for (let i = 1; i <= Number(count); i += 1) {
	const row = { actor: 'operator', action: 'key.created', target: `${name} ${i}` };
	access.audit.append({ ...row, branch: null, address: null, detail: {} }, i);
}
access.close();
