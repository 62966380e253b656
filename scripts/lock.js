import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** How long a lock without an owner's name may be: it is written right after the folder is made. */
const namelessFor = 5_000;

/**
 * Runs `work` while no other process does so under the same lock, a folder; waits for its turn. A lock
 * whose owner has died is taken over.
 *
 * @template T
 * @param {string} folder
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(folder, work) {
	let nameless = 0;
	let told = false;
	while (!tryLock(folder)) {
		const owner = ownerOf(folder);
		nameless = owner === undefined ? nameless + 100 : 0;
		if (owner === undefined ? nameless > namelessFor : !isAlive(owner)) takeAway(folder, owner);
		else {
			if (!told) console.error('Waiting for another set-up of Foyer that is under way …');
			told = true;
			await wait(100);
		}
	}
	try {
		return await work();
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @param {string} folder */
function tryLock(folder) {
	try {
		mkdirSync(folder);
	} catch {
		return false;
	}
	writeFileSync(path.join(folder, 'owner'), String(process.pid));
	return true;
}

/** @param {string} folder @returns {number | undefined} */
function ownerOf(folder) {
	try {
		return Number(readFileSync(path.join(folder, 'owner'), 'utf8')) || undefined;
	} catch {
		return undefined;
	}
}

/**
 * Of several that find the same dead owner's lock, one moves it away; the others may move the lock of
 * whoever came next, which the owner's name shows, and put that back.
 *
 * @param {string} folder
 * @param {number | undefined} dead
 */
function takeAway(folder, dead) {
	const aside = `${folder}.${process.pid}`;
	try {
		renameSync(folder, aside);
		if (ownerOf(aside) !== dead) renameSync(aside, folder);
		else rmSync(aside, { recursive: true, force: true });
	} catch {
		// Somebody else was quicker.
	}
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
