/** A file to save, whose parts are made as they are fetched; who goes away stops it. */
export function download(
	name: string,
	type: string,
	parts: AsyncGenerator<string | Uint8Array, void>
): Response {
	const encoder = new TextEncoder();
	const body = new ReadableStream<Uint8Array>({
		pull: async (controller) => {
			const { done, value } = await parts.next();
			if (done === true) controller.close();
			else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
		},
		cancel: () => void parts.return()
	});
	return new Response(body, {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`,
			'cache-control': 'no-store'
		}
	});
}
