import Type from 'typebox';
import { Line, oneOf } from './scalars.ts';

const strict = { additionalProperties: false };

/** An address or a name. It begins with no dash: it becomes an argument of a program. */
const Host = Type.String({
	minLength: 1,
	maxLength: 253,
	pattern: '^[0-9A-Za-z_:][-0-9A-Za-z_.:]*$',
	'x-fault': 'invalid_host'
});
const Port = Type.Integer({ minimum: 1, maximum: 65_535 });
/** A path of HTTP, with its query. */
const Path = Type.String({
	maxLength: 200,
	pattern: '^/[!-"$-~]*$',
	'x-fault': 'invalid_path'
});

/** Seconds from the beginning of one try to that of the next, and what one try may take. */
const often = {
	every: Type.Optional(Type.Integer({ minimum: 10, maximum: 3_600 })),
	timeout: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 }))
};

/** How a printer prints, which stands beside where it is: `printing/target.ts` reads and judges it. */
const unnamed = () => Type.Optional(Type.Unknown({ 'x-unnamed': true }));
const printing = {
	print: unnamed(),
	encoding: unnamed(),
	columns: unnamed(),
	command: unnamed(),
	qr: unnamed()
};

/**
 * How the server itself looks whether a device is there, by `type`:
 *
 * - `tcp`: it takes a connection; without `port` at 9100, where printers listen
 * - `http`: a page answers with 2xx, and `text` stands in it
 * - `icmp`: it answers a ping
 * - `snmp`: a printer tells its state, paper and toner
 * - `sip`: a telephone or its exchange answers OPTIONS
 * - `xfs4iot`: a service of a cash machine tells its status
 */
export const Probe = Type.Union(
	[
		Type.Object(
			{ type: oneOf(['tcp']), host: Host, port: Type.Optional(Port), ...often, ...printing },
			strict
		),
		Type.Object(
			{
				type: oneOf(['http']),
				host: Host,
				port: Type.Optional(Port),
				path: Type.Optional(Path),
				tls: Type.Optional(Type.Boolean()),
				text: Type.Optional(Line),
				...often
			},
			strict
		),
		Type.Object({ type: oneOf(['icmp']), host: Host, ...often, ...printing }, strict),
		Type.Object(
			{
				type: oneOf(['snmp']),
				host: Host,
				port: Type.Optional(Port),
				community: Type.Optional(Line),
				version: Type.Optional(oneOf(['1', '2c'])),
				...often,
				...printing
			},
			strict
		),
		Type.Object(
			{
				type: oneOf(['sip']),
				host: Host,
				port: Type.Optional(Port),
				user: Type.Optional(
					Type.String({ maxLength: 64, pattern: '^[0-9A-Za-z_.+-]*$', 'x-fault': 'invalid_id' })
				),
				...often
			},
			strict
		),
		Type.Object(
			{
				type: oneOf(['xfs4iot']),
				host: Host,
				port: Type.Optional(Port),
				path: Type.Optional(Path),
				tls: Type.Optional(Type.Boolean()),
				...often
			},
			strict
		)
	],
	// Which of them a value is, and so what is wrong with it.
	{ 'x-by': 'type' }
);
export type Probe = Type.Static<typeof Probe>;
