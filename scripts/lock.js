import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
		else if (!told) console.error('Waiting for another set-up of Foyer that is under way …');
		told = true;
		await wait(100);
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
	} catch (error) {
		if (codeOf(error) !== 'EEXIST') throw error;
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
 * Removes a dead owner's lock. One process at a time does so and looks again first: otherwise the
 * second of two would remove the lock of whoever came next.
 *
 * @param {string} folder
 * @param {number | undefined} dead
 */
function takeAway(folder, dead) {
	const turn = `${folder}.turn`;
	try {
		mkdirSync(turn);
	} catch {
		return;
	}
	try {
		if (ownerOf(folder) === dead) rmSync(folder, { recursive: true, force: true });
	} finally {
		rmSync(turn, { recursive: true, force: true });
	}
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return codeOf(error) === 'EPERM';
	}
}

/** @param {unknown} error */
function codeOf(error) {
	return error instanceof Error && 'code' in error ? error.code : undefined;
}
