import { CONVERSION_GROUPS } from './conversion.ts';
import type { PathParts } from './openapi-stations.ts';

type Json = { [key: string]: unknown };

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** Paths of the figures of engagement and sales. */
export function reportPaths({ branch, days, json, problems }: PathParts): Json {
	return {
		'/api/v1/branches/{id}/conversion': {
			get: {
				summary: 'From a prompt or a pitch to a sale, over any days.',
				description:
					'Counts, each with its denominator beside it, by one way to group. Rows by person are for the branch ' +
					'head; others see their own.',
				parameters: [
					branch,
					...days,
					{
						name: 'by',
						in: 'query',
						required: false,
						description: 'How to group; by day without it.',
						schema: { enum: [...CONVERSION_GROUPS] }
					}
				],
				responses: {
					200: { description: 'One row a group.', content: json(ref('ConversionReport')) },
					...problems(400, 401, 403, 404, 410, 503)
				}
			}
		},
		'/api/v1/branches/{id}/paying': {
			get: {
				summary:
					'Which prompts pay: customers who were talked to, against others who waited alike.',
				description:
					'No experiment: whom somebody chose to talk to may have been likelier to buy anyway.',
				parameters: [branch, ...days],
				responses: {
					200: { description: 'One entry a rule.', content: json(ref('PayingReport')) },
					...problems(400, 401, 403, 404, 410, 503)
				}
			}
		},
		'/api/v1/branches/{id}/devices': {
			get: {
				summary:
					'How devices did over any days: faults, and the share of opening hours in service.',
				description:
					'Also what prompts to lead customers to a machine came to. People and notes are left out for a key ' +
					'without the scope `read:personal`.',
				parameters: [branch, ...days],
				responses: {
					200: {
						description: 'One entry a device, one a fault.',
						content: json(ref('DeviceReport'))
					},
					...problems(400, 401, 403, 404, 410, 503)
				}
			}
		},
		'/api/v1/branches/{id}/devices/{device}/history': {
			get: {
				summary: 'How one device was, stretch by stretch.',
				description:
					'Whole stretches that reach into the days; `to` is null where it is so now. Also of a device that the ' +
					'branch had then.',
				parameters: [
					branch,
					{ name: 'device', in: 'path', required: true, schema: { type: 'string' } },
					...days
				],
				responses: {
					200: { description: 'Oldest first.', content: json(ref('DeviceHistory')) },
					...problems(400, 401, 403, 404, 410, 503)
				}
			}
		},
		'/api/v1/branches/{id}/checklists': {
			get: {
				summary: 'What was found on checklists over any days.',
				description:
					'One entry a day and list, and person where everybody has their own. For a key without the scope ' +
					'`read:personal` people, notes and pictures are null.',
				parameters: [branch, ...days],
				responses: {
					200: { description: 'Newest day first.', content: json(ref('ChecklistReport')) },
					...problems(400, 401, 403, 404, 410, 503)
				}
			}
		},
		'/api/v1/branches/{id}/export/{file}': {
			get: {
				summary: 'History as a file, without anything of customers.',
				description:
					'Instants on the branch’s clock, amounts as exact decimals. Columns of people are filled in for the ' +
					'branch head alone. A workbook holds at most 31 days.',
				parameters: [
					branch,
					{
						name: 'file',
						in: 'path',
						required: true,
						description: 'What, and how.',
						schema: {
							type: 'string',
							pattern: '^(tickets|prompts|referrals|sales|devices|checklists)\\.(csv|xlsx)$'
						}
					},
					...days
				],
				responses: {
					200: {
						description: 'The file.',
						content: {
							'text/csv': { schema: { type: 'string' } },
							'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
								schema: { type: 'string', format: 'binary' }
							}
						}
					},
					...problems(400, 401, 403, 404, 410, 503)
				}
			}
		}
	};
}
