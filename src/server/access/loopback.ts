/** Whether an address or a host name belongs to this machine alone. */
export function isLoopback(address: string | undefined): boolean {
	if (address === undefined) return false;
	const plain = address.replace(/^::ffff:/i, '').replace(/^\[(.*)\]$/, '$1');
	return plain === '::1' || plain === 'localhost' || /^127(\.\d{1,3}){3}$/.test(plain);
}
