/** Bytes of a file, `to` not included. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * What `Range` asks of a file of so many bytes. Undefined: all of it, also where the header means nothing, or several
 * pieces at once, which nobody who resumes a download asks for. `nothing`: it begins behind the end.
 */
export function rangeOf(header: string | undefined, bytes: number): ByteRange | 'nothing' | undefined {
  const found = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? '');
  if (found === null) return undefined;
  const [, first = '', last = ''] = found;
  if (first === '' && last === '') return undefined;
  if (first === '') return Number(last) === 0 ? 'nothing' : { from: Math.max(0, bytes - Number(last)), to: bytes };
  if (last !== '' && Number(last) < Number(first)) return undefined;
  if (Number(first) >= bytes) return 'nothing';
  return { from: Number(first), to: last === '' ? bytes : Math.min(bytes, Number(last) + 1) };
}
