import type Type from 'typebox';
import { ConversionReport, PayingReport } from './conversion.ts';
import { ChecklistReport, DeviceHistory, DeviceReport } from './device-report.ts';
import { CloudEvent, IngestAnswer } from './envelope.ts';
import { eventData, SUBJECT_OPTIONAL } from './events/index.ts';
import type { EventType } from './events/index.ts';
import { StaffingAnswer, WhatIfAnswer } from './forecast.ts';
import { reportPaths } from './openapi-reports.ts';
import { stationPaths } from './openapi-stations.ts';
import { Problem, PROBLEM_TYPE } from './problem.ts';
import { rowSchemas, Screen } from './rows/index.ts';

type Json = { [key: string]: unknown };

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Json): Json => ({ 'application/json': { schema } });

const errors: Record<number, string> = {
	400: 'Malformed: no JSON, no UTF-8, no event at all.',
	401: 'No key, or one that opens nothing.',
	403: 'The key does not have the scope, or is for another branch.',
	404: 'There is no such branch, ticket, customer or device.',
	408: 'The body did not arrive in time.',
	410: 'The branch no longer keeps these days; the detail says since when it does.',
	413: 'More than 1 MiB or 1,000 events.',
	415: 'None of the content types, or a compressed body.',
	422: 'One event, refused; `code` says why.',
	429: 'Too many events are waiting; `Retry-After` says when to come again.',
	503: 'Nothing can be stored at the moment, and nothing was; `Retry-After` says when to come again.'
};

function problems(...codes: number[]): Json {
	return Object.fromEntries(
		codes.map((code) => [
			code,
			{ description: errors[code], content: { [PROBLEM_TYPE]: { schema: ref('Problem') } } }
		])
	);
}

/** The CloudEvent of one type: the common attributes, its type, and its data. */
function eventSchema(type: EventType, data: Type.TSchema): Json {
	const required = SUBJECT_OPTIONAL.has(type) ? [] : ['subject'];
	const needsData = ((data as { required?: string[] }).required ?? []).length > 0;
	return {
		allOf: [ref('CloudEvent')],
		type: 'object',
		required: needsData ? [...required, 'data'] : required,
		properties: { type: { const: type }, data }
	};
}

function eventName(type: string): string {
	return type
		.split(/[._]/)
		.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`)
		.join('');
}

function schemas(): Json {
	const events = Object.entries(eventData).map(([type, data]) => [
		eventName(type),
		eventSchema(type as EventType, data)
	]);
	const rows = Object.entries(rowSchemas).map(([collection, row]) => [rowName(collection), row]);
	return {
		ChecklistReport,
		CloudEvent,
		ConversionReport,
		DeviceHistory,
		DeviceReport,
		...(Object.fromEntries(events) as Json),
		Event: { oneOf: Object.keys(eventData).map((type) => ref(eventName(type))) },
		IngestAnswer,
		PayingReport,
		Problem,
		StaffingAnswer,
		WhatIfAnswer,
		...(Object.fromEntries(rows) as Json),
		View: {
			type: 'object',
			description: 'Rows by collection and id; a screen gets only the collections that it may see.',
			properties: Object.fromEntries(
				Object.keys(rowSchemas).map((collection) => [
					collection,
					{ type: 'object', additionalProperties: ref(rowName(collection)) }
				])
			)
		}
	};
}

function rowName(collection: string): string {
	return `Row.${collection}`;
}

const inPath = (name: string, description: string): Json => ({
	name,
	in: 'path',
	required: true,
	description,
	schema: { type: 'string' }
});

const inQuery = (name: string, description: string, schema: unknown, required = false): Json => ({
	name,
	in: 'query',
	required,
	description,
	schema
});

const day = { type: 'string', format: 'date' };
const reason = { type: 'string', minLength: 4, maxLength: 200 };

const time = { type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' };
const list = { type: 'string', description: 'With commas.' };

const WHAT_IF = [
	inQuery('from', 'From when it is different, on the branch’s clock.', time, true),
	inQuery('until', 'Until when.', time, true),
	inQuery('day', 'A day that is over; the rest of today without it.', day),
	inQuery('to', 'The last of several days, at most 31.', day),
	inQuery('counters', 'So many counters more.', { type: 'integer', minimum: 0, maximum: 20 }),
	inQuery('services', 'What they do; everything without it.', list),
	inQuery('counter', 'A counter that does other services, together with `profile`.', {
		type: 'string'
	}),
	inQuery('profile', 'The services that it does then.', list),
	inQuery('divert', 'Who goes elsewhere: a tag, or `service:ID`.', { type: 'string' }),
	inQuery('share', 'Which share of them; all without it.', {
		type: 'number',
		minimum: 0,
		maximum: 1
	})
];

/** OpenAPI 3.1 of the public interface, made of the very schemas that check the input. */
export function openApi(): Json {
	const branch = inPath('id', 'The branch.');
	const days = [
		inQuery('from', 'First day; today without it.', day),
		inQuery('to', 'Last day, included; today without it.', day)
	];
	const ofTicket = [
		branch,
		inPath('number', 'The ticket number.'),
		inQuery('day', 'The business day; today without it.', day)
	];
	return {
		openapi: '3.1.0',
		info: {
			title: 'Foyer',
			version: '1',
			description:
				'Events of a bank branch in, its view and figures out. Screens get the same view live over Socket.IO.'
		},
		security: [{ key: [] }],
		paths: {
			'/api/v1/events': {
				post: {
					summary: 'Send events; answered once they are on disk.',
					description:
						'CloudEvents 1.0 in structured, batch or binary mode. `source` and `id` name an event: a second ' +
						'arrival changes nothing. `branch` names the branch where the key is for all of them.',
					requestBody: {
						required: true,
						content: {
							'application/cloudevents+json': { schema: ref('Event') },
							'application/cloudevents-batch+json': {
								schema: { type: 'array', maxItems: 1000, items: ref('Event') }
							},
							'application/json': {
								schema: {
									type: 'object',
									description: 'Binary mode: `data` alone, the rest in ce-* headers.'
								}
							}
						}
					},
					responses: {
						200: {
							description: 'Judged one by one, and on disk.',
							content: json(ref('IngestAnswer'))
						},
						...problems(400, 401, 403, 408, 413, 415, 422, 429, 503)
					}
				}
			},
			'/api/v1/branches/{id}/view': {
				get: {
					summary: 'What a screen shows right now.',
					parameters: [branch, inQuery('screen', 'Whose view.', Screen, true)],
					responses: {
						200: {
							description:
								'The view, the last event that it shows, and the branch clock (epoch ms).',
							content: json({
								type: 'object',
								required: ['seq', 'now', 'rate', 'view'],
								properties: {
									seq: { type: 'integer' },
									now: { type: 'integer' },
									rate: { type: 'number' },
									view: ref('View')
								}
							})
						},
						...problems(400, 401, 403, 404)
					}
				}
			},
			'/api/v1/branches/{id}/stats': {
				get: {
					summary: 'Figures of a span of days.',
					parameters: [
						branch,
						...days,
						inQuery('by', 'How to group; by day without it.', {
							enum: ['day', 'month', 'hour', 'service', 'counter', 'staff', 'product']
						})
					],
					responses: {
						200: {
							description: 'One row a group.',
							content: json({
								type: 'object',
								properties: { rows: { type: 'array', items: { type: 'object' } } }
							})
						},
						...problems(400, 401, 403, 404, 410, 503)
					}
				}
			},
			...stationPaths({ branch, days, json, problems }),
			...reportPaths({ branch, days, json, problems }),
			'/api/v1/branches/{id}/what-if': {
				get: {
					summary: 'What would have been, or would be, with something different.',
					description:
						'Days that are over are played again by the same rules; without `day`, the rest of today from now. ' +
						'A change is told with the span that it lies in four times of five.',
					parameters: [branch, ...WHAT_IF],
					responses: {
						200: { description: 'As it was and changed.', content: json(ref('WhatIfAnswer')) },
						...problems(400, 401, 403, 404, 410, 503)
					}
				}
			},
			'/api/v1/branches/{id}/staffing': {
				get: {
					summary: 'Counters needed by half hour so that the goal is met, with the reasons.',
					parameters: [branch, inQuery('day', 'Today without it; at most a week ahead.', day)],
					responses: {
						200: { description: 'By half hour and group.', content: json(ref('StaffingAnswer')) },
						...problems(400, 401, 403, 404, 503)
					}
				}
			},
			'/api/v1/branches/{id}/tickets/{number}/history': {
				get: {
					summary: 'One ticket with each of its waits and prompts.',
					parameters: ofTicket,
					responses: {
						200: { description: 'The ticket.', content: json({ type: 'object' }) },
						...problems(400, 401, 403, 404, 410)
					}
				}
			},
			'/api/v1/branches/{id}/tickets/{number}/reveal': {
				post: {
					summary: 'Who holds a ticket; the reason is kept in the audit log.',
					parameters: ofTicket,
					requestBody: {
						required: true,
						content: json({
							type: 'object',
							required: ['reason'],
							properties: { reason }
						})
					},
					responses: {
						200: {
							description: 'What is known of the customer.',
							content: json({
								type: 'object',
								required: ['name', 'ref'],
								properties: {
									name: { type: ['string', 'null'] },
									ref: { type: ['string', 'null'] }
								}
							})
						},
						...problems(400, 401, 403, 404, 415, 422, 429, 503)
					}
				}
			},
			'/api/v1/branches/{id}/tickets/{number}/customer': {
				delete: {
					summary: 'Erases who held a ticket; its waits and figures stay.',
					parameters: [...ofTicket, inQuery('reason', 'Kept in the audit log.', reason, true)],
					responses: {
						200: {
							description: 'Nothing of the customer is left on disk.',
							content: json({
								type: 'object',
								required: ['erased'],
								properties: { erased: { type: 'integer' } }
							})
						},
						...problems(400, 401, 403, 404, 422, 429, 503)
					}
				}
			}
		},
		components: {
			securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
			schemas: schemas()
		}
	};
}
