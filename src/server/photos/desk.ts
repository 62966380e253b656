import { randomUUID } from 'node:crypto';
import { MOST_PHOTO, type PhotoAnswer } from '#lib/protocol/photos.ts';
import { actorOf } from '../access/access.ts';
import type { Access, Caller, Principal } from '../access/access.ts';
import type { Branch } from '../branch.ts';
import type { Limits } from '../limits/limits.ts';
import type { Read, ReadFault } from '../reading.ts';
import { bareJpeg } from './jpeg.ts';
import type { PhotoStore } from './store.ts';

export interface PhotoParts {
	branches: { get(id: string): Branch | undefined };
	access: Pick<Access, 'denies'>;
	limits: Limits;
	photos: PhotoStore;
	/** Writes down what nobody expected and gives the id it stands under. */
	fault: (where: string, error: unknown) => string;
}

/** Pictures that one branch keeps of one day: two of each of a hundred items. */
const MOST_A_DAY = 200;

/** Pictures of what was found wrong: taken in, kept small, shown to whoever may see checks. */
export class PhotoDesk {
	readonly #parts: PhotoParts;

	constructor(parts: PhotoParts) {
		this.#parts = parts;
	}

	/** Why somebody may not send any; undefined: they may. Asked before anything of a picture is read. */
	denies({ principal }: Caller, branchId: string): ReadFault | undefined {
		const denied = this.#parts.access.denies(principal, 'take_photo', branchId);
		return denied && { ok: false, ...denied };
	}

	/** Answers once it is on disk. */
	async keep(caller: Caller, branchId: string, bytes: Uint8Array): Promise<Read<PhotoAnswer>> {
		const denied = this.denies(caller, branchId);
		if (denied !== undefined) return denied;
		const branch = this.#parts.branches.get(branchId);
		if (branch === undefined) return unknownBranch(branchId);
		const picture = bytes.length > MOST_PHOTO ? undefined : bareJpeg(bytes);
		if (picture === undefined) {
			return refused('invalid_photo', `Send a JPEG of at most ${MOST_PHOTO} bytes.`);
		}
		const wait = await this.#parts.limits.take('photos', actorOf(caller.principal));
		if (wait !== undefined) {
			return refused('too_many', `Those are many pictures; go on in ${wait} seconds.`);
		}
		const day = branch.today();
		try {
			if ((await this.#parts.photos.count(branchId, day)) >= MOST_A_DAY) {
				return refused('too_many', `A branch keeps ${MOST_A_DAY} pictures a day.`);
			}
			const photo = `${day}-${randomUUID()}`;
			await this.#parts.photos.keep(branchId, photo, picture);
			return { ok: true, value: { photo } };
		} catch (error) {
			this.#parts.fault('storing a picture', error);
			return refused('unavailable', 'The disk did not take the picture; try again in a moment.');
		}
	}

	async read(principal: Principal, branchId: string, id: string): Promise<Read<Uint8Array>> {
		const denied = this.#parts.access.denies(principal, 'view_photo', branchId);
		if (denied !== undefined) return { ok: false, ...denied };
		const picture = await this.#parts.photos.read(branchId, id);
		if (picture !== undefined) return { ok: true, value: picture };
		return refused('unknown_photo', 'There is no such picture; they are kept for a while only.');
	}
}

function unknownBranch(id: string): ReadFault {
	return refused('unknown_branch', `There is no branch "${id}".`);
}

function refused(code: ReadFault['code'], detail: string): ReadFault {
	return { ok: false, code, detail };
}
