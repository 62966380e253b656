/** The branch that somebody belongs to, or the first there is; undefined while there is none. */
export function homeBranch({ app, caller }: App.Locals): string | undefined {
	const { principal } = caller;
	const own =
		principal.kind === 'person'
			? principal.person.branch
			: principal.kind === 'display'
				? principal.display.branch
				: null;
	return own ?? app?.branches.list()[0]?.id;
}
