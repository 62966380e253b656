/** What a device may be told about by a topic of its own. */
export const ABOUTS = ['status', 'heartbeat', 'gone', 'xfs4iot'] as const;
export type About = (typeof ABOUTS)[number];

export interface Topic {
	branch: string;
	device: string;
	about: About;
}

/** What the client of a foreign broker listens to. */
export const EVERYTHING = ABOUTS.map((about) => `foyer/+/+/${about}`);

/** `foyer/{branch}/{device}/status`; ids with signs that topics have a use for are percent-encoded. */
export function topicOf(text: string): Topic | undefined {
	const [root, branch, device, last, ...more] = text.split('/');
	const about = ABOUTS.find((each) => each === last);
	if (root !== 'foyer' || !branch || !device || about === undefined || more.length > 0)
		return undefined;
	try {
		return { branch: decodeURIComponent(branch), device: decodeURIComponent(device), about };
	} catch {
		return undefined;
	}
}
