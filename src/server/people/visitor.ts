/** Where a request to sign in comes from. */
export interface Visitor {
	/** The peer's address. */
	address: string;
	userAgent: string | undefined;
	/** The Cookie header. */
	cookie: string | undefined;
}

/** The visitor as better-auth reads one: from the headers of a request. */
export function headersOf({ address, userAgent = '', cookie = '' }: Visitor): Headers {
	return new Headers({ cookie, 'user-agent': userAgent, 'x-forwarded-for': address });
}
