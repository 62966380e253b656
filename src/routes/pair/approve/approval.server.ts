import { fail } from '@sveltejs/kit';
import { running } from '../../running.server.ts';

/** The branches whose displays somebody may approve. */
export function branchesFor(locals: App.Locals) {
	const { access, branches } = running(locals);
	const { principal } = locals.caller;
	return branches
		.list()
		.filter(({ id }) => access.denies(principal, 'approve_display', id) === undefined)
		.map(({ id, name }) => ({ id, name }));
}

/** What the approval's form asks for; without a branch it is the only one that there is to choose. */
export async function approve(locals: App.Locals, form: FormData) {
	const typed = String(form.get('code') ?? '');
	const name = String(form.get('name') ?? '').trim();
	const branch = String(form.get('branch') ?? '') || (branchesFor(locals)[0]?.id ?? '');
	const answer = await running(locals).pairing.approve(locals.caller, {
		code: typed,
		branch,
		name
	});
	return answer.ok
		? { approved: { name, screen: answer.screen } }
		: fail(400, { code: answer.code, wait: answer.wait, typed, name });
}
