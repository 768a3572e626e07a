/** A flat as its door says it, and the number that a panel knows it by: panels have keys for digits alone. */
export interface Flat {
  /** `11`, `11а`, `12-1` */
  readonly flat: string;
  readonly apartment: number;
}

const WORD = /^(?:квартира|кварт|кв|apartment|apt|flat)?\.?\s*[№#]?\s*/iu;
/** The number in front, and what tells flats of one number apart: one letter, or digits behind a sign. */
const FLAT = /^0*(\d{1,9})(?:\s*([-/.,])\s*(\d{1,4}|\p{L})|\s*["'«]?(\p{L})["'»]?)?\s*[-/.,]?$/u;

/**
 * Takes what billings and people write: `17`, `кв. 9`, `11 а`, `12-1`, `17.0`. Null: there is none (`''`, `0`).
 * Undefined: it is not understood.
 */
export function parseFlat(written: string): Flat | null | undefined {
  const text = written.normalize('NFC').trim();
  if (/^0*([.,]0+)?$/.test(text)) return null;
  const [, digits, sign, part, letter] = FLAT.exec(text.replace(WORD, '')) ?? [];
  const apartment = Number(digits);
  if (digits === undefined || apartment === 0) return undefined;
  // Numbers of some databases have decimals.
  const isDecimal = (sign === '.' || sign === ',') && part !== undefined && /^0+$/.test(part);
  const tail = letter ?? (part === undefined || isDecimal ? '' : `${sign}${part}`);
  return { flat: `${apartment}${tail}`, apartment };
}

/** True when both are one flat; the case of its letter does not matter. */
export const isSameFlat = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a.toLowerCase() === b.toLowerCase();
