export interface Unit {
  readonly track: 'video' | 'audio';
  readonly dueMs: number;
  readonly key: boolean;
  readonly payloads: readonly Buffer[];
}

const MTU = 1400;

type Codec = 'h264' | 'h265';

/** A film as a camera sends it: its pictures in RTP payloads, and its parameter sets as an SDP lists them. */
export function accessUnits(stream: Buffer, codec: Codec, fps: number): { units: Unit[]; sets: Buffer[] } {
  const units: Unit[] = [];
  const sets = new Map<number, Buffer>();
  const { typeOf, isSet, isPicture, isKey, packets } = codec === 'h264' ? H264 : H265;
  let waiting: Buffer[] = [];
  for (const nal of nals(stream)) {
    const type = typeOf(nal);
    if (isSet(type) && !sets.has(type)) sets.set(type, nal);
    waiting.push(nal);
    // The encoders write one slice a picture.
    if (!isPicture(type)) continue;
    const dueMs = (units.length * 1000) / fps;
    units.push({ track: 'video', dueMs, key: isKey(type), payloads: waiting.flatMap(packets) });
    waiting = [];
  }
  return { units, sets: [...sets.values()] };
}

function* nals(stream: Buffer): Generator<Buffer> {
  const mark = Buffer.from([0, 0, 1]);
  let start = stream.indexOf(mark);
  while (start >= 0) {
    const next = stream.indexOf(mark, start + 3);
    let end = next < 0 ? stream.length : next;
    while (next >= 0 && stream[end - 1] === 0) end -= 1;
    yield stream.subarray(start + 3, end);
    start = next;
  }
}

const H264 = {
  typeOf: (nal: Buffer) => (nal[0] ?? 0) & 31,
  isSet: (type: number) => type === 7 || type === 8,
  isPicture: (type: number) => type === 1 || type === 5,
  isKey: (type: number) => type === 5,
  /** Single NAL unit packets, or FU-A for those over the MTU (RFC 6184). */
  packets: (nal: Buffer) => {
    const head = nal[0] ?? 0;
    return cut(nal, 1, (edges) => Buffer.from([(head & 0xe0) | 28, edges | (head & 31)]));
  },
};

const H265 = {
  typeOf: (nal: Buffer) => ((nal[0] ?? 0) >> 1) & 63,
  isSet: (type: number) => type >= 32 && type <= 34,
  isPicture: (type: number) => type < 32,
  isKey: (type: number) => type >= 16 && type <= 21,
  /** The same by RFC 7798. */
  packets: (nal: Buffer) => {
    const head = nal[0] ?? 0;
    return cut(nal, 2, (edges) => Buffer.from([(head & 0x81) | (49 << 1), nal[1] ?? 0, edges | ((head >> 1) & 63)]));
  },
};

function cut(nal: Buffer, headBytes: number, headOf: (edges: number) => Buffer): Buffer[] {
  if (nal.length <= MTU) return [nal];
  const out: Buffer[] = [];
  for (let at = headBytes; at < nal.length; at += MTU) {
    const first = at === headBytes ? 0x80 : 0;
    const last = at + MTU >= nal.length ? 0x40 : 0;
    out.push(Buffer.concat([headOf(first | last), nal.subarray(at, at + MTU)]));
  }
  return out;
}
