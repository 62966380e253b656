import type { Probe } from '#lib/protocol/probe.ts';
import type { Kind } from './kind.ts';
import { http } from './kinds/http.ts';
import { icmp } from './kinds/icmp.ts';
import { sip } from './kinds/sip.ts';
import { snmp } from './kinds/snmp.ts';
import { tcp } from './kinds/tcp.ts';
import { xfs4iot } from './kinds/xfs4iot.ts';

/** Every way to look. To add one: a file, a line here, and its settings in `src/lib/protocol/probe.ts`. */
const KINDS: { [T in Probe['type']]: Kind<T> } = { tcp, http, icmp, snmp, sip, xfs4iot };

export function kindOf(probe: Probe): Kind {
	return KINDS[probe.type] as unknown as Kind;
}
