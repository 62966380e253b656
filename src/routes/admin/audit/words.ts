import { spaced } from '#lib/client/format.ts';
import { reasonWords } from '#lib/i18n/act-reasons.ts';
import type * as actReasons from '#lib/i18n/act-reasons.ts';
import type * as admin from '#lib/i18n/admin.ts';
import type * as audit from '#lib/i18n/audit.ts';
import type * as displays from '#lib/i18n/displays.ts';
import { isRole, isScope } from '#lib/protocol/roles.ts';
import type { Pairable } from '#lib/protocol/roles.ts';

interface Row {
	action: string;
	target: string;
	detail: Record<string, unknown>;
}

/** What a row of the audit tells, as a sentence; an action that is not known is shown as it is. */
export function sentenceOf(
	{ action, target, detail }: Row,
	words: {
		audit: typeof audit.zh;
		admin: typeof admin.zh;
		displays: typeof displays.zh;
	}
): string {
	const { sentences } = words.audit;
	const sentence = Object.hasOwn(sentences, action) ? sentences[action] : undefined;
	if (sentence === undefined) {
		const rest = Object.keys(detail).length === 0 ? '' : JSON.stringify(detail);
		return [action, target, rest].filter((part) => part !== '').join(' ');
	}
	const told = sentence(
		{ target, detail },
		{
			role: (role) => (isRole(role) ? words.admin.roles[role] : String(role)),
			screen: (screen) => words.displays.screens[screen as Pairable] ?? String(screen),
			scopes: (scopes) =>
				(Array.isArray(scopes) ? scopes : [])
					.map((scope) => (isScope(scope) ? words.admin.scopes[scope] : String(scope)))
					.join(words.audit.comma),
			branch: (branch) => (branch === null ? words.admin.allBranches : String(branch))
		}
	);
	return spaced(told);
}

/** What somebody did at a station, where and why: `暂停窗口 3，午餐`. */
export function actOf(
	act: { type: string; subject: string; counter: string | null; reasons: readonly string[] },
	t: typeof audit.zh,
	why: typeof actReasons.zh
): string {
	const where = act.counter === null ? [] : [t.atCounter(act.counter)];
	const reasons = act.reasons.map((reason) => reasonWords(reason, why));
	return spaced(
		[`${t.acts[act.type] ?? act.type} ${act.subject}`, ...where, ...reasons].join(t.comma)
	);
}

/** Who it was: a username, which is a way to everything that they did, or what kind of machine. */
export function whoOf(actor: string, t: typeof audit.zh): { person?: string; words: string } {
	const [kind = '', ...rest] = actor.split(':');
	const name = rest.join(':');
	if (kind === 'person') return { person: name, words: name };
	if (kind === 'key') return { words: spaced(t.actors.key(name)) };
	if (kind === 'display') return { words: spaced(t.actors.display(name)) };
	const known = t.actors[kind as 'operator' | 'system' | 'nobody'] as string | undefined;
	return { words: known ?? actor };
}
