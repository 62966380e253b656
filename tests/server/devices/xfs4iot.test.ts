import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTellable } from '#server/devices/status.ts';
import { heard, NOTHING_SAID } from '#server/devices/xfs4iot/picture.ts';
import type { Picture } from '#server/devices/xfs4iot/picture.ts';
import { statusOf } from '#server/devices/xfs4iot/status-of.ts';

const message = (name: string, payload: unknown, header: object = {}) => ({
	header: { type: 'completion', requestId: 1, completionCode: 'success', ...header, name },
	payload
});
const status = (...messages: unknown[]) => {
	const picture = messages.reduce<Picture>((all, each) => heard(all, each) ?? all, NOTHING_SAID);
	return statusOf(picture);
};
const told = (payload: unknown) => status(message('Common.Status', payload));
const unit = (use: object, replenishmentStatus: string, more: object = {}) => ({
	...{ status: 'ok', capacity: 1_000 },
	cash: { configuration: { types: use }, status: { replenishmentStatus, ...more } }
});
const stored = (storage: unknown) => status(message('Storage.GetStorage', { storage }));

describe('the word of a device', () => {
	test.each([
		['online', { state: 'ok' }],
		['deviceBusy', { state: 'ok' }],
		['starting', { state: 'degraded' }],
		['offline', { state: 'offline', cause: 'operator' }],
		['powerOff', { state: 'offline', cause: 'power' }],
		['noDevice', { state: 'offline', cause: 'hardware' }],
		['hardwareError', { state: 'offline', cause: 'hardware' }],
		['userError', { state: 'degraded', cause: 'operator' }],
		['fraudAttempt', { state: 'offline', cause: 'fraud' }],
		['potentialFraud', { state: 'degraded', cause: 'fraud' }]
	])('%s', (device, expected) => {
		expect(told({ common: { device } })).toEqual(expected);
	});

	test.each(['haunted', 'toString', '__proto__', ''])('“%s” is none of the standard', (device) => {
		expect(told({ common: { device } })).toBeNull();
	});
});

describe('the parts of a device', () => {
	test.each([
		[{ cardReader: { media: 'jammed' } }, 'card_jam', { card_reader: 'jammed' }],
		[
			{ cashDispenser: { positions: [{ shutter: 'jammedOpen' }] } },
			'note_jam',
			{ dispenser: 'jammed' }
		],
		[
			{ cashAcceptor: { positions: [{ transport: 'inoperative' }] } },
			'hardware',
			{ acceptor: 'error' }
		],
		[{ cashManagement: { dispenser: 'stop' } }, 'hardware', { dispenser: 'error' }],
		[
			{ printer: { paper: { upper: 'full', lower: 'out' } } },
			'out_of_paper',
			{ receipt_printer: 'out' }
		],
		[{ printer: { paper: { upper: 'jammed' } } }, 'paper_jam', { receipt_printer: 'jammed' }],
		[{ printer: { paper: { upper: 'low' } } }, 'paper_low', { receipt_printer: 'low' }],
		[{ printer: { toner: 'low' } }, 'toner_low', { toner: 'low' }],
		[{ printer: { toner: 'out', paper: { upper: 'low' } } }, 'out_of_toner', { toner: 'out' }],
		[{ keyManagement: { encryptionState: 'notReady' } }, 'hardware', { pin_pad: 'error' }]
	])('%j', (payload, cause, components) => {
		const found = told({ common: { device: 'online' }, ...payload });
		expect(found).toMatchObject({ state: 'degraded', cause, components });
	});

	test('a fault of the whole device outweighs its parts', () => {
		expect(told({ common: { device: 'powerOff' }, printer: { paper: { upper: 'low' } } })).toEqual({
			...{ state: 'offline', cause: 'power', components: { receipt_printer: 'low' } }
		});
	});

	test('what is not supported is not told', () => {
		const paper = { upper: 'notSupported', lower: 'unknown' };
		expect(told({ printer: { paper, toner: 'notSupported' } })).toEqual({
			...{ state: 'ok', components: { receipt_printer: 'unknown' } }
		});
	});
});

describe('cash units', () => {
	test('one that is empty beside a full one is low, and all empty is out of cash', () => {
		const one = unit({ cashOut: true }, 'empty');
		const other = unit({ cashOut: true }, 'ok');
		expect(stored({ one, other })).toMatchObject({
			cause: 'cash_low',
			components: { cash: 'low' }
		});
		expect(stored({ one })).toMatchObject({ cause: 'out_of_cash', components: { cash: 'empty' } });
	});

	test('a reject box that is full is told, an empty one is as it should be', () => {
		const cash = unit({ cashOut: true }, 'ok');
		const reject = { reject: true };
		expect(stored({ cash, reject: unit(reject, 'full') })).toMatchObject({ cause: 'reject_full' });
		expect(stored({ cash, reject: unit(reject, 'empty') })).toMatchObject({ state: 'ok' });
	});

	test('levels are what went in less what went out, of what there is room for', () => {
		const counts = {
			initial: { cny100: { fit: 900, unfit: 0 } },
			out: { presented: { cny100: { fit: 500 } }, rejected: { cny100: { unfit: 20 } } },
			in: { deposited: { cny100: { fit: 120 } } }
		};
		expect(stored({ one: unit({ cashOut: true, cashIn: true }, 'ok', counts) })?.levels).toEqual({
			cash: 0.5
		});
	});

	test('an event tells of the unit that changed, and the others are as they were', () => {
		const before = message('Storage.GetStorage', {
			storage: { a: unit({ cashOut: true }, 'ok'), b: unit({ cashOut: true }, 'ok') }
		});
		const event = (payload: unknown) =>
			message('Storage.StorageThresholdEvent', payload, {
				...{ type: 'unsolicited', completionCode: undefined }
			});
		const gone = { status: 'ok', cash: { status: { replenishmentStatus: 'empty' } } };
		expect(status(before, event({ a: gone }))).toMatchObject({ cause: 'cash_low' });
		expect(status(before, event({ a: gone }), event({ b: gone }))).toMatchObject({
			cause: 'out_of_cash'
		});
		expect(
			status(before, event({ a: { status: 'missing' }, b: { status: 'missing' } }))
		).toMatchObject({ cause: 'hardware', components: { cash: 'missing' } });
	});
});

test('a command that failed says nothing of the device', () => {
	const failed = message(
		'Common.Status',
		{ common: { device: 'online' } },
		{ completionCode: 'timeOut' }
	);
	expect(heard(NOTHING_SAID, failed)).toBeNull();
});

/** Words of the standard in places of the standard, and anything else in them. */
const word = fc.oneof(
	fc.constantFrom(
		'ok',
		'low',
		'out',
		'jammed',
		'full',
		'empty',
		'missing',
		'online',
		'success',
		'__proto__'
	),
	fc.anything()
);
const section = fc.dictionary(
	fc.constantFrom(
		...['device', 'media', 'paper', 'toner', 'positions', 'dispenser', 'encryptionState', 'status'],
		...['cash', 'card', 'capacity', 'configuration', 'types', 'initial', 'replenishmentStatus']
	),
	fc.oneof(word, fc.dictionary(fc.string(), word), fc.array(fc.dictionary(fc.string(), word)))
);
const payload = fc.dictionary(
	fc.oneof(
		fc.constantFrom(
			...['common', 'cardReader', 'cashDispenser', 'cashAcceptor', 'cashManagement', 'printer'],
			...['keyManagement', 'storage', 'completionCode']
		),
		fc.string()
	),
	fc.oneof(section, fc.dictionary(fc.string(), section), word)
);
const name = fc.constantFrom('Common.Status', 'Storage.GetStorage', 'Common.StatusChangedEvent');

test('whatever a service says makes a status by the schema, or none', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(name, payload), { maxLength: 4 }), (messages) => {
			const found = status(...messages.map(([which, said]) => message(which, said)));
			expect(found === null || isTellable(found)).toBe(true);
		}),
		{ numRuns: 500 }
	);
	fc.assert(fc.property(fc.anything(), (said) => heard(NOTHING_SAID, said) === null));
});
