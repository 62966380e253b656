import type { CounterRow, ServiceRow, StaffRow } from '../../src/lib/protocol/index.ts';
import { branch as lobbyBranch, byId, cash, NOW, ticket } from './lobby-rows.ts';

export { byId, cash, NOW, ticket };

/** Two recalls, and twenty seconds to come. */
export const branch = {
	...lobbyBranch,
	calling: { recalls: 2, noShowAfter: 20, returnNext: 3, returnLater: 5 },
	profiles: [
		{ id: 'cash-only', name: { zh: '只办现金', en: 'Cash only' }, services: ['cash'] },
		{ id: 'simple', name: { zh: '简单业务', en: 'Simple' }, services: ['cash', 'transfer'] }
	]
};

export const transfer: ServiceRow = {
	...cash,
	id: 'transfer',
	name: { zh: '转账汇款', en: 'Transfers' },
	typicalService: 420
};

export function counter(id: string, more: Partial<CounterRow> = {}): CounterRow {
	const name = { zh: `${id}号窗口`, en: `Counter ${id}` };
	return { id, name, state: 'open', services: ['cash'], ...more };
}

export const staff: Record<string, StaffRow> = byId([
	{ id: 't01', name: { zh: '张倩', en: 'Zhang Qian' }, role: 'teller' },
	{ id: 't02', name: { zh: '刘洋', en: 'Liu Yang' }, role: 'teller' },
	{ id: 'w01', name: { zh: '周岚', en: 'Zhou Lan' }, role: 'wealth_manager' },
	{ id: 'w02', name: { zh: '林薇', en: 'Lin Wei' }, role: 'wealth_manager' }
]);
