/** ISO/IEC 13818-1. */
const PACKET = 188;
const BODY = 184;
const SYNC = 0x47;
const PAT_PID = 0;
const PMT_PID = 0x1000;
const PROGRAM = 1;

export const STREAM_TYPES = { h264: 0x1b, hevc: 0x24, aac: 0x0f } as const;

export interface ElementaryStream {
  readonly pid: number;
  readonly type: (typeof STREAM_TYPES)[keyof typeof STREAM_TYPES];
}

/** A picture with its sets, or some frames of sound; times in 90 kHz. */
export interface Unit {
  readonly pid: number;
  readonly kind: 'video' | 'audio';
  readonly pts: number;
  readonly dts: number;
  /** Where the clock of the program stands; undefined: not told here. */
  readonly clock: number | undefined;
  /** One may begin to decode here. */
  readonly key: boolean;
  readonly data: readonly Buffer[];
}

/** Cuts units into packets of 188 bytes, each stream's counted by itself. */
export class Packets {
  readonly #counters = new Map<number, number>();
  #version = 0;

  /** Which streams there are: the first one carries the clock. */
  tables(streams: readonly ElementaryStream[]): Buffer {
    const [clock] = streams;
    const programs = Buffer.alloc(4);
    programs.writeUInt16BE(PROGRAM, 0);
    programs.writeUInt16BE(0xe000 | PMT_PID, 2);
    const map = Buffer.alloc(4 + 5 * streams.length);
    map.writeUInt16BE(0xe000 | (clock?.pid ?? 0x1fff), 0);
    map.writeUInt16BE(0xf000, 2);
    for (const [index, { type, pid }] of streams.entries()) {
      map.writeUInt8(type, 4 + 5 * index);
      map.writeUInt16BE(0xe000 | pid, 5 + 5 * index);
      map.writeUInt16BE(0xf000, 7 + 5 * index);
    }
    return Buffer.concat([
      this.#table(PAT_PID, section(0, 1, this.#version, programs)),
      this.#table(PMT_PID, section(2, PROGRAM, this.#version, map)),
    ]);
  }

  /** The streams are others from now on. */
  renew(): void {
    this.#version = (this.#version + 1) & 31;
  }

  write(unit: Unit): Buffer {
    const payload = Buffer.concat([pesHead(unit), ...unit.data]);
    const packets: Buffer[] = [];
    for (let at = 0; at < payload.length; ) {
      const first = at === 0;
      const field = first ? adaptation(unit) : Buffer.alloc(0);
      const size = Math.min(BODY - field.length, payload.length - at);
      packets.push(this.#packet(unit.pid, first, field, payload.subarray(at, at + size)));
      at += size;
    }
    return Buffer.concat(packets);
  }

  #table(pid: number, bytes: Buffer): Buffer {
    const filled = Buffer.alloc(BODY, 0xff);
    // Nothing stands before the section.
    filled.writeUInt8(0, 0);
    bytes.copy(filled, 1);
    return this.#packet(pid, true, Buffer.alloc(0), filled);
  }

  #packet(pid: number, begins: boolean, field: Buffer, payload: Buffer): Buffer {
    const counter = this.#counters.get(pid) ?? 0;
    this.#counters.set(pid, (counter + 1) & 15);
    const stuffed = stuff(field, BODY - field.length - payload.length);
    const packet = Buffer.alloc(PACKET);
    packet.writeUInt8(SYNC, 0);
    packet.writeUInt16BE((begins ? 0x4000 : 0) | pid, 1);
    packet.writeUInt8((stuffed.length > 0 ? 0x30 : 0x10) | counter, 3);
    stuffed.copy(packet, 4);
    payload.copy(packet, 4 + stuffed.length);
    return packet;
  }
}

/** The field in front of a packet's payload, longer by so many bytes that say nothing. */
function stuff(field: Buffer, missing: number): Buffer {
  if (missing === 0) return field;
  const whole = Buffer.alloc(field.length + missing, 0xff);
  field.copy(whole, 0);
  if (field.length === 0 && missing > 1) whole.writeUInt8(0, 1);
  whole.writeUInt8(whole.length - 1, 0);
  return whole;
}

/** That one may begin here, and the clock: 33 bits of 90 kHz, and none of 27 MHz. */
function adaptation({ key, clock }: Unit): Buffer {
  const flags = (key ? 0x40 : 0) | (clock === undefined ? 0 : 0x10);
  if (flags === 0) return Buffer.alloc(0);
  const field = Buffer.alloc(clock === undefined ? 2 : 8);
  field.writeUInt8(field.length - 1, 0);
  field.writeUInt8(flags, 1);
  if (clock !== undefined) {
    const base = wrapped(clock);
    field.writeUInt32BE(Math.floor(base / 2), 2);
    field.writeUInt16BE(((base % 2) << 15) | 0x7e00, 6);
  }
  return field;
}

/** Of pictures the length is left open, as 13818-1 allows: they may be longer than it can say. */
function pesHead({ kind, pts, dts, data }: Unit): Buffer {
  const both = pts !== dts;
  const head = Buffer.alloc(both ? 19 : 14);
  head.writeUIntBE(0x000001, 0, 3);
  head.writeUInt8(kind === 'video' ? 0xe0 : 0xc0, 3);
  const length = data.reduce((sum, part) => sum + part.length, head.length - 6);
  head.writeUInt16BE(kind === 'audio' && length < 0x10000 ? length : 0, 4);
  head.writeUInt8(0x84, 6);
  head.writeUInt8(both ? 0xc0 : 0x80, 7);
  head.writeUInt8(head.length - 9, 8);
  writeTime(head, 9, both ? 3 : 2, pts);
  if (both) writeTime(head, 14, 1, dts);
  return head;
}

function writeTime(head: Buffer, at: number, mark: number, time: number): void {
  const value = wrapped(time);
  head.writeUInt8((mark << 4) | ((Math.floor(value / 2 ** 30) & 7) << 1) | 1, at);
  head.writeUInt16BE(((Math.floor(value / 2 ** 15) & 0x7fff) << 1) | 1, at + 1);
  head.writeUInt16BE(((value & 0x7fff) << 1) | 1, at + 3);
}

const wrapped = (time: number): number => ((time % 2 ** 33) + 2 ** 33) % 2 ** 33;

function section(table: number, id: number, version: number, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt8(table, 0);
  head.writeUInt16BE(0xb000 | (5 + body.length + 4), 1);
  head.writeUInt16BE(id, 3);
  head.writeUInt8(0xc1 | (version << 1), 5);
  const all = Buffer.concat([head, body]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc(all), 0);
  return Buffer.concat([all, sum]);
}

/** CRC-32 as MPEG has it: not mirrored, not inverted at the end. */
function crc(data: Buffer): number {
  let value = 0xffffffff;
  for (const byte of data) {
    value ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  }
  return value >>> 0;
}
