import type { BranchFile } from '#lib/protocol/branch-file.ts';

/** To be replaced: each says of itself that it is an example. Amounts in minor units of the currency. */
export function exampleProducts(): NonNullable<BranchFile['products']> {
	return [
		{
			id: 'example-3m',
			name: { zh: '示例：三个月产品', en: 'Example: three months' },
			key: true,
			risk: 'R2',
			tenorDays: 90,
			needs: ['idle_cash', 'maturing']
		},
		{
			id: 'example-1y',
			name: { zh: '示例：一年期产品', en: 'Example: one year' },
			risk: 'R3',
			tenorDays: 365,
			needs: ['idle_cash']
		},
		{
			id: 'example-cover',
			name: { zh: '示例：保障产品', en: 'Example: protection' },
			risk: 'R1',
			needs: ['protection']
		}
	];
}
