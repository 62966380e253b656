import type { Role } from '#lib/protocol/roles.ts';
import { OPERATOR } from '../access/access.ts';
import type { App } from '../app.ts';
import { oneTimePassword } from '../people/passwords.ts';
import { lakeside } from './lakeside.ts';

/** Somebody who can sign in to the demonstration. */
export interface DemoUser {
	role: Role;
	username: string;
	password: string;
}

/** Who each is among the demonstration's staff; the administrator is of no branch and nobody of its staff. */
const PEOPLE: readonly { role: Role; username: string; staff: string | null }[] = [
	{ role: 'lobby_manager', username: 'lobby', staff: 'm01' },
	{ role: 'teller', username: 'teller', staff: 't08' },
	{ role: 'wealth_manager', username: 'wealth', staff: 'w01' },
	{ role: 'branch_head', username: 'head', staff: 'h01' },
	{ role: 'operations_supervisor', username: 'operations', staff: 'o01' },
	{ role: 'administrator', username: 'admin', staff: null }
];

/** One of each role, with passwords that nobody has used before. */
export function demoUsers(): DemoUser[] {
	return PEOPLE.map(({ role, username }) => ({ role, username, password: oneTimePassword() }));
}

/** Makes their accounts, once the branch is there. */
export async function welcome(app: App, users: readonly DemoUser[]): Promise<void> {
	for (const { role, username, password } of users) {
		const staff = PEOPLE.find((each) => each.username === username)?.staff ?? null;
		const person = lakeside.staff?.find(({ id }) => id === staff);
		const name = person === undefined ? username : nameOf(person.name);
		const branch = staff === null ? null : lakeside.id;
		const made = await app.accounts.create(
			{ principal: OPERATOR, address: null },
			{ role, username, password, name, branch, staff }
		);
		if (!made.ok) throw new Error(`The demonstration's users: ${made.detail}`);
	}
}

function nameOf(name: string | { zh: string }): string {
	return typeof name === 'string' ? name : name.zh;
}
