/** A cookie to set on whoever asked; a route hands it on as it is. `value` is written already. */
export interface SetCookie {
	name: string;
	value: string;
	/** Seconds; 0 takes it away. */
	maxAge: number | undefined;
	secure: boolean;
}

/** The cookies of an answer of better-auth's: all of them are for the whole site and out of scripts' reach. */
export function cookiesOf(response: Response): SetCookie[] {
	return response.headers.getSetCookie().map((line) => {
		const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
		const equals = pair.indexOf('=');
		const age = attributes.map((each) => /^max-age=(\d+)$/i.exec(each)?.[1]).find(Boolean);
		return {
			name: pair.slice(0, equals),
			value: pair.slice(equals + 1),
			maxAge: age === undefined ? undefined : Number(age),
			secure: attributes.some((each) => each.toLowerCase() === 'secure')
		};
	});
}
