import type { IncomingHttpHeaders } from 'node:http';

/** CloudEvents' three ways over HTTP. */
export type Mode = 'structured' | 'batch' | 'binary';

const known = new Map<string, Mode | 'json' | undefined>();
const MOST_KNOWN = 200;

/** How a request carries its events; undefined: in no way that is known. */
export function modeOf(headers: IncomingHttpHeaders): Mode | undefined {
	const header = headers['content-type'];
	const kind = header === undefined ? 'json' : kindOf(header);
	if (kind !== 'json') return kind;
	// Whichever attribute was forgotten, the others show what was meant.
	for (const name in headers) {
		if (name.startsWith('ce-')) return 'binary';
	}
	return undefined;
}

/** Every machine sends the same header all day, so that it is taken apart once. */
function kindOf(header: string): Mode | 'json' | undefined {
	if (known.has(header)) return known.get(header);
	const kind = parse(header);
	if (known.size < MOST_KNOWN) known.set(header, kind);
	return kind;
}

function parse(header: string): Mode | 'json' | undefined {
	const [type = '', ...parameters] = header.toLowerCase().split(';');
	for (const parameter of parameters) {
		const [name = '', value = ''] = parameter.split('=');
		const charset = value.trim().replace(/^"(.*)"$/, '$1');
		if (name.trim() === 'charset' && charset !== 'utf-8' && charset !== 'utf8') return undefined;
	}
	switch (type.trim()) {
		case 'application/cloudevents+json':
			return 'structured';
		case 'application/cloudevents-batch+json':
			return 'batch';
		case 'application/json':
			return 'json';
		default:
			return undefined;
	}
}
