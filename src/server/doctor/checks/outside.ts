import { isAllowed } from '../../webhooks/targets.ts';
import { ill, well } from '../finding.ts';
import type { Finding, Patient } from '../finding.ts';

/** Endpoints that were stopped, or that get nothing. */
export function webhookFindings({ store, config }: Patient): Finding[] {
	const endpoints = store?.webhooks.list() ?? [];
	const findings = endpoints.flatMap(({ id, url, stopped }) => {
		const { dead, waiting } = store?.webhooks.counts(id) ?? { dead: 0, waiting: 0 };
		if (stopped === 'gone' || stopped === 'failing') {
			return [
				ill(
					'webhooks',
					`${id} was stopped, since its receiver failed`,
					`mend that, then foyer webhook replay ${id} --dead`
				)
			];
		}
		if (stopped === null && !isAllowed(url, config.webhookHosts)) {
			return [
				ill(
					'webhooks',
					`the host of ${id} is not in FOYER_WEBHOOK_HOSTS`,
					'add it there, or remove the webhook'
				)
			];
		}
		if (dead > 0) {
			return [
				ill(
					'webhooks',
					`${dead} deliveries of ${id} were given up, ${waiting} wait`,
					`foyer webhook replay ${id} --dead`
				)
			];
		}
		return [];
	});
	return findings.length > 0 ? findings : [well('webhooks', `${endpoints.length}, none failing`)];
}

/** The bank's broker. */
export function brokerFindings({ running, config }: Patient): Finding[] {
	if (running?.brokerReached === false) {
		return [
			ill(
				'broker',
				'the MQTT broker is not reached',
				'look at FOYER_MQTT, its network and its password'
			)
		];
	}
	const isSet =
		config.mqtt.url !== null || config.mqtt.port !== null || running?.brokerReached === true;
	return [
		well('broker', running?.brokerReached === true ? 'reached' : isSet ? 'set' : 'none is set')
	];
}
