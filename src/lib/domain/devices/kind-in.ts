import type { Config } from '../config/config.ts';
import { kindOf } from './kinds/index.ts';
import type { Kind } from './kinds/kind.ts';

/** The kind of a device as the branch has it. */
export function kindIn({ devices }: Pick<Config, 'devices'>, device: string): Kind {
	return kindOf(devices.get(device)?.kind ?? '');
}
