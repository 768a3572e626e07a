import { useTranslation } from 'react-i18next';
import { useZone } from '../../app/useMe.ts';
import { dayTime, exactTime, relativeTime, secondsOf } from '../../format/time.ts';

/** "3 min ago" or "22 Nov, 14:05", with the exact time on hover. */
export function When({ at, relative = false }: { at: string | null; relative?: boolean }) {
  const { i18n } = useTranslation();
  const zone = useZone();
  if (at === null) return null;
  const time = secondsOf(at);
  return (
    <time
      dateTime={at}
      title={exactTime(time, zone, i18n.language)}
      style={{ whiteSpace: 'nowrap' }}
      className="numbers"
    >
      {relative ? relativeTime(time, i18n.language) : dayTime(time, zone, i18n.language)}
    </time>
  );
}
