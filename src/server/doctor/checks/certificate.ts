import { ConfigError } from '../../config.ts';
import { broughtCertificate } from '../../tls/files.ts';
import { ill, well } from '../finding.ts';
import type { Finding, Patient } from '../finding.ts';

const DAY = 86_400_000;
/** A brought certificate is renewed by people, who need some days. */
const SOON = 21 * DAY;

/** The certificate that is shown, or would be. */
export function certificateFindings({ config, now, running }: Patient): Finding[] {
	const { tls } = config;
	if (tls.mode === 'files') {
		try {
			return ofDays(broughtCertificate(tls, now).expiresAt, now, true);
		} catch (error) {
			if (!(error instanceof ConfigError)) throw error;
			return [
				ill(
					'certificate',
					error.message.replace(/\.$/, ''),
					'bring one that fits, then start the server'
				)
			];
		}
	}
	if (running === null || running.certificateUntil === null) {
		return [
			well(
				'certificate',
				tls.mode === 'off' ? 'none: this machine only, or a proxy has it' : 'made at the start'
			)
		];
	}
	const findings = ofDays(running.certificateUntil, now, false);
	if (running.notHeld.length === 0) return findings;
	const names = running.notHeld.join(', ');
	return [
		...findings,
		ill('certificate', `it cannot hold ${names}`, 'reach this machine by another name or address')
	];
}

function ofDays(until: number, now: number, byPeople: boolean): Finding[] {
	const day = new Date(until).toISOString().slice(0, 10);
	if (until <= now) {
		return [
			ill(
				'certificate',
				`it ran out on ${day}`,
				byPeople ? 'bring a renewed one' : 'start the server again'
			)
		];
	}
	if (byPeople && until - now < SOON) {
		return [
			ill(
				'certificate',
				`it counts until ${day}`,
				'bring a renewed one: the file is taken by itself'
			)
		];
	}
	return [well('certificate', `counts until ${day}`)];
}
