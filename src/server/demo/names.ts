import type { Random } from '#lib/domain/random.ts';

/** Of so many tickets somebody says who holds them. */
const KNOWN = 1 / 3;
const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫', '欧阳', '上官', '司马', '诸葛'];
/** As in the examples of a law book: nobody is called that. */
const GIVEN = [...'甲乙丙丁戊己庚辛壬癸'].flatMap((each) => [each, `小${each}`]);

/** A customer who is plainly invented, or undefined for those of whom nobody says anything. */
export function inventCustomer(random: Random): { ref: string; name: string } | undefined {
	if (!random.chance(KNOWN)) return undefined;
	const pick = (words: readonly string[]) =>
		words[Math.floor(random.between(0, words.length))] as string;
	const name = pick(SURNAMES) + pick(GIVEN);
	return { ref: `DEMO-${String(Math.floor(random.between(0, 1e6))).padStart(6, '0')}`, name };
}
