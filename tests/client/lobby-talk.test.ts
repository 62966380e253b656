import { describe, expect, test } from 'vitest';
import * as lobby from '../../src/lib/i18n/lobby.ts';
import type { CatalogueRow, PromptRow, TicketRow } from '../../src/lib/protocol/index.ts';
import { contentsOf, isOutflow, toldOf } from '../../src/routes/lobby/talk.ts';
import { headingOf, openingOf, whyProduct } from '../../src/routes/lobby/talk-words.ts';
import { workOf } from '../../src/routes/lobby/tasks.ts';
import type { Task } from '../../src/routes/lobby/tasks.ts';
import { catalogue } from './lobby-catalogue.ts';
import { NOW, prompt, rowsOf, ticket } from './lobby-rows.ts';

type Suggest = NonNullable<PromptRow['suggest']>;
const STEADY: Suggest = {
	signal: 'outflow',
	need: 'keep_here',
	product: 'steady',
	tenor: 90,
	guards: ['risk_unknown', 'recording']
};

/** Without the thin spaces between Chinese and digits. */
const plain = (text: string | undefined) => text?.replaceAll('\u2009', ' ');

function taskOf(more: Partial<PromptRow>, person: Partial<TicketRow> = {}): Task {
	const rows = rowsOf([ticket('B1', 3, person)], [prompt('B1', 3, more)]);
	return workOf(rows, 'm01', NOW).offers[0] as Task;
}
const outflow = taskOf({ rule: 'outflow', suggest: STEADY }, { tags: ['outflow', 'tenor_90'] });

describe('the card of a talk', () => {
	test('about money that leaves says all three arguments in order, whatever the product', () => {
		const contents = contentsOf(outflow, catalogue);
		expect(contents.arguments).toEqual(catalogue.retention);
		expect(contents.product?.id).toBe('steady');
		expect(contents.questions).toHaveLength(2);
		expect(contents.guards).toEqual(['risk_unknown', 'recording']);
		expect(toldOf(contents)).toEqual({ need: 'keep_here', product: 'steady' });
		expect(contentsOf(taskOf({ rule: 'outflow' }), catalogue).arguments).toHaveLength(3);
	});

	test('about another need says the product’s points, as they were written', () => {
		const suggest = { ...STEADY, signal: 'large_amount', need: 'idle', product: 'growth' };
		const contents = contentsOf(taskOf({ rule: 'large_amount', suggest }), catalogue);
		expect(contents.arguments).toEqual([{ zh: '<b>一年</b>', en: '<b>one year</b>' }]);
	});

	test('without a need says nothing but how to begin', () => {
		const task = taskOf({});
		expect(contentsOf(task, catalogue)).toEqual({
			need: undefined,
			questions: [],
			arguments: [],
			product: undefined,
			tenor: null,
			guards: []
		});
		expect(toldOf(contentsOf(task, catalogue))).toEqual({});
		expect(openingOf(task, catalogue, lobby.zh, 'zh')).toBe(lobby.zh.hint);
	});

	test('says nothing of a need or a product that the catalogue does not hold, or of none', () => {
		const unknown = taskOf({ rule: 'outflow', suggest: { ...STEADY, need: 'gone' } });
		expect(contentsOf(unknown, catalogue)).toMatchObject({ need: undefined, product: undefined });
		expect(contentsOf(outflow, undefined)).toMatchObject({ arguments: [], product: undefined });
	});

	test('loses a product that is withdrawn while it shows it, and its guards and reason with it', () => {
		const products = catalogue.products.map((each) => ({ ...each, withdrawn: true }));
		const without: CatalogueRow = { ...catalogue, products };
		const contents = contentsOf(outflow, without);
		expect(contents).toMatchObject({ product: undefined, guards: [], tenor: null });
		expect(contents.need?.id).toBe('keep_here');
		expect(whyProduct(contents, lobby.zh, 'zh')).toBeUndefined();
	});
});

describe('its words', () => {
	test.each<[Partial<PromptRow>, string, string]>([
		[{ rule: 'outflow', suggest: STEADY }, '大额转出 → 挽留', 'Money leaving → retain'],
		[{ rule: 'outflow' }, '资金外流 → 挽留', 'Money leaving → retain'],
		[{}, '超过 10 分钟', 'Over 10 minutes'],
		[
			{ suggest: { ...STEADY, signal: 'large_amount', need: 'idle' } },
			'超过 10 分钟 → 闲置资金',
			'Over 10 minutes → Idle money'
		],
		[
			{ rule: 'maturing', suggest: { ...STEADY, signal: 'maturing', need: 'cover' } },
			'定期到期',
			'Deposit matures'
		],
		[{ rule: 'vip' }, '贵宾到店', 'VIP customer']
	])('%j', (more, zh, en) => {
		expect(plain(headingOf(taskOf(more), catalogue, NOW, lobby.zh, 'zh'))).toBe(zh);
		expect(headingOf(taskOf(more), catalogue, NOW, lobby.en, 'en')).toBe(en);
	});

	test('tell of a long wait once it is one, though it was foreseen', () => {
		const foreseen = (waited: number) => {
			const rows = rowsOf([ticket('B1', waited)], [prompt('B1', 0, { rule: 'likely_long_wait' })]);
			const [task] = workOf(rows, 'm01', NOW).offers;
			return plain(headingOf(task as Task, catalogue, NOW, lobby.zh, 'zh'));
		};
		expect(foreseen(9)).toBe('预计等候过长');
		expect(foreseen(13)).toBe('超过 10 分钟');
	});

	test('tell why this product: for how long the money is free, else which need', () => {
		const contents = contentsOf(outflow, catalogue);
		expect(plain(whyProduct(contents, lobby.zh, 'zh'))).toBe('资金 90 天不用 → 稳健三月 (90 天)');
		expect(whyProduct(contents, lobby.en, 'en')).toBe(
			'Money free for 90 days → Steady 3M (90 days)'
		);
		const unsaid = contentsOf(taskOf({ suggest: { ...STEADY, tenor: null } }), catalogue);
		expect(plain(whyProduct(unsaid, lobby.zh, 'zh'))).toBe('大额转出 → 稳健三月 (90 天)');
	});

	test('of an offer begin with the need’s own question', () => {
		expect(openingOf(outflow, catalogue, lobby.zh, 'zh')).toBe('打算怎么安排？');
	});

	test('an outflow is known by its rule, its signal or what is known of the customer', () => {
		expect(isOutflow(outflow)).toBe(true);
		expect(isOutflow(taskOf({}, { tags: ['outflow'] }))).toBe(true);
		expect(isOutflow(taskOf({ suggest: STEADY }))).toBe(true);
		expect(isOutflow(taskOf({ rule: 'large_amount' }))).toBe(false);
	});
});
