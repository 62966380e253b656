/** Whether a host name of an address belongs to this machine alone. */
export function isThisMachine(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Whether what is typed into a page goes over the network for everybody there to read. */
export function isInTheClear({ protocol, hostname }: URL): boolean {
	return protocol === 'http:' && !isThisMachine(hostname);
}
