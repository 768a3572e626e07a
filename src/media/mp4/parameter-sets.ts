import type { FragmentTimes } from './fragment.ts';

/** NAL unit types of a sequence parameter set. */
const H264_SPS = 7;
const HEVC_SPS = 33;

/**
 * Watches the parameter sets that cameras repeat before key pictures. When they change (somebody chose another
 * resolution), the head of the stream is wrong and all after it unplayable. They are compared with each other and not
 * with the head: some cameras announce one set and send another from the start, and play well.
 */
export class ParameterSets {
  #seen: Buffer | undefined;

  /** Takes a fragment that begins with a key picture. */
  changed(data: Buffer, { firstByte }: FragmentTimes): boolean {
    const set = firstSet(data, firstByte);
    if (set === undefined) return false;
    const changed = this.#seen !== undefined && !this.#seen.equals(set);
    if (changed || this.#seen === undefined) this.#seen = Buffer.from(set);
    return changed;
  }
}

/** Parameter sets come first: a few units are looked at, each by its length. */
function firstSet(data: Buffer, start: number): Buffer | undefined {
  let at = start;
  for (let unit = 0; unit < 6 && at + 5 < data.length; unit += 1) {
    const length = data.readUInt32BE(at);
    const head = data[at + 4] ?? 0;
    if (length === 0 || at + 4 + length > data.length) return undefined;
    const isSet = (head & 0x9f) === H264_SPS || ((head >> 1) & 0x3f) === HEVC_SPS;
    if (isSet) return data.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return undefined;
}
