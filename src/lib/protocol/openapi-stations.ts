import { OwnDay } from './own-day.ts';
import { MOST_PHOTO } from './photos.ts';
import { MOST_PICTURE, TicketRequest } from './tickets.ts';

type Json = { [key: string]: unknown };

/** What the paths of one file need of the whole document. */
export interface PathParts {
	branch: Json;
	days: Json[];
	json: (schema: Json) => Json;
	problems: (...codes: number[]) => Json;
}

const nullable = (type: string): Json => ({ type: [type, 'null'] });

/** Paths of the stations: taking a ticket, pictures of what was found wrong, the ledger of returned customers, one's own day. */
export function stationPaths({ branch, days, json, problems }: PathParts): Json {
	return {
		'/api/v1/branches/{id}/tickets': {
			post: {
				summary: 'Takes a ticket; the server chooses its number.',
				description:
					'The same `id` again gets the first answer. `link` is the page for the customer’s phone.',
				parameters: [branch],
				requestBody: { required: true, content: json(TicketRequest as unknown as Json) },
				responses: {
					200: {
						description: 'On disk. Durations in seconds, instants in epoch milliseconds.',
						content: json({
							type: 'object',
							required: [
								'number',
								'seq',
								'service',
								'issuedAt',
								'ahead',
								'estimate',
								'token',
								'link',
								'paper'
							],
							properties: {
								number: { type: 'string' },
								seq: { type: 'integer' },
								service: { type: 'string' },
								issuedAt: { type: 'integer' },
								ahead: { type: 'integer' },
								estimate: nullable('object'),
								token: { type: 'string' },
								link: nullable('string'),
								paper: {
									description:
										'How it gets onto paper: `text` is set by the server, a picture is drawn by whoever asks; null: no printer.',
									anyOf: [
										{ type: 'null' },
										{
											type: 'object',
											required: ['mode'],
											properties: {
												mode: { enum: ['text', 'image'] },
												dots: { enum: [384, 576] }
											}
										}
									]
								}
							}
						})
					},
					...problems(400, 401, 403, 404, 415, 422, 429, 503)
				}
			}
		},
		'/api/v1/branches/{id}/tickets/{number}/print': {
			post: {
				summary: 'Prints a ticket that Foyer issued today, at the printer of the branch’s kiosk.',
				description:
					'`{}` where the server sets the text, or the picture as `image/png`. Not repeatable: each request prints.',
				parameters: [
					branch,
					{ name: 'number', in: 'path', required: true, schema: { type: 'string' } },
					{
						name: 'token',
						in: 'query',
						required: true,
						description: 'As the ticket was answered with.',
						schema: { type: 'string' }
					}
				],
				requestBody: {
					required: true,
					content: {
						...json({ type: 'object' }),
						'image/png': { schema: { type: 'string', format: 'binary', maxLength: MOST_PICTURE } }
					}
				},
				responses: {
					200: {
						description: 'It has come out, or the printer said why not: docs/printing.md.',
						content: json({
							type: 'object',
							required: ['outcome', 'paperLow'],
							properties: { outcome: { type: 'string' }, paperLow: { type: 'boolean' } }
						})
					},
					...problems(400, 401, 403, 404, 413, 415, 422, 429, 503)
				}
			}
		},
		'/api/v1/branches/{id}/photos': {
			post: {
				summary: 'Stores a picture of what was found wrong; a check then names it.',
				description: `A JPEG of at most ${MOST_PHOTO} bytes. What its maker wrote beside the picture is left out.`,
				parameters: [branch],
				requestBody: {
					required: true,
					content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } }
				},
				responses: {
					200: {
						description: 'On disk.',
						content: json({
							type: 'object',
							required: ['photo'],
							properties: { photo: { type: 'string' } }
						})
					},
					...problems(401, 403, 404, 413, 415, 422, 429, 503)
				}
			}
		},
		'/api/v1/branches/{id}/photos/{photo}': {
			get: {
				summary: 'A stored picture, for 90 days.',
				parameters: [
					branch,
					{ name: 'photo', in: 'path', required: true, schema: { type: 'string' } }
				],
				responses: {
					200: {
						description: 'The picture.',
						content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } }
					},
					...problems(401, 403, 404, 503)
				}
			}
		},
		'/api/v1/branches/{id}/rework': {
			get: {
				summary: 'Customers who were sent back, and what everybody was doing at that moment.',
				description:
					'`lost`: milliseconds that the customer waited again, null while they still do. Names of staff are for ' +
					'the branch head; others see themselves only.',
				parameters: [branch, ...days],
				responses: {
					200: {
						description: 'One row a return, the earliest first, and of how many tickets they were.',
						content: json({
							type: 'object',
							properties: {
								names: { type: 'boolean' },
								rows: { type: 'array', items: { type: 'object' } },
								tickets: { type: 'object' }
							}
						})
					},
					...problems(400, 401, 403, 404, 410)
				}
			}
		},
		'/api/v1/branches/{id}/work': {
			get: {
				summary: 'How the day of whoever asks was spent until now: seconds by kind of work.',
				parameters: [branch],
				responses: {
					200: {
						description: 'From what was tapped.',
						content: json({
							type: 'object',
							required: ['staff', 'work'],
							properties: {
								staff: nullable('string'),
								work: { type: 'object', additionalProperties: { type: 'integer' } }
							}
						})
					},
					...problems(401, 403, 404)
				}
			}
		},
		'/api/v1/branches/{id}/own-day': {
			get: {
				summary:
					'The day of whoever asks: customers, targets, sales, and what those count for them.',
				parameters: [branch],
				responses: {
					200: {
						description: 'Amounts in minor units, durations in seconds. Nothing of colleagues.',
						content: json(OwnDay as unknown as Json)
					},
					...problems(401, 403, 404)
				}
			}
		}
	};
}
