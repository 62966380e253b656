import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { customerOf, maskCustomer } from '#lib/domain/customers/customer.ts';
import { maskName, maskRef } from '#lib/domain/customers/mask.ts';
import { COMPOUND_SURNAMES } from '#lib/domain/customers/surnames.ts';

describe('a masked name', () => {
	test.each([
		['张三', '张*'],
		['王小明', '王**'],
		['张 三', '张*'],
		['欧阳修', '欧阳*'],
		['歐陽修', '歐陽*'],
		['司马相如', '司马**'],
		['诸葛亮', '诸葛*'],
		['欧阳', '欧*'],
		['张', '*'],
		['爱新觉罗溥仪', '爱**'],
		['湖滨贸易有限公司', '湖**'],
		['𠮷野家', '𠮷**'],
		['〇二三', '〇**'],
		['王先生', '王**']
	])('Chinese: %s is %s', (name, masked) => expect(maskName(name)).toBe(masked));

	test.each([
		['阿依古丽·买买提', '阿***·***'],
		['阿依古丽•买买提•艾力', '阿***·***'],
		['扎西·顿珠', '扎***·***'],
		['マイケル・ジョーダン', 'マ***·***'],
		['·张三·', '张*']
	])('with a middle dot: %s is %s', (name, masked) => expect(maskName(name)).toBe(masked));

	test.each([
		['John Smith', 'J*** S***'],
		['  John \t  Smith ', 'J*** S***'],
		['O’Brien', 'O***'],
		["Sinéad O'Connor", 'S*** O***'],
		['Jean-Luc Picard', 'J*** P***'],
		['José', 'J***'],
		['E\u0301mile Zola', 'É*** Z***'],
		['Li Na', 'L*** N***'],
		['J. R. R. Tolkien', 'J*** R*** T***'],
		['J S', 'J*** S***'],
		['A', '*'],
		['Dr. John Smith', 'J*** S***'],
		['Mrs Smith', 'S***'],
		['Dr', 'D***'],
		['Smith, John (VIP)', 'S*** J*** V***'],
		['María del Carmen García López', 'M*** d*** L***'],
		['john.smith@bank.example', 'j***'],
		['13800138000', '1***']
	])('Latin: %s is %s', (name, masked) => expect(maskName(name)).toBe(masked));

	test.each([
		['김민수', '김**'],
		['남궁민수', '남궁**'],
		['김 민수', '김**'],
		['山田 太郎', '山**'],
		['さくら', 'さ***'],
		['Иван Петров', 'И*** П***'],
		['محمد علي', 'م*** ع***'],
		['สมชาย', 'ส***'],
		['张John', '张***'],
		['张三 (John Smith)', '张* J*** S***'],
		['王 John', '王*** J***'],
		['张三（贵宾）', '张***'],
		['😀张三', '😀***'],
		['👩‍👩‍👧‍👦 Smith', '👩‍👩‍👧‍👦*** S***'],
		['\u202e张三', '张*'],
		['***', '*'],
		['(-)', '*'],
		['', ''],
		[' \u200b ', '']
	])('of other writing: %s is %s', (name, masked) => expect(maskName(name)).toBe(masked));

	const letter = /[\p{L}\p{N}]/u;
	const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });
	const graphemes = (text: string) => Array.from(segmenter.segment(text), (each) => each.segment);
	const han = fc.constantFrom(...'张王李欧阳司马诸葛明月三四丽𠮷');
	const word = fc.oneof(
		fc.string({ unit: han, minLength: 1, maxLength: 6 }),
		fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
		fc.string({ unit: fc.constantFrom(...'JohnSmithéàüß'), minLength: 1, maxLength: 9 }),
		fc.string({ unit: fc.constantFrom(...'김남궁민수'), minLength: 1, maxLength: 4 }),
		fc.constantFrom('Mr', 'Dr.', '·', '・', '-', '😀', '👨‍👩‍👧‍👦', 'a\u0301\u0302', '\u200f')
	);
	const name = fc
		.array(fc.tuple(word, fc.constantFrom('', ' ', '  ', '·', ', ')), {
			minLength: 1,
			maxLength: 6
		})
		.map((parts) => parts.flat().join(''))
		.filter((text) => !text.includes('*'));

	it('shows no two letters side by side, but for a compound surname', () => {
		fc.assert(
			fc.property(name, (text) => {
				const shown = graphemes(maskName(text));
				shown.forEach((one, index) => {
					const next = shown[index + 1] ?? '';
					if (!letter.test(one) || !letter.test(next)) return;
					expect(COMPOUND_SURNAMES.has(one + next)).toBe(true);
				});
			})
		);
	});

	it('is never the name, shows at most three letters or a surname, and is short', () => {
		fc.assert(
			fc.property(name, (text) => {
				const masked = maskName(text);
				if (text.trim() !== '' && masked !== '')
					expect(masked).not.toBe(text.normalize('NFC').trim());
				expect(graphemes(masked).filter((each) => letter.test(each)).length).toBeLessThanOrEqual(6);
				expect(masked.length).toBeLessThanOrEqual(47);
			})
		);
	});

	it('masked once more shows nothing more', () => {
		fc.assert(
			fc.property(name, (text) => {
				const once = graphemes(maskName(text));
				for (const each of graphemes(maskName(once.join('')))) {
					expect([...once, '*', '·', ' ']).toContain(each);
				}
			})
		);
	});

	it('is the same for names that differ only in what it hides', () => {
		expect(maskName('王小明')).toBe(maskName('王大力'));
		expect(maskName('Al Po')).toBe(maskName('Alexander Podolski'));
	});
});

describe('a masked reference', () => {
	test.each([
		['1004242', '…42'],
		['C-12345X', '…5X'],
		['12345', '…'],
		['42', '…'],
		['客户编号八八', '…八八'],
		['', ''],
		['  ', '']
	])('%s is %s', (ref, masked) => expect(maskRef(ref)).toBe(masked));

	it('shows two characters at most, and never all', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (ref) => {
				expect(graphemesOf(maskRef(ref)).length).toBeLessThanOrEqual(3);
				if (ref.trim() !== '' && !ref.includes('…')) expect(maskRef(ref)).not.toBe(ref.trim());
			})
		);
	});

	function graphemesOf(text: string): string[] {
		return Array.from(new Intl.Segmenter('zh').segment(text), (each) => each.segment);
	}
});

describe('the customer of an issue', () => {
	test('is nobody where nothing is said', () => {
		for (const customer of [undefined, {}, { ref: '' }, { name: ' ' }, { ref: '', name: '' }]) {
			expect(
				customerOf(customer === undefined ? { service: 'a' } : { service: 'a', customer })
			).toBe(null);
		}
	});

	test('is masked by the name, or by the reference where there is none', () => {
		const customer = customerOf({ service: 'a', customer: { ref: '1004242', name: ' 张三 ' } });
		expect(customer).toEqual({ ref: '1004242', name: '张三', note: null });
		expect(maskCustomer(customer!)).toBe('张*');
		expect(maskCustomer({ ref: '1004242', name: null, note: null })).toBe('…42');
	});
});
