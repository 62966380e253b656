/** How whoever is signed in spent today, in seconds by kind of work. */
export interface OwnWork {
	/** Null: the account is nobody of the staff. */
	staff: string | null;
	work: Record<string, number>;
}

/** Null: nobody could be asked just now. Browser only. */
export async function ownWork(branch: string): Promise<OwnWork | null> {
	try {
		const response = await fetch(`/api/v1/branches/${encodeURIComponent(branch)}/work`, {
			cache: 'no-store'
		});
		return response.ok ? ((await response.json()) as OwnWork) : null;
	} catch {
		return null;
	}
}
