/** A body, or null when it is longer. One that does not say how long it is is cut off when it is too long. */
export async function readAtMost(
	{ headers, body }: Request,
	most: number
): Promise<Uint8Array | null> {
	if (Number(headers.get('content-length') ?? 0) > most) return null;
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const part of body ?? []) {
		size += part.length;
		if (size > most) return null;
		parts.push(part);
	}
	const whole = new Uint8Array(size);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
