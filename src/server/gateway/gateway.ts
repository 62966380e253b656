import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Socket } from 'socket.io';
import { Compile } from 'typebox/compile';
import { checkEvent } from '#lib/protocol/check/check-event.ts';
import { ActRequest, WatchRequest } from '#lib/protocol/messages.ts';
import type {
	ActAnswer,
	ByeCode,
	Patch,
	ScreenToServer,
	ServerToScreen,
	StoringCode,
	WatchAnswer
} from '#lib/protocol/messages.ts';
import type { Screen } from '#lib/protocol/rows/index.ts';
import { PROTOCOL } from '#lib/protocol/version.ts';
import { actorOf } from '../access/access.ts';
import type { Access, Principal } from '../access/access.ts';
import type { Action } from '../access/policy.ts';
import { withDoer } from '../access/acts.ts';
import { isLoopback } from '../access/loopback.ts';
import type { Branch } from '../branch.ts';
import type { Cancel, Clock } from '../clock.ts';
import { audienceOf } from '../views/audience.ts';
import type { Audience } from '../views/audience.ts';
import { Bucket } from './bucket.ts';
import { guarded, refused } from './guard.ts';
import { isOurOrigin } from './origin.ts';
import { encodePlainly, ready } from './plain.ts';
import { Rounds } from './rounds.ts';
import { bytesIn, SlowScreens } from './slow-screens.ts';
import type { Connection } from './slow-screens.ts';

/** What the gateway stands on. */
export interface GatewayParts {
	branches: { get(id: string): Branch | undefined };
	access: Access;
	clock: Clock;
	/** Origins that pages may come from beside the one they asked. */
	origins: readonly string[];
	/** Whether anything can be stored right now. */
	state: () => 'serving' | 'halted' | 'closing';
	/** Why something has to wait; undefined: it does not. `retryAfter`: seconds. */
	turnsAway: (what: 'screens' | 'taps') => { retryAfter: number } | undefined;
	/** The address of whoever sent a request, seen through the proxies that are named. */
	addressOf: (req: IncomingMessage) => string;
	/** Writes down what nobody expected and gives the id it stands under. */
	fault: (where: string, error: unknown) => string;
}

interface ScreenData {
	principal: Principal;
	/** Counted until it is closed. */
	address: string;
	/** What it watches, and the room for that. */
	branch?: string;
	screen?: Screen;
	room?: string;
}

type Io = Server<ScreenToServer, ServerToScreen, Record<string, never>, ScreenData>;
type ScreenSocket = Socket<ScreenToServer, ServerToScreen, Record<string, never>, ScreenData>;

const watchCheck = Compile(WatchRequest);
const actCheck = Compile(ActRequest);

/** Screens at once. */
export interface Caps {
	/** All of them. */
	screens: number;
	/** From one address that is not this machine's: a leaked key does not take every place. */
	perAddress: number;
}
const CAPS: Caps = { screens: 40_000, perAddress: 1_000 };
/** The largest message a screen may send: its longest note is a fraction of that. */
const MOST_BYTES_IN = 64 * 1024;
/** Everybody is looked at once a second, a part of them at a time. */
const TURNS = 10;
const TURN_MS = 1_000 / TURNS;

/** Screens: who may watch what, patches by room, and commands up to the branch's one door. */
export class Gateway {
	readonly #parts: GatewayParts;
	readonly #io: Io;
	readonly #slow: SlowScreens;
	readonly #rounds: Rounds<ScreenSocket>;
	readonly #undo: Cancel[] = [];
	readonly #caps: Caps;
	readonly #perAddress = new Map<string, number>();
	/** Messages with names that nobody knows. */
	#unknown = 0;
	/** Bytes that waited for screens in the last round. */
	#unsent = 0;
	/** Those of the round that is under way. */
	#unsentSoFar = 0;
	/** Screens that were cut because they did not read. */
	#tooSlow = 0;
	/** Watches that were answered with the whole view, and with what was missed. */
	#views = 0;
	#catchUps = 0;
	/** Patches sent, one for each screen. */
	#patches = 0;
	/** Why nothing can be stored, as screens were told. */
	#why: StoringCode | null = null;

	constructor(parts: GatewayParts, caps = CAPS) {
		this.#parts = parts;
		this.#caps = caps;
		this.#slow = new SlowScreens(parts.clock);
		this.#io = new Server({
			path: '/socket.io',
			serveClient: false,
			// A link that is half open shows within ten seconds; the default takes 45.
			pingInterval: 5_000,
			pingTimeout: 4_000,
			connectTimeout: 10_000,
			maxHttpBufferSize: MOST_BYTES_IN,
			// Deflating costs several times the CPU of sending, and 200 KB a socket.
			perMessageDeflate: false,
			httpCompression: false,
			allowRequest: (req, allow) => allow(null, isOurOrigin(req, parts.origins))
		});
		encodePlainly(this.#io);
		this.#rounds = new Rounds(() => this.#io.sockets.sockets, TURNS);
		this.#io.use((socket, next) => {
			const address = parts.addressOf(socket.request);
			socket.data = { principal: this.#identify(socket), address };
			const why = this.#refuses(socket);
			if (why !== undefined) return next(new Error(why));
			const wait = parts.turnsAway('screens');
			if (wait === undefined) next();
			else next(Object.assign(new Error('busy'), { data: wait }));
		});
		this.#io.on('connection', (socket) => this.#welcome(socket));
		this.#undo.push(parts.clock.every(TURN_MS, () => this.#turn()));
	}

	get stats(): {
		connections: number;
		unknownMessages: number;
		unsent: number;
		tooSlow: number;
		views: number;
		catchUps: number;
		patches: number;
	} {
		return {
			connections: this.#io.engine?.clientsCount ?? 0,
			unknownMessages: this.#unknown,
			unsent: this.#unsent,
			tooSlow: this.#tooSlow,
			views: this.#views,
			catchUps: this.#catchUps,
			patches: this.#patches
		};
	}

	/** Connected screens by what they show; `none`: nothing yet. */
	screens(): Map<Screen | 'none', number> {
		const counts = new Map<Screen | 'none', number>();
		for (const { data } of this.#io.sockets.sockets.values()) {
			const screen = data.screen ?? 'none';
			counts.set(screen, (counts.get(screen) ?? 0) + 1);
		}
		return counts;
	}

	/** Screens at once. */
	get mostScreens(): number {
		return this.#caps.screens;
	}

	/**
	 * Serves screens on an http server, which it never closes. `shared`: somebody else's websockets live on it
	 * too (Vite's), so that upgrades to other paths are left alone.
	 */
	attach(server: HttpServer, { shared = false } = {}): void {
		this.#io.attach(server, { destroyUpgrade: !shared });
	}

	/** Sends the patches of a branch to whoever watches it, until undone. */
	follow(branch: Branch): Cancel {
		return branch.onPatch((audience, patch) => this.#publish(roomOf(branch.id, audience), patch));
	}

	/** Tells every screen, and whoever comes later, why nothing can be stored; null: it can. */
	tellStoring(why: StoringCode | null): void {
		this.#why = why;
		this.#io.emit('storing', { why });
	}

	/** Tells every screen that a new version comes, and closes; screens come back by themselves. */
	async dispose(): Promise<void> {
		for (const undo of this.#undo.splice(0)) undo();
		this.#io.emit('bye', { code: 'upgrade' });
		// What is written when the turn ends reaches the screens; closing the engine drops what is not.
		await new Promise((resolve) => setImmediate(resolve));
		this.#io.engine?.close();
	}

	/** As Socket.IO's own broadcast, without what that does for each screen and each value beside sending. */
	#publish(room: string, patch: Patch): void {
		const { adapter, sockets } = this.#io.sockets;
		const ids = adapter.rooms.get(room);
		if (ids === undefined) return;
		this.#patches += ids.size;
		const { text, options } = ready('patch' satisfies keyof ServerToScreen, patch);
		for (const id of ids) {
			const socket = sockets.get(id);
			if (socket !== undefined) connectionOf(socket).write(text, options);
		}
	}

	#identify(socket: ScreenSocket): Principal {
		const { auth, headers } = socket.handshake;
		return this.#parts.access.identify({
			token: (auth as Record<string, unknown> | undefined)?.token,
			authorization: headers.authorization,
			cookie: headers.cookie
		});
	}

	/** Why a handshake is refused; undefined: it may come in. */
	#refuses(socket: ScreenSocket): string | undefined {
		const { address, principal } = socket.data;
		if (principal.kind === 'nobody') return 'unauthenticated';
		const { screens, perAddress } = this.#caps;
		if (this.stats.connections > screens) return 'too_many';
		const there = isLoopback(address) ? 0 : (this.#perAddress.get(address) ?? 0);
		return there >= perAddress ? 'too_many' : undefined;
	}

	#welcome(socket: ScreenSocket): void {
		const { clock, fault } = this.#parts;
		const { address } = socket.data;
		this.#perAddress.set(address, (this.#perAddress.get(address) ?? 0) + 1);
		socket.once('disconnect', () => {
			const left = (this.#perAddress.get(address) ?? 1) - 1;
			if (left > 0) this.#perAddress.set(address, left);
			else this.#perAddress.delete(address);
		});
		if (this.#why !== null) socket.emit('storing', { why: this.#why });
		const bucket = new Bucket(clock.monotonic());
		const admit = () => {
			if (bucket.take(clock.monotonic())) return true;
			// Not at once: what it was told so far, refusals among it, still reaches it.
			if (bucket.abused) socket.conn.close();
			return false;
		};
		socket.on(
			'watch',
			guarded<WatchRequest, WatchAnswer>({
				check: watchCheck,
				admit,
				run: (request) => this.#watch(socket, request),
				fault: (error) => fault('watch', error)
			})
		);
		socket.on(
			'act',
			guarded<ActRequest, ActAnswer>({
				check: actCheck,
				admit,
				run: (request) => this.#act(socket, request),
				fault: (error) => fault('act', error)
			})
		);
		socket.onAny((name: string) => {
			if (name === 'watch' || name === 'act') return;
			this.#unknown += 1;
			admit();
		});
	}

	/** Joins the room in the same turn as the view is taken, so that no patch falls between the two. */
	#watch(socket: ScreenSocket, request: WatchRequest): WatchAnswer {
		if (request.protocol !== PROTOCOL) {
			socket.emit('bye', { code: 'protocol' });
			return refused('protocol', `This server speaks protocol ${PROTOCOL}; load the page anew.`);
		}
		const { access, branches } = this.#parts;
		if (!this.#renew(socket)) return ENDED;
		const { principal } = socket.data;
		const denied = access.denies(principal, `watch:${request.screen}`, request.branch);
		if (denied !== undefined) return refused(denied.code, denied.detail);
		const branch = branches.get(request.branch);
		if (branch === undefined) {
			return refused('unknown_branch', `There is no branch "${request.branch}".`);
		}
		const audience = this.#audience(principal, request.screen, branch.id);
		const room = roomOf(branch.id, audience);
		if (socket.data.room !== undefined && socket.data.room !== room) {
			void socket.leave(socket.data.room);
		}
		const answer = branch.watch(audience, request.since);
		if ('patches' in answer) this.#catchUps += 1;
		else this.#views += 1;
		void socket.join(room);
		socket.data.branch = branch.id;
		socket.data.screen = request.screen;
		socket.data.room = room;
		return answer;
	}

	async #act(socket: ScreenSocket, request: ActRequest): Promise<ActAnswer> {
		const { access, branches } = this.#parts;
		const branch = socket.data.branch === undefined ? undefined : branches.get(socket.data.branch);
		if (branch === undefined) {
			return refused(
				'not_watching',
				'A screen acts on the branch that it watches: watch one first.'
			);
		}
		if (!this.#renew(socket)) return ENDED;
		const { principal } = socket.data;
		const mayNot = access.denies(principal, 'act', branch.id);
		if (mayNot !== undefined) return refused(mayNot.code, mayNot.detail);
		const { ago = 0 } = request;
		const at = branch.now() - ago * branch.rate;
		const checked = checkEvent(request.type, request.subject, request.data, at, true);
		if (!checked.ok) return refused(checked.code, checked.detail);
		const denied = access.deniesEvent(principal, branch.id, checked.event, branch.floor);
		if (denied !== undefined) return refused(denied.code, denied.detail);
		const staff = principal.kind === 'person' ? principal.person.staff : null;
		if (this.#parts.state() !== 'serving') return UNAVAILABLE;
		if (this.#parts.turnsAway('taps') !== undefined) return BUSY;
		try {
			const [outcome] = await branch.accept([
				{
					origin: 'person',
					source: actorOf(principal),
					id: request.id,
					event: withDoer(checked.event, staff),
					tooLate: ago > URGENT_FOR && URGENT.has(request.type)
				}
			]);
			if (outcome === undefined) throw new Error('The branch gave no outcome for a command.');
			if (outcome.kind === 'refused') return refused(outcome.code, outcome.detail);
			const { seq, subject } = outcome;
			return { ok: true, seq, ...(subject !== undefined && { subject }) };
		} catch (error) {
			if ((error as { name?: unknown } | null)?.name !== 'StoreError') throw error;
			return UNAVAILABLE;
		}
	}

	#turn(): void {
		const isOver = this.#rounds.turn((socket) => {
			if (this.#renew(socket)) this.#cutIfSlow(socket);
		});
		if (!isOver) return;
		this.#unsent = this.#unsentSoFar;
		this.#unsentSoFar = 0;
	}

	#cutIfSlow(socket: ScreenSocket): void {
		const connection = connectionOf(socket);
		this.#unsentSoFar += bytesIn(connection.writeBuffer);
		if (!this.#slow.isTooSlow(connection)) return;
		this.#tooSlow += 1;
		if (socket.data.room !== undefined) void socket.leave(socket.data.room);
		this.#slow.cut(connection, () => socket.emit('bye', { code: 'too_slow' }));
	}

	/**
	 * Takes over what has changed about who is at the other end. False: they may no longer see what they watch,
	 * and are cut; the page decides what comes next.
	 */
	#renew(socket: ScreenSocket): boolean {
		const { access } = this.#parts;
		const { branch, screen, room } = socket.data;
		const principal = access.renewed(socket.data.principal);
		const sees =
			principal !== undefined &&
			(branch === undefined ||
				screen === undefined ||
				(access.denies(principal, `watch:${screen}`, branch) === undefined &&
					roomOf(branch, this.#audience(principal, screen, branch)) === room));
		if (sees) socket.data.principal = principal;
		else this.#bye(socket, 'session_ended');
		return sees;
	}

	#audience(principal: Principal, screen: Screen, branch: string): Audience {
		const may = (action: Action) =>
			this.#parts.access.denies(principal, action, branch) === undefined;
		return audienceOf(screen, { names: may('read_masked'), words: may('read_notes') });
	}

	/** Closes below Socket.IO: after its own `disconnect` the other side would never come back by itself. */
	#bye(socket: ScreenSocket, code: ByeCode): void {
		if (socket.data.room !== undefined) void socket.leave(socket.data.room);
		this.#slow.cut(connectionOf(socket), () => socket.emit('bye', { code }));
	}
}

/**
 * Acts that are about this very moment: who tapped them without a connection has done something else by now, and a
 * customer must not be called to a counter where nobody expects them.
 */
const URGENT: ReadonlySet<string> = new Set(['ticket.called', 'ticket.recalled', 'help.called']);
/** Milliseconds between the tap and its arrival. */
const URGENT_FOR = 20_000;

const ENDED = refused('unauthenticated', 'What this screen signed in with holds no longer.');
const BUSY = refused('busy', 'The server has too much to do at the moment; try again.');
const UNAVAILABLE = refused('unavailable', 'Nothing can be stored at the moment; try again.');

function roomOf(branch: string, audience: Audience): string {
	return `${branch}:${audience}`;
}

/** Its types hide what waits to be written. */
function connectionOf(socket: ScreenSocket): Connection {
	return socket.conn as unknown as Connection;
}
