import type { Config } from '#lib/domain/config/config.ts';
import type { GoalLine } from '#lib/protocol/huddle.ts';
import type { StaffRow } from '#lib/protocol/rows/index.ts';

/**
 * The day's goals, key products first. `own`: the one person whose figures may be told; null: everybody's. What somebody
 * sold without a goal of their own stands beside those who have one.
 */
export function goalLines(
	{ file, catalogue }: Pick<Config, 'file' | 'catalogue'>,
	staff: readonly StaffRow[],
	own: string | null
): GoalLine[] {
	const lines = (file.targets ?? []).map((target): GoalLine => {
		const { product: id, perDay, staff: given = {} } = target;
		const product = catalogue.products.get(id);
		const sentence = catalogue.pitches.find((pitch) => pitch.product === id)?.sentence ?? null;
		const people = staff
			.map((person) => ({
				staff: person.id,
				target: given[person.id] ?? 0,
				sold: person.sold?.[id] ?? 0
			}))
			.filter(({ target: goal, sold }) => goal > 0 || sold > 0);
		return {
			product: id,
			name: product?.name ?? { zh: id, en: id },
			key: product?.key ?? false,
			sentence,
			perDay,
			sold: people.reduce((sum, { sold }) => sum + sold, 0),
			given: Object.values(given).reduce((sum, goal) => sum + goal, 0),
			people: own === null ? people : people.filter((each) => each.staff === own)
		};
	});
	return lines.sort((a, b) => Number(b.key) - Number(a.key));
}
