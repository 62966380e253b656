import { FAULTS } from './habits.ts';
import { lakeside } from './lakeside.ts';
import { DAY_BEGINS, type World } from './world.ts';

/** Every device says how it is in the morning, and what goes wrong later; the supervisor sees to what lasts. */
export function watchDevices(world: World): void {
	(lakeside.devices ?? []).forEach(({ id, kind }, index) => {
		world.agenda.at(world.time(DAY_BEGINS) + 4000 + index * 700, () => {
			world.emit('devices', 'device.status', id, { state: 'ok', ...supplies(kind) });
		});
	});
	for (const fault of FAULTS) {
		const { device, at, minutes, state, cause, components, levels } = fault;
		const status = { state, cause, ...(components && { components }), ...(levels && { levels }) };
		world.agenda.at(world.time(at), () => {
			world.emit('devices', 'device.status', device, status);
			world.agenda.in(minutes * 60, () => {
				const kind = lakeside.devices?.find(({ id }) => id === device)?.kind ?? '';
				world.emit('devices', 'device.status', device, { state: 'ok', ...supplies(kind) });
			});
		});
		if (fault.seenTo !== undefined) seeTo(world, fault.device, fault.seenTo);
	}
}

/** Somebody takes the fault, and calls whoever mends it. */
function seeTo(
	world: World,
	device: string,
	{ by, at, vendor, note }: NonNullable<(typeof FAULTS)[number]['seenTo']>
): void {
	const incident = () => world.mirror.state.devices.get(device)?.incident ?? null;
	const tell = (minutes: number, run: (id: string) => void) =>
		world.agenda.at(world.time(at) + minutes * 60_000, () => {
			const id = incident();
			if (id !== null) run(id);
		});
	tell(0, (id) => world.emit('lobby', 'incident.acknowledged', id, { staff: by }));
	tell(3, (id) => world.emit('lobby', 'incident.passed', id, { staff: by, vendor }));
	tell(4, (id) => world.emit('lobby', 'incident.noted', id, { staff: by, note }));
}

/** As they were filled up the evening before. */
function supplies(kind: string): { levels?: Record<string, number> } {
	if (kind === 'atm' || kind === 'crs') return { levels: { cash: 0.82, paper: 0.9 } };
	if (kind === 'terminal' || kind === 'kiosk') return { levels: { paper: 0.75 } };
	if (kind === 'printer') return { levels: { paper: 0.8, toner: 0.6 } };
	return kind === 'card' ? { levels: { cards: 0.55 } } : {};
}
