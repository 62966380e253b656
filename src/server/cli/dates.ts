/** A day as commands print it: YYYY-MM-DD, UTC. */
export function date(at: number): string {
	return new Date(at).toISOString().slice(0, 10);
}
