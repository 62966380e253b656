import { gzipSync } from 'node:zlib';

/** A body that no door takes. */
export interface PoisonedBody {
	name: string;
	type?: string;
	headers?: Record<string, string>;
	body: string | Uint8Array<ArrayBuffer>;
}

const deep = (open: string, close: string, times = 100_000) =>
	`${open.repeat(times)}${close.repeat(times)}`;
const json = 'application/json';
const form = 'application/x-www-form-urlencoded';
/** Texts that something behind a door might believe. */
export const TEXTS: readonly string[] = [
	...["' OR 1=1; DROP TABLE events; --", '<script>alert(1)</script>', '=HYPERLINK("http://x","y")'],
	...['+1+1', '@SUM(1)', '\u202eevil', '\0', '\ud800', '{{7*7}}', '${7*7}', '../../etc/passwd'],
	...['__proto__', 'constructor', 'a\r\nX-Injected: 1', 'x'.repeat(100_000)]
];
const fields = (count: number) =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, index]));

/** Bodies of JSON doors and of forms; all of them are nonsense to every door. */
export const BODIES: readonly PoisonedBody[] = [
	{ name: 'nothing', body: '' },
	{ name: 'nothing, said to be JSON', type: json, body: '' },
	{ name: 'broken JSON', type: json, body: '{"a":' },
	{ name: 'JSON with a NUL', type: json, body: '{"a":"\0"}' },
	{ name: 'a number', type: json, body: '42' },
	{ name: 'null', type: json, body: 'null' },
	{ name: 'an array', type: json, body: '[[],{}]' },
	{ name: 'no UTF-8', type: json, body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]) },
	{ name: 'a deep array', type: json, body: deep('[', ']') },
	{ name: 'a deep object', type: json, body: `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}` },
	{ name: '10,000 fields', type: json, body: JSON.stringify(fields(10_000)) },
	{
		name: 'parts of the language',
		type: json,
		body: '{"__proto__":{"ok":true},"constructor":{"prototype":{"ok":true}},"toString":1,"huge":1e400}'
	},
	{
		name: 'wrong types',
		type: json,
		body: JSON.stringify({
			...{ service: 1, segment: [], number: {}, reason: 7, score: '5', probe: [], username: {} },
			...{ password: null, id: -1, branch: true, counter: 1e308, printer: {}, vipCode: 4, name: [] }
		})
	},
	...TEXTS.slice(0, 14).map((text) => ({
		name: `the text ${JSON.stringify(text).slice(0, 20)}`,
		type: json,
		body: JSON.stringify({
			...{ service: text, segment: text, reason: text, score: text, probe: { type: text } },
			...{ username: text, password: text, id: text, number: text, printer: text }
		})
	})),
	{ name: 'two megabytes', type: json, body: `{"a":"${'x'.repeat(2 << 20)}"}` },
	{
		name: 'a bomb of 64 MB in gzip',
		type: json,
		headers: { 'content-encoding': 'gzip' },
		body: new Uint8Array(gzipSync(Buffer.alloc(64 << 20)))
	},
	{
		name: 'XML',
		type: 'application/xml',
		body: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
	},
	{ name: 'plain text', type: 'text/plain', body: '{"service":"cash"}' },
	{ name: 'JSON in another charset', type: `${json}; charset=utf-16`, body: '{"service":1}' },
	{ name: 'a type that is none', type: 'a/b/c;;=', body: 'x' },
	{ name: 'an empty form', type: form, body: '' },
	{ name: 'a form of nonsense', type: form, body: '%%%=%zz&&&=&a=%00&__proto__=1&%ff=%fe' },
	{
		name: 'a form of texts',
		type: form,
		body: TEXTS.slice(0, 14)
			.map((text, index) =>
				['id', 'name', 'username', 'password', 'code', 'branch', 'role', 'scope', 'url', 'file']
					.map(
						(field) =>
							`${field}${index % 3 === 0 ? '' : index}=${encodeURIComponent(text.toWellFormed())}`
					)
					.join('&')
			)
			.join('&')
	},
	{
		name: 'a form of 10,000 fields',
		type: form,
		body: new URLSearchParams(fields(10_000) as never).toString()
	},
	{ name: 'a form too big', type: form, body: `a=${'x'.repeat(2 << 20)}` },
	{ name: 'parts without a boundary', type: 'multipart/form-data', body: 'x' },
	{
		name: 'parts that do not end',
		type: 'multipart/form-data; boundary=b',
		body: '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx'
	},
	{
		name: 'parts of nonsense',
		type: 'multipart/form-data; boundary=b',
		body: '--b\r\n\0\r\n--b--\r\n'
	},
	{
		name: 'a picture that is none',
		type: 'image/jpeg',
		body: new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 2])
	},
	{ name: 'a picture that goes on', type: 'image/jpeg', body: new Uint8Array(3 << 20) }
];

/** What is asked for in an address, escaped as far as a client has to. */
export const QUERIES: readonly string[] = [
	'from=x&to=y',
	'from=9999-99-99&to=0000-00-00',
	"screen=' OR 1=1&by=__proto__&product=constructor",
	'screen=__proto__&from=__proto__&to=constructor',
	'day=2026-02-30&since=1e400&limit=-1&seed=NaN',
	'from=2026-11-25&from=2026-11-26&to[]=1&to[x]=2',
	'from=%00&to=%0d%0aX-Injected:%201&lang=%00',
	'lang=%0d%0aSet-Cookie:%20a=b&next=//evil.example/&next=javascript:alert(1)',
	'%ff=%fe&%=%&&&==&a',
	'/%2e%2e/&/password&/__proto__',
	`from=${'2'.repeat(8_000)}`,
	`${Array.from({ length: 1_000 }, (_, index) => `a${index}=1`).join('&')}`,
	'counters=1e400&speed=-0&ignored=%F0%9F%98%80&by=%E2%80%AEyad'
];

/** Addresses that try to be other ones. */
export const PATHS: readonly string[] = [
	...['/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc/passwd', '/%252e%252e%252f', '/wall%00', '/%00'],
	...['/api/v1/branches/%2e%2e/view?screen=wall', '/api/v1/branches/lakeside%00/view?screen=wall'],
	...['/api/v1/branches/__proto__/view?screen=wall', '/api/v1/branches/%ff/view?screen=wall'],
	...['/api/v1/branches/%252e/stats', `/api/v1/branches/${'x'.repeat(5_000)}/view?screen=wall`],
	...[
		'/api/v1/branches/lakeside/export/..%2f..%2ffoyer.db',
		'/api/v1/branches/lakeside/export/__proto__.csv'
	],
	...[
		'/api/v1/branches/lakeside/photos/..%2f..%2fauth.key',
		'/api/v1/branches/lakeside/photos/%00'
	],
	...['/voice/..%2f..%2fpackage.json', '/voice/%2e%2e', '/t/..%2f..%2f', '/t/%00', '/t/__proto__'],
	...[
		'/api/auth/callback/__proto__',
		'/api/v1/events%00',
		'/api/v1/events/../events',
		'//evil.example/'
	],
	...[
		'/counter/%2e%2e%2fadmin',
		'/_app/%2e%2e/%2e%2e/server.js',
		'/_app/immutable/%00',
		'/.git/config'
	],
	...[
		'/socket.io/',
		'/socket.io/?EIO=4&transport=polling&sid=__proto__',
		'/socket.io/?EIO=9&transport=x'
	]
];

export const METHODS: readonly string[] = [
	...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE'],
	...['QUERY', 'M-SEARCH']
];
