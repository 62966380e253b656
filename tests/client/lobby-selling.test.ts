import { describe, expect, test } from 'vitest';
import * as lobby from '../../src/lib/i18n/lobby.ts';
import type { ReferralRow } from '../../src/lib/protocol/index.ts';
import { actOf } from '../../src/routes/lobby/deeds.ts';
import { aboutReferral, madeBy, stepsOf } from '../../src/routes/lobby/handshake.ts';
import * as selling from '../../src/routes/lobby/selling.ts';
import { tapWords } from '../../src/routes/lobby/tap-words.ts';
import { aboutOf } from '../../src/routes/lobby/taps.ts';
import { catalogue } from './lobby-catalogue.ts';
import { branch, byId, NOW } from './lobby-rows.ts';

const MINUTE = 60_000;
const DAY = branch.businessDay;
/** Without the thin spaces between Chinese and digits. */
const plain = (text: string) => text.replaceAll('\u2009', ' ');
const staff = byId([
	{ id: 'w01', name: { zh: '周岚', en: 'Zhou Lan' }, role: 'wealth_manager' },
	{ id: 'w02', name: { zh: '何宁', en: 'He Ning' }, role: 'wealth_manager' }
]);

function referral(more: Partial<ReferralRow> = {}): ReferralRow {
	const made = { id: 'r1', day: DAY, state: 'made' as const, number: 'B1', from: 'm01' };
	return { ...made, need: 'keep_here', madeAt: NOW, ...more };
}

describe('a handshake', () => {
	const steps = (more: Partial<ReferralRow>, led?: number) =>
		stepsOf(referral(more), led, NOW + 30_000, { staff, branch }, lobby.zh, 'zh').map(plain);
	const asked = { offeredTo: 'w01', offeredUntil: NOW + 120_000 };

	test.each<[string, Partial<ReferralRow>, string[]]>([
		['nobody is there to ask', {}, ['10:24 转介', '等理财经理到岗']],
		['one is asked', asked, ['10:24 转介', '在问周岚', '还没看', '90 秒后问下一位']],
		[
			'they have seen it',
			{ ...asked, seenAt: NOW + MINUTE },
			['10:24 转介', '在问周岚', '10:25 已看', '90 秒后问下一位']
		],
		[
			'the next one accepted',
			{ state: 'accepted', acceptedBy: 'w02', acceptedAt: NOW + 3 * MINUTE },
			['10:24 转介', '10:27 何宁接了']
		],
		[
			'it was won',
			{
				...{ state: 'won', acceptedBy: 'w01', acceptedAt: NOW + MINUTE },
				...{ metAt: NOW + 4 * MINUTE, closedAt: NOW + 26 * MINUTE }
			},
			['10:24 转介', '10:25 周岚接了', '10:28 见到了', '10:50 落单']
		],
		[
			'it was lost without a meeting',
			{ state: 'lost', closedAt: NOW + 9 * MINUTE },
			['10:24 转介', '10:33 没成']
		]
	])('%s', (_, more, words) => expect(steps(more)).toEqual(words));

	test('tells that the customer is on the way', () => {
		const accepted = {
			...{ state: 'accepted' as const, acceptedBy: 'w01', acceptedAt: NOW }
		};
		expect(steps(accepted, NOW + MINUTE).at(-1)).toBe('10:25 起在路上');
	});

	test('says who needs what', () => {
		expect(plain(aboutReferral(referral(), catalogue, lobby.zh, 'zh'))).toBe('B1 大额转出');
		const { need: _, ...bare } = referral();
		expect(aboutReferral(bare, catalogue, lobby.zh, 'zh')).toBe('B1');
	});
});

test('mine of today are those that I made and did not take back, the newest first', () => {
	const all = byId([
		referral({ id: 'a', madeAt: NOW - 5 }),
		referral({ id: 'b', state: 'won' }),
		referral({ id: 'c', state: 'undone' }),
		referral({ id: 'd', from: 't01' }),
		referral({ id: 'e', day: '2026-11-24' })
	]);
	expect(madeBy('m01', all, DAY).map(({ id }) => id)).toEqual(['b', 'a']);
});

test('a sale comes from the customer’s last referral of today that is not over in vain', () => {
	const all = byId([
		referral({ id: 'a', madeAt: NOW - 9 }),
		referral({ id: 'b', madeAt: NOW - 5, state: 'met' }),
		referral({ id: 'c', state: 'lost' }),
		referral({ id: 'd', number: 'B2' })
	]);
	expect(selling.referralFor('B1', all, DAY)).toBe('b');
	expect(selling.referralFor('B9', all, DAY)).toBeUndefined();
	expect(selling.referralFor(undefined, all, DAY)).toBeUndefined();
});

test('key products stand first, those that are withdrawn nowhere', () => {
	expect(selling.offered(catalogue).map(({ id }) => id)).toEqual(['steady', 'growth']);
	expect(selling.offered(undefined)).toEqual([]);
});

test('each act finds its card or sheet, and says what it is in words', () => {
	const none = { services: {}, devices: {}, counters: {}, prompts: {} };
	const live = { ...none, incidents: {}, checklists: {}, catalogue };
	const sale = { product: 'steady', amount: 12_600_050, currency: 'CNY' };
	const target = { id: 'outflow/B1/d', number: 'B1' };
	const kept = actOf('interested', target, 'm01', {
		outflow: { kept: true, amount: 0, currency: 'CNY' }
	});
	const cases = [
		[selling.referred('r1', { number: 'B1', need: 'keep_here' }, 'm01'), 'referral/r1'],
		[
			selling.sold('s1', sale, { number: 'B1', prompt: 'p', referral: undefined }, 'm01'),
			'sale/s1'
		],
		[selling.cancelled('s1', 'mistake', 'm01'), 'sale/s1'],
		[selling.arrived('m01'), 'staff/m01'],
		[kept, 'outflow/B1/d'],
		[selling.undoOf(kept), 'ticket/B1']
	] as const;
	const words = cases.map(([act, about]) => {
		if (act === null) throw new Error('It can be taken back');
		expect(aboutOf(act)).toBe(about);
		return plain(tapWords(act, live, lobby.zh, 'zh'));
	});
	expect(words).toEqual([
		'B1 转介理财',
		'B1 成交 稳健三月 ¥126,000.50',
		'取消成交',
		'到岗',
		'B1 留住了',
		'B1 撤回结果'
	]);
	expect(cases[1][0].data).toEqual({
		...sale,
		...{ staff: 'm01', channel: 'lobby', number: 'B1', prompt: 'p' }
	});
});
