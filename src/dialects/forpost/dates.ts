import { instantOf } from '../../core/time.ts';
import { type Parameters, refused } from './parameters.ts';

/**
 * `YYYY-MM-DD HH:MM:SS` in a zone; undefined: not sent, or empty. Of a day alone the first second, or the last one as
 * an upper bound.
 */
export function optionalDate(
  parameters: Parameters,
  name: string,
  zone: string,
  bound: 'lower' | 'upper',
): Date | undefined {
  const text = parameters.optionalText(name)?.trim().replace('T', ' ') ?? '';
  if (text === '') return undefined;
  // Calendars of zones and the database give up at both ends: nothing of ours lies there.
  const end = /^(0\d{3}|9999)-\d\d-\d\d\b/.exec(text)?.[1];
  if (end !== undefined) return new Date(Date.UTC(end === '9999' ? 9999 : 1000, 0));
  const clock = bound === 'lower' ? '00:00:00' : '23:59:59';
  const at = instantOf(zone, /^\d{4}-\d\d-\d\d$/.test(text) ? `${text} ${clock}` : text);
  if (!at) throw refused(name, 'должен быть датой в формате YYYY-MM-DD HH:MM:SS');
  return at;
}
