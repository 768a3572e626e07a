import { factsOf } from '../locales/languages.ts';

/** 12 345, with the thin spaces or commas of the language. */
export function number(value: number, language: string, digits = 0): string {
  return new Intl.NumberFormat(factsOf(language).locale, { maximumFractionDigits: digits }).format(value);
}

/** 1.4 GB: powers of a thousand, two digits that matter. */
export function bytes(value: number, language: string): string {
  const units = factsOf(language).bytes;
  const power = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  const size = value / 1000 ** power;
  return `${number(size, language, size < 10 && power > 0 ? 1 : 0)} ${units[power] ?? ''}`;
}

/** 3.9 Mbit/s from kbit/s. */
export function bitrate(kilobits: number, language: string): string {
  const [kilo, mega] = factsOf(language).bitrates;
  if (kilobits < 1000) return `${number(kilobits, language)} ${kilo}`;
  return `${number(kilobits / 1000, language, 1)} ${mega}`;
}

/** 1:02:09 or 2:09. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const tail = [Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(whole / 3600);
  return hours > 0 ? `${hours}:${tail.join(':')}` : `${Number(tail[0])}:${tail[1] ?? '00'}`;
}

/** H.264 from avc1.42c016. */
export function codecName(codec: string): string {
  if (/^(avc|h264)/i.test(codec)) return 'H.264';
  return /^(hev|hvc|h265)/i.test(codec) ? 'H.265' : codec;
}
