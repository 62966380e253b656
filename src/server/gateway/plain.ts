import type { Server } from 'socket.io';

/** What of Socket.IO's packets and encoder this knows; its types keep both to themselves. */
interface Packet {
	type: number;
	nsp: string;
	id?: number;
	data?: unknown;
}
interface Encoder {
	encode(packet: Packet): string[];
	encodeAsString(packet: Packet): string;
}

/** The type of a packet that carries an event. */
const EVENT = 2;
/** The first byte of a websocket frame that is a whole text. */
const WHOLE_TEXT = 0x81;

/**
 * Nothing that the gateway says is binary, and all of it is our own JSON. Socket.IO looks through every value of every
 * packet for a Buffer first, which takes several times as long as writing the JSON of a view.
 */
export function encodePlainly(io: Pick<Server, 'encoder'>): void {
	const encoder = io.encoder as unknown as Encoder;
	encoder.encode = (packet) => [encoder.encodeAsString(packet)];
}

/** One message for many connections, ready to be written. */
export interface Ready {
	text: string;
	/** Read by the websocket transport; polling takes the text. */
	options: { wsPreEncodedFrame: [Buffer] };
}

/** Encodes an event once, and frames it in one piece: header and body apart cost a screen two buffers for every write. */
export function ready(event: string, body: unknown): Ready {
	const text = `${EVENT}${JSON.stringify([event, body])}`;
	return { text, options: { wsPreEncodedFrame: [textFrame(`4${text}`)] } };
}

/** A server's text frame, not masked. */
export function textFrame(text: string): Buffer {
	const length = Buffer.byteLength(text);
	const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
	const frame = Buffer.allocUnsafe(head + length);
	frame[0] = WHOLE_TEXT;
	if (head === 2) frame[1] = length;
	else if (head === 4) {
		frame[1] = 126;
		frame.writeUInt16BE(length, 2);
	} else {
		frame[1] = 127;
		frame.writeUInt32BE(0, 2);
		frame.writeUInt32BE(length, 6);
	}
	frame.write(text, head);
	return frame;
}
